/* The panels of the first screen ask together what they show of the digit that is selected. */
(function () {
  "use strict";

  let asked = 0;

  /** Let the panels follow the selection; once another digit has been selected, an answer is too late. */
  async function follow() {
    asked += 1;
    const number = asked;
    const { post, view, render } = window.digitscope;
    const views = await post("/digit", view.subject());
    if (number !== asked) return;
    if (views.message) view.tell(views.message);
    else Object.entries(views).forEach(([id, shown]) => render.show(document.getElementById(id), shown));
  }

  document.addEventListener("selected", follow);
})();
