/* What was there, state by state, and what was undone: pure; a state is never changed. */

const MOST = 100; // states that can be gone back to

/**
 * @template T
 * @typedef {{past: T[], now: T, future: T[]}} History the oldest of the past first, the next of the future first
 */

/** The history of something that has just begun. @template T @param {T} now @returns {History<T>} */
export function begin(now) {
  return { past: [], now, future: [] };
}

/**
 * Go on with another state; what was undone is given up.
 * @template T
 * @param {History<T>} history
 * @param {T} next
 * @returns {History<T>}
 */
export function advance({ past, now }, next) {
  return { past: [...past, now].slice(-MOST), now: next, future: [] };
}

/**
 * Go back to the state before, if there is one.
 * @template T
 * @param {History<T>} history
 * @returns {History<T>}
 */
export function undo(history) {
  const { past, now, future } = history;
  if (!past.length) return history;
  return { past: past.slice(0, -1), now: past[past.length - 1], future: [now, ...future] };
}

/**
 * Go on to the state that was undone last, if any was.
 * @template T
 * @param {History<T>} history
 * @returns {History<T>}
 */
export function redo(history) {
  const { past, now, future } = history;
  if (!future.length) return history;
  return { past: [...past, now], now: future[0], future: future.slice(1) };
}
