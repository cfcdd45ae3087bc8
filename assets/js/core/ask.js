/* Questions that are posted to an address of their own (components/question/posted.py). */

/**
 * Ask the server.
 * @param {string} address
 * @param {object} question
 * @returns {Promise<any>} the answer, as declared in Python, or why there is none as its message
 */
export async function post(address, question) {
  const headers = { "Content-Type": "application/json" };
  try {
    const answer = await fetch(address, { method: "POST", headers, body: JSON.stringify(question) });
    const told = await answer.json().catch(() => null);
    return told ?? { message: `The server could not answer (${answer.status}); everything stays as it is.` };
  } catch {
    return { message: "The server does not answer; everything stays as it is." };
  }
}
