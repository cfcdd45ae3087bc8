/* Questions asked at the pace of a hand: posted to an address of their own (components/posted.py). */
(function () {
  "use strict";

  /**
   * Ask the server.
   * @param {string} address
   * @param {object} question
   * @returns {Promise<object>} the answer, or why there is none as its message
   */
  async function post(address, question) {
    const headers = { "Content-Type": "application/json" };
    try {
      const answer = await fetch(address, { method: "POST", headers, body: JSON.stringify(question) });
      const told = await answer.json().catch(() => null);
      return told ?? { message: `The server could not answer (${answer.status}); everything stays as it is.` };
    } catch {
      return { message: "The server does not answer; everything stays as it is." };
    }
  }

  if (typeof module !== "undefined") module.exports = { post };
  else (window.digitscope ??= {}).post = post;
})();
