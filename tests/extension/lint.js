// Runs Mozilla's linter on the extension. Errors fail, and so does every warning that is not explained here.
import { createInstance } from "addons-linter";
import { fileURLToPath } from "node:url";

const ALLOWED = new Map([
  ["BACKGROUND_SERVICE_WORKER_IGNORED", "one manifest for both browsers: Firefox runs background.scripts"],
  ["KEY_FIREFOX_ANDROID_UNSUPPORTED_BY_MIN_VERSION", "there is no companion on Android, so no version for it"],
  ["dom.openOrClosedShadowRoot is not supported", "Chromium's function; in Firefox it is a member of the element"],
]);

const directory = fileURLToPath(new URL("../../extension", import.meta.url));
const linter = createInstance({
  config: { _: [directory], logLevel: "fatal", output: "none", warningsAsErrors: false, selfHosted: false },
  runAsBinary: false,
});
const { errors, warnings } = await linter.run();
const unexplained = warnings.filter(({ code, message }) => !ALLOWED.has(code) && !ALLOWED.has(message));
for (const { code, message, file, line } of [...errors, ...unexplained]) {
  console.error(`${file ?? "manifest.json"}:${line ?? 0} ${code}: ${message}`);
}
console.log(`${errors.length} errors, ${unexplained.length} unexplained warnings, ${warnings.length} warnings`);
process.exitCode = errors.length + unexplained.length > 0 ? 1 : 0;
