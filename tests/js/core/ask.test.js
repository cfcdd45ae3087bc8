import test from "node:test";
import assert from "node:assert/strict";
import { NO_ANSWER, post, postFile } from "../../../assets/js/core/ask.js";
import { back } from "../../../assets/js/core/connection.js";
import { get } from "../../../assets/js/core/store.js";
import { onPage } from "../given.js";

onPage({ site: { name: "other", prefix: "/digits/data/other/", root: "/digits/", version: "0123" } });

/** Let `answer` stand for the server. @param {() => Response} answer */
function serve(answer) {
  /** @type {[unknown, RequestInit | undefined][]} */
  const asked = [];
  globalThis.fetch = async (address, options) => {
    asked.push([address, options]);
    return address === "/digits/health" ? new Response("ok") : answer();
  };
  return asked;
}

test("a question goes out as JSON and the answer comes back", async () => {
  const asked = serve(() => new Response('{"x": 1}'));
  assert.deepEqual(await post("/view", { n: 3 }), { x: 1 });
  const [[address, options]] = asked;
  const { method, headers, body } = options ?? {};
  assert.deepEqual(
    [address, { method, headers, body }],
    [
      "/digits/data/other/view",
      { method: "POST", headers: { "Content-Type": "application/json", "Page-Version": "0123" }, body: '{"n":3}' },
    ],
  );
});

test("a file goes out as it is", async () => {
  const [asked, file] = [serve(() => new Response('{"image": "AA"}')), new Blob(["abc"])];
  assert.deepEqual(await postFile("/picture", file), { image: "AA" });
  const [[address, options]] = asked;
  assert.deepEqual([address, options?.method, options?.body], ["/digits/data/other/picture", "POST", file]);
});

test("a refusal comes with the server's reason", async () => {
  serve(() => new Response('{"message": "Too wide."}', { status: 400 }));
  assert.deepEqual(await post("/view", {}), { message: "Too wide." });
});

test("a server of another version says so, and the page knows it from then on", async () => {
  assert.equal(get("outdated"), false);
  serve(() => new Response('{"message": "Reload the page."}', { status: 409 }));
  assert.deepEqual(await post("/view", {}), { message: "Reload the page." });
  assert.equal(get("outdated"), true);
});

test("only an answer under the page's own version says that the server has that one again", async () => {
  for (const [status, outdated] of [
    [409, true],
    [400, true],
    [404, true],
    [200, false],
  ]) {
    serve(() => new Response("{}", { status: Number(status) }));
    await post("/view", {});
    assert.equal(get("outdated"), outdated, `after ${status}`);
  }
});

test("an answer that is no JSON is told by its status", async () => {
  serve(() => new Response("<h1>Too large</h1>", { status: 413 }));
  assert.match((await post("/view", {})).message, /could not answer \(413\)/);
});

test("an answer that says nothing is told by its status", async () => {
  serve(() => new Response("null"));
  assert.match((await post("/view", {})).message, /could not answer \(200\)/);
});

test("a server that is gone is told too", async () => {
  serve(() => {
    throw new TypeError("Failed to fetch");
  });
  assert.equal(await post("/view", {}), NO_ANSWER);
  assert.match(NO_ANSWER.message, /does not answer/);
  await back();
});
