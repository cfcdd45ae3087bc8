/* What this browser keeps for the next visit. One that keeps nothing is fine too: it begins anew each time. */

/** @param {string} key @returns {string | null} what was kept, if anything was */
export function kept(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // the visitor has forbidden it
  }
}

/** @param {string} key @param {string} value */
export function keep(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // the visitor has forbidden it, or there is no room
  }
}
