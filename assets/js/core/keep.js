/* What this browser keeps for the next visit. One that keeps nothing is fine too: it begins anew each time. */

/** For later visits too. */
const forGood = () => localStorage;

/** Until the tab is closed, whatever page is opened in it. */
export const forTheVisit = () => sessionStorage;

/** @param {string} key @param {() => Storage} [place] @returns {string | null} what was kept, if anything was */
export function kept(key, place = forGood) {
  try {
    return place().getItem(key);
  } catch {
    return null; // the visitor has forbidden it
  }
}

/** @param {string} key @param {string} value @param {() => Storage} [place] */
export function keep(key, value, place = forGood) {
  try {
    place().setItem(key, value);
  } catch {
    // the visitor has forbidden it, or there is no room
  }
}
