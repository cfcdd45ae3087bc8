/* Keys: where an arrow leads, and which presses are not the page's. */

/** Steps along a row. @type {Object<string, number>} */
export const STEPS = { ArrowLeft: -1, ArrowRight: 1 };

/** Steps to the right and down. @type {Object<string, [number, number]>} */
export const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/**
 * Whether a key is pressed with Alt, Ctrl or ⌘: that is meant for the browser, such as Alt and an arrow for going back.
 * @param {Pick<KeyboardEvent, "altKey" | "ctrlKey" | "metaKey">} event
 */
export function hasModifier({ altKey, ctrlKey, metaKey }) {
  return altKey || ctrlKey || metaKey;
}

/** Whether a key presses a button. @param {Pick<KeyboardEvent, "key">} event */
export const isPress = ({ key }) => key === "Enter" || key === " ";
