/* The gate: keeps a fast hand from flooding the server with questions that nobody waits for any more. */

const PATIENCE_MS = 4000; // then a question counts as lost

/** Lets one question at a time through, and the newest next. Questions are numbered from 1. */
export class Gate {
  /** @param {(number: number) => void} send asks the question that is newest when it is called */
  constructor(send, patience = PATIENCE_MS) {
    this.send = send;
    this.patience = patience;
    this.number = 0;
    this.underway = false;
    this.waiting = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
  }

  /** The number of the last question that has been asked for, sent or still waiting. */
  get newest() {
    return this.number + (this.waiting ? 1 : 0);
  }

  ask() {
    this.waiting = this.underway;
    if (this.underway) return;
    this.underway = true;
    this.number += 1;
    this.timer = setTimeout(() => this.answered(), this.patience);
    this.send(this.number);
  }

  /** An answer has come; one to an earlier question, given up meanwhile, does not count. @param {number} number */
  answered(number = this.number) {
    if (number < this.number) return;
    clearTimeout(this.timer);
    this.underway = false;
    if (this.waiting) this.ask();
  }
}
