/* What elements show. The question of a view is put together from what it needs (`question.js`), asked when it is
 * another one than before and the element is in view, and its answer drawn by the function that the panel gave.
 *
 * A question is asked on the road that Python says: by a Dash callback, or through one stream that lets one post at a
 * time through and the newest questions next, or it is answered in the browser.
 */

import { post } from "./ask.js";
import { nextTry } from "./connection.js";
import { isUnderWay, setProps } from "./dash.js";
import { isInTime } from "./in_time.js";
import { pageData } from "./page_data.js";
import { questionOf } from "./question.js";
import { get, subscribe } from "./store.js";
import { facts, forgetOthers, markShown } from "./shown.js";
import { Gate } from "./stream.js";
import { heedVersion } from "./version.js";
import { say } from "./view_note.js";

/**
 * @typedef {import("../types/views.js").Answer} Answer
 * @typedef {Omit<Answer, "outdated">} Said what an element is told, be it by the server or the browser
 * @typedef {import("./in_time.js").Asked} Asked
 * @typedef {(element: HTMLElement, view: any) => unknown} Draw draws a view, which it knows the type of
 * @typedef {(question: any) => Promise<object>} Find finds the view that answers a question, which it knows the type of
 * @typedef {{shows?: string}} Selected what is common to the views of a selection
 * @typedef {Asked & {asked: string, inView: boolean, failed: boolean, since: number, view: Selected | null,
 *   waiting: ReturnType<typeof setTimeout> | undefined}} Status of an element and its last question
 * @typedef {{asked: string, number: number, answer: Said | null}} Early a question asked ahead, and its answer
 */

const SAY_AFTER_MS = 300; // that an answer is awaited
const LOOK_AFTER_MS = 3_000; // for the server, if there is still none
const LOST_AFTER_MS = 30_000; // a callback that nothing is heard of, though it has not failed
const KEYS = /** @type {const} */ ([
  "selection", "settings", "pin", "units", "scales", "enlarged", "group", "against", "mounted",
]); // prettier-ignore

/** @type {Object<string, {draw: Draw, find: Find | undefined}>} by the id of the element */
const parts = {};
/** @type {Map<HTMLElement, Status>} the elements on the page that show a view */
const mounted = new Map();
/** @type {Map<string, {number: number, question: object}>} what the stream is to ask next, by the id of the element */
const next = new Map();
/** @type {Map<string, Early>} by the id of elements that are about to come to the page */
const early = new Map();
let [numbers, scheduled] = [0, false];

/**
 * Let a function draw the views of an element, and another one find them.
 * @param {string} id
 * @param {Draw} draw
 * @param {Find} [find]
 */
export function draws(id, draw, find) {
  parts[id] = { draw, find };
}

/** Draw the view that an element shows once more. @param {string} id */
export function redraw(id) {
  for (const [element, { view }] of mounted) if (element.id === id && view) parts[id].draw(element, view);
}

/** Whether an element in view waits for its answer. */
export function isWaiting() {
  return [...mounted.values()].some(({ inView, number, answered }) => inView && answered < number);
}

/** Ask what has changed, once all that changes now has. */
function schedule() {
  if (!scheduled) queueMicrotask(follow);
  scheduled = true;
}

function follow() {
  scheduled = false;
  for (const [element, status] of mounted) if (status.inView) askIfNew(element, status);
  forgetOthers(mounted);
  if (next.size) gate.ask();
}

/** @param {HTMLElement} element @param {Status} status */
function askIfNew(element, status) {
  const question = questionOf(facts(element.id).needs);
  const asked = JSON.stringify(question);
  if (!question || (asked === status.asked && !status.failed)) return;
  Object.assign(status, { asked, number: ++numbers, failed: false, since: performance.now() });
  awaitAnswer(element, status);
  ask(element, status.number, question);
}

/**
 * Ask what elements will show that are about to come to the page: the server answers while they are made.
 * @param {string[]} ids of elements whose views are asked through the stream
 */
export function askAhead(ids) {
  early.clear();
  for (const id of ids) {
    const question = document.getElementById(id) ? null : questionOf(facts(id).needs);
    if (!question) continue;
    early.set(id, { asked: JSON.stringify(question), number: ++numbers, answer: null });
    next.set(id, { number: numbers, question });
  }
  if (next.size) gate.ask();
}

/** Say after a while that an answer is awaited. @param {HTMLElement} element @param {Status} status */
function awaitAnswer(element, status) {
  status.waiting ??= setTimeout(() => saySoon(element, status), SAY_AFTER_MS);
}

/**
 * Say that an answer is awaited, grey what is shown of an earlier question, and look for the server if it goes on.
 * @param {HTMLElement} element
 * @param {Status} status
 */
function saySoon(element, status) {
  say(element, "Waiting for the server …");
  status.waiting = setTimeout(() => askAgain(element, status), LOOK_AFTER_MS);
}

/**
 * Look for the server. A callback that failed says nothing, so what it has not answered is asked again; what is still
 * being computed is not, as a server that has much to do would have twice as much.
 * @param {HTMLElement} element
 * @param {Status} status
 */
async function askAgain(element, status) {
  status.waiting = undefined;
  await nextTry();
  if (facts(element.id).road !== "callback" || status.answered === status.number) return;
  status.failed = isLost(element, status);
  if (status.failed) schedule();
  else status.waiting ??= setTimeout(() => askAgain(element, status), LOOK_AFTER_MS);
}

/** Whether no answer is to be expected to what was asked. @param {HTMLElement} element @param {Status} status */
function isLost({ id }, { since }) {
  return !isUnderWay(`${id}-answer`) || performance.now() - since > LOST_AFTER_MS;
}

/** The server answers again: ask what was not answered. @param {boolean} online */
function onOnline(online) {
  if (!online) return;
  for (const [element, status] of mounted) if (status.answered < status.number) status.failed = isLost(element, status);
  schedule();
}

/** @param {HTMLElement} element @param {number} number @param {object} question */
function ask({ id }, number, question) {
  const { road } = facts(id);
  if (road === "callback")
    setProps(`${id}-question`, { data: { number, question, version: pageData("site").version } });
  else if (road === "stream") next.set(id, { number, question });
  else answerHere(id, number, question);
}

/** @param {string} id @param {number} number @param {object} question */
async function answerHere(id, number, question) {
  try {
    receive(id, { number, view: await parts[id].find?.(question), message: "" });
  } catch (error) {
    receive(id, { number, view: null, message: error instanceof Error ? error.message : String(error) });
  }
}

const gate = new Gate(async (n) => {
  const asked = Object.fromEntries(next);
  next.clear();
  const answers = await post("/view", asked);
  gate.answered(n);
  for (const [id, { number }] of Object.entries(asked))
    receive(id, answers[id] ?? { number, view: null, message: answers.message });
});

/** An answer has come. @param {string} id @param {Said} answer */
function receive(id, answer) {
  const [{ number, view, message }, expected] = [answer, early.get(id)];
  if (expected?.number === number) expected.answer = answer;
  for (const [element, status] of mounted) {
    if (element.id !== id || !isInTime(status, { number, view }, get("selection"))) continue;
    status.answered = number;
    if (number === status.number) settle(element, status);
    if (view) show(element, status, /** @type {Selected} */ (view));
    else fail(element, status, message);
  }
}

/** Nothing is awaited any more. @param {HTMLElement} element @param {Status} status */
function settle(element, status) {
  clearTimeout(status.waiting);
  status.waiting = undefined;
  say(element, "");
}

/** @param {HTMLElement} element @param {Status} status @param {Selected} view */
function show(element, status, view) {
  status.view = view;
  element.classList.remove("stale");
  try {
    parts[element.id].draw(element, view);
    markShown(element, mounted);
  } catch (error) {
    reportError(error); // and let others be drawn
    fail(element, status, "This could not be drawn.");
  }
}

/**
 * What was shown stays, greyed, and the element says why; it asks again when something changes.
 * @param {HTMLElement} element
 * @param {Status} status
 * @param {string} message
 */
function fail(element, status, message) {
  status.failed = true;
  say(element, message);
}

/* The page */

/** @type {IntersectionObserver | undefined} */
let sight;

/** @param {IntersectionObserverEntry[]} entries */
function onSight(entries) {
  for (const { target, isIntersecting } of entries) {
    const status = mounted.get(/** @type {HTMLElement} */ (target));
    if (status) status.inView = isIntersecting;
  }
  schedule();
}

/** Elements have come or gone. */
function onMounted() {
  sight ??= new IntersectionObserver(onSight);
  for (const [element, { waiting }] of mounted)
    if (!element.isConnected) {
      clearTimeout(waiting);
      mounted.delete(element);
      sight.unobserve(element);
    }
  for (const id of Object.keys(pageData("views"))) {
    const element = parts[id] && document.getElementById(id);
    if (!element || mounted.has(element)) continue;
    const status = statusOf(id);
    mounted.set(element, status);
    if (status.asked) awaitAnswer(element, status);
    sight.observe(element);
  }
  for (const [id, { answer }] of early) if (answer) receive(id, answer);
  early.clear();
}

/** What is known of an element that comes to the page. @param {string} id @returns {Status} */
function statusOf(id) {
  const before = early.get(id);
  const isStill = before && before.asked === JSON.stringify(questionOf(facts(id).needs));
  const { asked, number } = isStill ? before : { asked: "", number: 0 };
  return { asked, number, answered: 0, inView: false, failed: false, since: 0, view: null, waiting: undefined };
}

/** The answer of a callback, which arrives as an attribute. @param {MutationRecord[]} changes */
function onAnswers(changes) {
  for (const { target } of changes)
    if (target instanceof HTMLElement && target.dataset.view)
      onAnswer(target.id.replace(/-answer$/, ""), JSON.parse(target.dataset.view));
}

/** @param {string} id @param {Answer} answer of a callback */
function onAnswer(id, answer) {
  heedVersion(answer.outdated);
  receive(id, answer);
}

export function start() {
  subscribe("mounted", onMounted);
  for (const key of KEYS) subscribe(key, schedule);
  subscribe("online", onOnline);
  const watched = { subtree: true, attributes: true, attributeFilter: ["data-view"] };
  new MutationObserver(onAnswers).observe(document, watched);
}
