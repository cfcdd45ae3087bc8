/* What the server tells once, with the page: the files there are, the choices there are, and what the map needs. */
(function () {
  "use strict";

  const told = {};

  /** @param {"files" | "view" | "map"} name @returns {object} */
  (window.digitscope ??= {}).told = (name) => (told[name] ??= JSON.parse(document.querySelector(".skeleton").dataset[name]));
})();
