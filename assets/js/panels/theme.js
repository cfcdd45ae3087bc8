/* Light or dark: as the system has it, until the visitor says otherwise. */

const KEY = "digitscope-theme";

/** The theme to go to. @param {string | undefined} chosen @param {boolean} systemIsDark */
export function other(chosen, systemIsDark) {
  const now = chosen ?? (systemIsDark ? "dark" : "light");
  return now === "dark" ? "light" : "dark";
}

function set(theme) {
  document.documentElement.dataset.theme = theme;
  localStorage.setItem(KEY, theme);
}

function onClick(event) {
  if (event.target.closest("#theme-switch")) {
    const systemIsDark = window.matchMedia("(prefers-color-scheme: dark)").matches;
    set(other(document.documentElement.dataset.theme, systemIsDark));
  }
}

export function start() {
  const stored = localStorage.getItem(KEY);
  if (stored) document.documentElement.dataset.theme = stored;
  document.addEventListener("click", onClick);
}
