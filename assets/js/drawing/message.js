/* The line under the pad. */

import { byId } from "../core/dom.js";

/** Tell what is wrong with a drawing or a picture, if anything is. @param {string} words */
export function say(words) {
  const message = byId("draw-message");
  if (message.textContent !== words) message.textContent = words;
}
