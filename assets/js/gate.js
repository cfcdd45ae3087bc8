/* The gate: keeps a fast hand from flooding the server with questions that nobody waits for any more. */
(function () {
  "use strict";

  /** Lets one question at a time through, and the newest next. */
  class Gate {
    /** @param {() => void} send asks the question that is newest when it is called */
    constructor(send) {
      Object.assign(this, { send, underway: false, waiting: false });
    }

    ask() {
      this.waiting = this.underway;
      if (!this.underway) {
        this.underway = true;
        this.send();
      }
    }

    answered() {
      this.underway = false;
      if (this.waiting) this.ask();
    }
  }

  if (typeof module !== "undefined") module.exports = { Gate };
  else (window.digitscope ??= {}).Gate = Gate;
})();
