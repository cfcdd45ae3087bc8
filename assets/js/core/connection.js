/* Whether the server answers, and how everybody notices when it does again.
 *
 * Whatever is asked by `reach` (as `post` of core/ask.js does) is watched. A question without an answer sets the
 * store's key `online` to false, and /health is asked from then on, after half a second and then less and less often,
 * down to every five seconds; at once when the browser has a network again or the page is looked at. The first answer,
 * to whatever question, sets `online` to true. So who has a question that is still unanswered writes one of
 *
 *     subscribe("online", (online) => online && askAgain());
 *     await back(); // goes on as soon as the server answers, at once if it does
 *
 * and who asks in another way, as Dash's callbacks do, and sees that fail or hang calls `look()`.
 */

import { siteAddress } from "./page_data.js";
import { set } from "./store.js";

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 5_000;
const SLOW_MS = 4_000; // a question that is under way for longer is a reason to look
const HEALTH_MS = 5_000; // within which a server that answers says so
const LIMIT_MS = 30_000; // after which nobody waits for an answer any more
const AWAY = [502, 503, 504]; // what a proxy says for a server that does not answer, or one that cannot now

/** The pause before the server is asked again. @param {number} tries how often it has been asked in vain */
export function pauseBefore(tries) {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** tries);
}

/** Knows whether a server answers, from the fate of questions and, while it does not, by looking. */
export class Connection {
  /**
   * @param {() => Promise<boolean>} isAlive looks whether the server answers
   * @param {(online: boolean) => void} tell is told of each change
   */
  constructor(isAlive, tell) {
    this.isAlive = isAlive;
    this.tell = tell;
    this.online = true;
    this.looking = false;
    this.tries = 0; // looks since a question was answered last; where each fails again, they become ever rarer
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    /** @type {(() => void)[]} */
    this.waiting = [];
  }

  /** A question was answered. */
  answered() {
    this.tries = 0;
    this.become(true);
  }

  /** A question was not answered. */
  lost() {
    this.become(false);
    this.lookLater();
  }

  /** Look now whether the server answers. */
  async look() {
    if (this.looking) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.looking = true;
    const alive = await this.isAlive();
    this.looking = false;
    if (alive) this.become(true);
    else this.lost();
  }

  lookLater() {
    if (this.timer !== undefined || this.looking) return;
    this.timer = setTimeout(() => this.look(), pauseBefore(this.tries));
    this.tries += 1;
  }

  /** @param {boolean} online */
  become(online) {
    if (online) {
      clearTimeout(this.timer);
      this.timer = undefined;
    }
    if (online === this.online) return;
    this.online = online;
    this.tell(online);
    if (online) this.waiting.splice(0).forEach((goOn) => goOn());
  }

  /** Wait until the server answers. @returns {Promise<void>} */
  back() {
    return new Promise((resolve) => (this.online ? resolve() : void this.waiting.push(resolve)));
  }
}

async function isAlive() {
  try {
    return (await fetch(siteAddress("/health"), { cache: "no-store", signal: AbortSignal.timeout(HEALTH_MS) })).ok;
  } catch {
    return false;
  }
}

const connection = new Connection(isAlive, (online) => set("online", online));

/** Look whether the server answers: somebody has a reason to doubt it. */
export function look() {
  connection.look();
}

/** Wait until the server answers. */
export function back() {
  return connection.back();
}

/** A file has not come: look for the server, and wait until it is worth asking for the file again. */
export async function nextTry() {
  look();
  await new Promise((resolve) => setTimeout(resolve, LONGEST_PAUSE_MS));
  await back();
}

/**
 * Ask the server, and learn from it whether it answers.
 * @param {string} address
 * @param {RequestInit} options of `fetch`, without a signal
 * @param {number} limit ms after which no answer is expected any more
 * @returns {Promise<{status: number, text: string} | null>} null if there is no answer
 */
export function reach(address, options, limit = LIMIT_MS) {
  return reachAs(address, options, limit, async (answer) => ({ status: answer.status, text: await answer.text() }));
}

/**
 * Whether a question has failed because there was no connection, or it was cut, as proxies do after a while: the latter
 * says nothing of the server, and asking changes nothing there, so it is asked once more before anybody is told.
 * @param {unknown} error of `fetch`
 */
const isCut = (error) => error instanceof TypeError;

/**
 * The same, of an answer that is read in another way.
 * @template T
 * @param {string} address
 * @param {RequestInit} options
 * @param {number} limit
 * @param {(answer: Response) => Promise<T>} read
 * @returns {Promise<T | null>}
 */
export async function reachAs(address, options, limit, read) {
  const slow = setTimeout(look, SLOW_MS);
  const attempt = async () => {
    const answer = await fetch(address, { ...options, signal: AbortSignal.timeout(limit) });
    const content = await read(answer);
    if (AWAY.includes(answer.status)) throw new Error(`${address} is answered with ${answer.status}`);
    return content;
  };
  try {
    const content = await attempt().catch((error) => (isCut(error) ? attempt() : Promise.reject(error)));
    connection.answered();
    return content;
  } catch {
    connection.lost();
    return null;
  } finally {
    clearTimeout(slow);
  }
}

/** Look at once where waiting is pointless: there is a network again, or a visitor is. */
function hurry() {
  if (!connection.online && !document.hidden) look();
}

export function start() {
  window.addEventListener("online", hurry);
  window.addEventListener("offline", look);
  document.addEventListener("visibilitychange", hurry);
}
