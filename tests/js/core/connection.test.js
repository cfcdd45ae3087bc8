import test from "node:test";
import assert from "node:assert/strict";
import { back, Connection, pauseBefore, reach } from "../../../assets/js/core/connection.js";
import { get, subscribe } from "../../../assets/js/core/store.js";
import { onPage } from "../given.js";

onPage({ site: { name: "mnist", prefix: "/digits/", root: "/digits/", version: "0123" } });

/** A connection to a server that is alive or not, as `server.alive` says, and what it told. */
function connect() {
  const server = { alive: true, looks: 0 };
  /** @type {boolean[]} */
  const told = [];
  const isAlive = async () => {
    server.looks += 1;
    return server.alive;
  };
  return { server, told, connection: new Connection(isAlive, (online) => told.push(online)) };
}

/**
 * Let all that is due happen, and then `ms` go by.
 * @param {import("node:test").MockTimers} timers
 * @param {number} ms
 */
async function pass(timers, ms) {
  for (let k = 0; k < 5; k++) await Promise.resolve();
  timers.tick(ms);
  for (let k = 0; k < 5; k++) await Promise.resolve();
}

test("the pause grows from half a second to five", () => {
  assert.deepEqual([0, 1, 2, 3, 4, 99].map(pauseBefore), [500, 1000, 2000, 4000, 5000, 5000]);
});

test("a question without an answer means that the server is away, and it is looked for until it is back", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { server, told, connection } = connect();
  server.alive = false;
  connection.lost();
  connection.lost();
  assert.deepEqual(told, [false]);
  await pass(t.mock.timers, 499);
  assert.equal(server.looks, 0);
  await pass(t.mock.timers, 1);
  await pass(t.mock.timers, 999);
  assert.equal(server.looks, 1);
  await pass(t.mock.timers, 1);
  assert.equal(server.looks, 2);
  server.alive = true;
  await pass(t.mock.timers, 2000);
  assert.deepEqual(told, [false, true]);
  await pass(t.mock.timers, 60_000);
  assert.equal(server.looks, 3, "nobody looks while the server answers");
});

test("an answer to any question ends the search", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { server, told, connection } = connect();
  connection.lost();
  connection.answered();
  await pass(t.mock.timers, 60_000);
  assert.deepEqual([told, server.looks], [[false, true], 0]);
});

test("questions that fail while the server is well are asked ever more rarely, until one is answered", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { told, connection } = connect();
  for (const pause of [500, 1000, 2000]) {
    connection.lost();
    await pass(t.mock.timers, pause - 1);
    assert.equal(connection.online, false);
    await pass(t.mock.timers, 1);
    assert.equal(connection.online, true);
  }
  connection.answered();
  connection.lost();
  await pass(t.mock.timers, 500);
  assert.equal(told.at(-1), true);
});

test("who doubts whether the server answers looks, once at a time, and only what is found is told", async () => {
  const { server, told, connection } = connect();
  await Promise.all([connection.look(), connection.look()]);
  assert.deepEqual([told, server.looks], [[], 1]);
  server.alive = false;
  await connection.look();
  assert.deepEqual(told, [false]);
  connection.answered();
});

test("who waits for the server goes on when it is back, at once if it is there", async () => {
  const { connection } = connect();
  await connection.back();
  let on = false;
  connection.lost();
  const waited = connection.back().then(() => (on = true));
  await Promise.resolve();
  assert.equal(on, false);
  connection.answered();
  await waited;
  assert.equal(on, true);
});

/** Let `answer` stand for the server, whose /health is well. @param {() => Response} answer */
function serve(answer) {
  globalThis.fetch = async (address) => (address === "/digits/health" ? new Response("ok") : answer());
}

test("an answer comes back with its status, whatever it says", async () => {
  serve(() => new Response("No.", { status: 400 }));
  assert.deepEqual(await reach("/view", {}), { status: 400, text: "No." });
  assert.equal(get("online"), true);
});

const GONE = {
  "a server that is gone": () => {
    throw new TypeError("Failed to fetch");
  },
  "a proxy without a server behind it": () => new Response("Bad gateway", { status: 502 }),
  "an answer that is cut off": () => new Response(new ReadableStream({ start: (stream) => stream.error(new Error()) })),
};

for (const [kind, answer] of Object.entries(GONE))
  test(`${kind} is no answer, and the page is told when one can be had`, async () => {
    /** @type {unknown[]} */
    const told = [];
    subscribe("online", (online) => told.push(online));
    serve(answer);
    assert.equal(await reach("/view", {}), null);
    assert.deepEqual([get("online"), told], [false, [false]]);
    serve(() => new Response("{}"));
    await reach("/view", {});
    await back();
    assert.deepEqual(told, [false, true]);
  });

test("a question that nobody answers is given up", async () => {
  globalThis.fetch = (address, options) =>
    new Promise((resolve, reject) => {
      if (address === "/digits/health") resolve(new Response("ok"));
      else options?.signal?.addEventListener("abort", () => reject(options.signal?.reason));
    });
  const alive = setTimeout(() => {}, 10_000); // Node.js does not wait for a signal
  assert.equal(await reach("/view", {}, 5), null);
  clearTimeout(alive);
  serve(() => new Response("{}"));
  await reach("/view", {});
});
