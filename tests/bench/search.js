// Prints how long the popup's search takes over the packed directory. Run: `node tests/bench/search.js`.
import { readFileSync } from "node:fs";
import { indexed, search } from "../../extension/shared/search.js";

const TYPED = ["binanse", "walet", "币", "o", "some whole sentence about kraken support", "x".repeat(80)];
const TIMES = 50;

const file = JSON.parse(readFileSync(new URL("../../extension/data/directory.json", import.meta.url), "utf-8"));
const index = indexed([...file.platforms, ...file.regulators]);
for (const text of TYPED) {
  const times = Array.from({ length: TIMES }, () => {
    const start = performance.now();
    search(index, text);
    return performance.now() - start;
  }).sort((a, b) => a - b);
  console.log(`${text.slice(0, 20).padEnd(22)} median ${times[TIMES >> 1].toFixed(2)} ms, longest ${times[TIMES - 1].toFixed(2)} ms`);
}
