/* Questions that are posted to an address of their own (components/question/posted.py), and files. */

import { reach, reachAs } from "./connection.js";
import { ownAddress, pageData } from "./page_data.js";
import { heedVersion, isOutdated } from "./version.js";

const FILE_LIMIT_MS = 120_000; // for a picture on a slow line
const OK = 200;
const NAMED = /filename="([^"]+)"/;

/** What is returned when the server did not answer; the store's key `online` tells when it does again. */
export const NO_ANSWER = Object.freeze({ message: "The server does not answer; everything stays as it is." });

/**
 * What an answer says.
 * @param {{status: number, text: string} | null} answer
 * @returns {unknown}
 */
function read(answer) {
  if (!answer) return NO_ANSWER;
  if (answer.status === OK || isOutdated(answer)) heedVersion(isOutdated(answer));
  try {
    const content = JSON.parse(answer.text);
    if (content) return content;
  } catch {
    // what is no JSON was not written by the page's server
  }
  return { message: `The server could not answer (${answer.status}); everything stays as it is.` };
}

/** What goes with a question: a server that has been renewed meanwhile knows the page by it. @param {string} type */
const headers = (type) => ({ "Content-Type": type, "Page-Version": pageData("site").version });

/**
 * Ask the server.
 * @param {string} address within the page's data set
 * @param {object} question
 * @returns {Promise<any>} the answer, as declared in Python, or why there is none as its message
 */
export async function post(address, question) {
  return read(await reach(ownAddress(address), posted(question)));
}

/** @param {object} question */
function posted(question) {
  return { method: "POST", headers: headers("application/json"), body: JSON.stringify(question) };
}

/**
 * Ask the server for a file.
 * @param {string} address within the page's data set
 * @param {object} question
 * @returns {Promise<{content: Blob, name: string} | {message: string}>} or why there is none
 */
export async function postForFile(address, question) {
  const answer = await reachAs(ownAddress(address), posted(question), FILE_LIMIT_MS, async (response) => {
    const [, name] = NAMED.exec(response.headers.get("Content-Disposition") ?? "") ?? [];
    if (name) return { content: await response.blob(), name };
    return read({ status: response.status, text: await response.text() });
  });
  return /** @type {{content: Blob, name: string} | {message: string}} */ (answer ?? NO_ANSWER);
}

/**
 * Ask the server about a file.
 * @param {string} address within the page's data set
 * @param {Blob} file
 * @returns {Promise<any>} as of `post`
 */
export async function postFile(address, file) {
  const options = { method: "POST", headers: headers("application/octet-stream"), body: file };
  return read(await reach(ownAddress(address), options, FILE_LIMIT_MS));
}
