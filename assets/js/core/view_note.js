/* What is said above an element about its view: that it is awaited, or why there is none. */

/** Grey an element and say why above it, or say nothing. @param {HTMLElement} element @param {string} text */
export function say(element, text) {
  const before = element.previousElementSibling;
  const note = before instanceof HTMLElement && before.matches(".view-note") ? before : null;
  if (!text) return note?.remove();
  element.classList.add("stale");
  const shown = note ?? Object.assign(document.createElement("p"), { className: "view-note" });
  shown.setAttribute("role", "status");
  shown.textContent = text;
  if (!note) element.before(shown);
}
