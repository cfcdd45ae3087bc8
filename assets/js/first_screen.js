/* The panels of the first screen ask together what they show of the digit that is selected. */
(function () {
  "use strict";

  const ADDRESS = "/digit";

  /** Let the panels follow the selection; once another digit has been selected, an answer is too late. */
  async function follow() {
    const { post, view, render } = window.digitscope;
    const asked = view.subject();
    const { message, ...views } = await post(ADDRESS, asked);
    if (asked.selection !== view.selection()) return;
    view.tell(ADDRESS, message);
    Object.entries(views).forEach(([id, shown]) => render.show(document.getElementById(id), shown));
  }

  document.addEventListener("selected", follow);
})();
