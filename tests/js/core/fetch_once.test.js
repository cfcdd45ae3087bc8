import test from "node:test";
import assert from "node:assert/strict";
import { fetchOnce, MissingFileError } from "../../../assets/js/core/fetch_once.js";
import { get } from "../../../assets/js/core/store.js";
import { standIn } from "../given.js";

/** Answer the fetches of a test one after the other. @param {(object | Error)[]} answers */
function serve(answers) {
  /** @type {unknown[]} */
  const asked = [];
  globalThis.fetch = async (address) => {
    asked.push(address);
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    return standIn(answer ?? {});
  };
  return asked;
}

/** @param {number[]} bytes */
const found = (...bytes) => ({ ok: true, arrayBuffer: async () => Uint8Array.from(bytes).buffer });
/** @param {ArrayBuffer} buffer */
const sum = (buffer) => new Uint8Array(buffer).reduce((all, byte) => all + byte, 0);

test("a file is fetched once, however many ask", async () => {
  const asked = serve([found(1, 2)]);
  assert.deepEqual(await Promise.all([fetchOnce("/a", sum), fetchOnce("/a", sum)]), [3, 3]);
  assert.deepEqual(asked, ["/a"]);
});

test("after a failure the next who asks tries again", async () => {
  const asked = serve([new Error("no network"), { ok: false, status: 503 }, found(5)]);
  await assert.rejects(fetchOnce("/b", sum), /no network/);
  await assert.rejects(fetchOnce("/b", sum), /503/);
  assert.equal(await fetchOnce("/b", sum), 5);
  assert.equal(asked.length, 3);
});

test("who misses a file is told so by the kind of the error, be it refused, unreachable or cut off", async () => {
  const cut = () => {
    throw new RangeError("too short");
  };
  serve([new Error("no network"), { ok: false, status: 503 }, found(5)]);
  for (const read of [sum, sum, cut]) await assert.rejects(fetchOnce("/c", read), MissingFileError);
});

test("of the version of the page a file that is not found says nothing, one of another version does", async () => {
  serve([{ ok: false, status: 404 }, found(5), { ok: false, status: 409 }]);
  await assert.rejects(fetchOnce("/d", sum), /404/);
  assert.equal(get("outdated"), false);
  assert.equal(await fetchOnce("/d", sum), 5);
  await assert.rejects(fetchOnce("/e", sum), /409/);
  assert.equal(get("outdated"), true);
});
