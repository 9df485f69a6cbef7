import assert from "node:assert/strict";
import { test } from "node:test";
import { Backoff } from "../../extension/background/backoff.js";
import { LinkError, NativeLink, stateOfDisconnect } from "../../extension/background/native.js";
import { readJson } from "./support.js";

/** The browser's end of a port: what was sent, and ways to answer or to close. */
class Port {
  constructor() {
    /** @type {any[]} */ this.sent = [];
    this.closed = false;
    /** @type {((message: any) => void)[]} */ this.listeners = [];
    /** @type {((port: any) => void)[]} */ this.closers = [];
    this.onMessage = { addListener: (/** @type {any} */ f) => void this.listeners.push(f) };
    this.onDisconnect = { addListener: (/** @type {any} */ f) => void this.closers.push(f) };
  }

  /** @param {object} message */
  postMessage(message) {
    this.sent.push(message);
  }

  disconnect() {
    this.closed = true;
  }

  /** @param {any} reply */
  reply(reply) {
    for (const listener of this.listeners) listener(reply);
  }

  /** @param {string} message */
  close(message) {
    for (const closer of this.closers) closer({ error: { message } });
  }
}

const HELLO = readJson("tests/protocol/golden/hello.reply.json").result;

/** @param {{ hello?: any, timeout?: number }} [options] */
function setup({ hello = HELLO, timeout } = {}) {
  /** @type {Port[]} */ const ports = [];
  /** @type {string[]} */ const states = [];
  const clock = { now: 1000 };
  const link = new NativeLink({
    connect: () => {
      const port = new Port();
      ports.push(port);
      if (hello) queueMicrotask(() => port.reply({ id: port.sent[0].id, result: hello }));
      return port;
    },
    disconnectReason: (port) => port.error.message,
    version: "0.1.0",
    onState: (state) => states.push(state),
    now: () => clock.now,
    timeout,
  });
  return { link, ports, states, clock };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

test("hello goes first and answers find their requests in any order", async () => {
  const { link, ports, states } = setup();
  const first = link.request("contacts", { platform: "a" });
  const second = link.request("contacts", { platform: "b" });
  await settled();
  const [port] = ports;
  assert.deepEqual(
    port.sent.map(({ type }) => type),
    ["hello", "contacts", "contacts"],
  );
  port.reply({ id: port.sent[2].id, result: "B" });
  port.reply({ id: port.sent[1].id, result: "A" });
  assert.deepEqual(await Promise.all([first, second]), ["A", "B"]);
  assert.deepEqual(states, ["connecting", "connected"]);
});

test("an error reply rejects its own request with its code", async () => {
  const { link, ports } = setup();
  const asked = link.request("contacts", { platform: "?" });
  await settled();
  ports[0].reply({ ...readJson("tests/protocol/golden/contacts_unknown_platform.reply.json"), id: ports[0].sent[1].id });
  await assert.rejects(asked, { name: "LinkError", code: "unknown_platform" });
});

test("when the host dies everything pending is rejected at once", async () => {
  const { link, ports } = setup();
  const asked = [link.request("a"), link.request("b")];
  await settled();
  ports[0].close("Native host has exited.");
  for (const request of asked) await assert.rejects(request, { code: "disconnected" });
  assert.equal(link.state, "lost");
  assert.equal(link.pending.size, 0);
});

test("replies of a closed port and unknown ids are ignored", async () => {
  const { link, ports, clock } = setup();
  await link.ensure();
  ports[0].close("Native host has exited.");
  clock.now += 500;
  const asked = link.request("a");
  await settled();
  const { id } = ports[1].sent[1];
  ports[0].reply({ id, result: "stale" });
  ports[1].reply({ id: null, error: { code: "bad_frame", message: "" } });
  ports[1].reply({ id, result: "fresh" });
  assert.equal(await asked, "fresh");
});

test("after a failure the next try waits longer each time, and the user can cut it short", async () => {
  const { link, ports, clock } = setup({ hello: null });
  for (const wait of [500, 1000, 2000]) {
    const asked = link.request("a");
    ports[ports.length - 1].close("Specified native messaging host not found.");
    await assert.rejects(asked, LinkError);
    assert.equal(link.state, "missing");
    assert.equal(link.delay, wait);
    const count = ports.length;
    await assert.rejects(link.request("a"), { code: "unavailable" });
    assert.equal(ports.length, count);
    clock.now += wait;
  }
  clock.now -= 1;
  link.retryNow();
  assert.equal(link.delay, 0);
});

test("waiting time has an upper bound and starts anew after success", () => {
  const backoff = new Backoff(500, 60_000);
  for (let i = 0; i < 100; i += 1) backoff.failed();
  assert.equal(backoff.wait, 60_000);
  backoff.succeeded();
  assert.equal(backoff.wait, 0);
});

test("another major protocol is refused, a higher minor is accepted", async () => {
  const old = setup({ hello: { ...HELLO, protocol: "2.0" } });
  await assert.rejects(old.link.ensure(), { code: "protocol_version" });
  assert.equal(old.link.state, "too_old");
  assert.ok(old.ports[0].closed);
  const newer = setup({ hello: { ...HELLO, protocol: "1.9" } });
  await newer.link.ensure();
  assert.equal(newer.link.state, "connected");
});

test("a companion that refuses our protocol is too old", async () => {
  const { link, ports } = setup({ hello: null });
  const asked = link.ensure();
  ports[0].reply({ ...readJson("tests/protocol/golden/hello_other_major.reply.json"), id: ports[0].sent[0].id });
  await assert.rejects(asked, { code: "protocol_version" });
  assert.equal(link.state, "too_old");
});

test("a host that hangs is given up and its port closed", async () => {
  const { link, ports, clock } = setup({ timeout: 10 });
  const asked = link.request("a");
  await settled();
  clock.now += 20;
  await assert.rejects(asked, { code: "timeout" });
  assert.ok(ports[0].closed);
  assert.equal(link.state, "lost");
});

test("a host that answers others meanwhile does not hang", async () => {
  const { link, ports, clock } = setup({ timeout: 20 });
  const slow = link.request("a");
  const quick = link.request("b");
  await settled();
  const [port] = ports;
  clock.now += 15;
  port.reply({ id: port.sent[2].id, result: "B" });
  clock.now += 10;
  assert.equal(await quick, "B");
  await new Promise((resolve) => setTimeout(resolve, 26));
  assert.ok(!port.closed);
  port.reply({ id: port.sent[1].id, result: "A" });
  assert.equal(await slow, "A");
});

test("a host that answers others but never this request is given up in the end", async () => {
  const { link, ports } = setup({ timeout: 5 });
  await assert.rejects(link.request("a"), { code: "timeout" });
  assert.ok(ports[0].closed);
});

test("a host without a ruleset is known as such until hello says otherwise", async () => {
  const { link, ports } = setup({ hello: { ...HELLO, ruleset: null } });
  await link.ensure();
  assert.equal(link.state, "no_ruleset");
  const refreshed = link.refresh();
  await settled();
  ports[0].reply({ id: ports[0].sent[1].id, result: HELLO });
  await refreshed;
  assert.equal(link.state, "connected");
});

test("the browsers' words for a closed port are told apart", () => {
  assert.equal(stateOfDisconnect("Specified native messaging host not found."), "missing");
  assert.equal(stateOfDisconnect("No such native application org.realdesk.companion"), "missing");
  assert.equal(stateOfDisconnect("Access to the specified native messaging host is forbidden."), "forbidden");
  assert.equal(stateOfDisconnect("Native host has exited."), "lost");
  assert.equal(stateOfDisconnect(""), "lost");
});
