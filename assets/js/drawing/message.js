/* The line under the pad. */

/** Tell what is wrong with a drawing or a picture, if anything is. @param {string} words */
export function say(words) {
  const message = document.getElementById("draw-message");
  if (message.textContent !== words) message.textContent = words;
}
