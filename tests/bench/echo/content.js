// On the page's event "echo-go", sends a text of the size of a small page on the round and notes the time it took.
"use strict";

const SIZE = 2048;
const port = chrome.runtime.connect();
let started = 0;

port.onMessage.addListener(() => {
  document.documentElement.dataset.echo = String(performance.now() - started);
});

window.addEventListener("echo-go", () => {
  started = performance.now();
  port.postMessage("x".repeat(SIZE));
});
