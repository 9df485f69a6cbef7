// Pages of the extension that show the user's choices follow them: other windows and tabs change them too.
import { ext } from "../background/webext.js";

const SHOWN = ["sites", "dismissed", "contacts", "chat_hidden", "language"];

/**
 * Call `run` whenever a choice was made or taken back anywhere.
 * @param {() => unknown} run
 */
export function onChoices(run) {
  ext.storage.onChanged.addListener((changes) => {
    if (SHOWN.some((key) => key in changes)) void run();
  });
}
