// Passes every message of a page on to the native host, and its answer back.
"use strict";

const native = chrome.runtime.connectNative("org.realdesk.echo");
const waiting = new Map();
let next = 1;

native.onMessage.addListener(({ id, body }) => {
  waiting.get(id)?.postMessage(body);
  waiting.delete(id);
});

chrome.runtime.onConnect.addListener((port) => {
  port.onMessage.addListener((body) => {
    waiting.set(next, port);
    native.postMessage({ id: next, body });
    next += 1;
  });
});
