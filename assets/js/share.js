/* Share: the address of the page is the view, so copying it is all there is to do. */
(function () {
  "use strict";

  const THANKS_MS = 1500;

  async function onClick(event) {
    const button = event.target.closest("#share-link");
    if (!button) return;
    await navigator.clipboard.writeText(window.location.href);
    const words = button.textContent;
    button.textContent = "Link copied";
    setTimeout(() => (button.textContent = words), THANKS_MS);
  }

  document.addEventListener("click", onClick);
})();
