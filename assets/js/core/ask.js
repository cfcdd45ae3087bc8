/* Questions that are posted to an address of their own (components/question/posted.py). */

import { reach } from "./connection.js";

/** What `post` returns when the server did not answer; the store's key `online` tells when it does again. */
export const NO_ANSWER = Object.freeze({ message: "The server does not answer; everything stays as it is." });

/**
 * What an answer says.
 * @param {{status: number, text: string}} answer
 * @returns {any}
 */
function read({ status, text }) {
  try {
    const told = JSON.parse(text);
    if (told) return told;
  } catch {
    // what is no JSON was not written by the page's server
  }
  return { message: `The server could not answer (${status}); everything stays as it is.` };
}

/**
 * Ask the server.
 * @param {string} address
 * @param {object} question
 * @returns {Promise<any>} the answer, as declared in Python, or why there is none as its message
 */
export async function post(address, question) {
  const headers = { "Content-Type": "application/json" };
  const answer = await reach(address, { method: "POST", headers, body: JSON.stringify(question) });
  return answer ? read(answer) : NO_ANSWER;
}
