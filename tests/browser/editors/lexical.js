import { createEmptyHistoryState, registerHistory } from "@lexical/history";
import { registerRichText } from "@lexical/rich-text";
import { $createParagraphNode, $createTextNode, $getRoot, COMMAND_PRIORITY_HIGH, createEditor, KEY_ENTER_COMMAND } from "lexical";
import { composer, START } from "./shell.js";

const editor = createEditor({
  onError(error) {
    throw error;
  },
});
const root = Object.assign(document.createElement("div"), { id: "editor", contentEditable: "true" });
document.querySelector("#place").append(root);
editor.setRootElement(root);
registerRichText(editor);
registerHistory(editor, createEmptyHistoryState(), 300);
const clear = () => void $getRoot().clear().append($createParagraphNode().append($createTextNode(START))).selectEnd();
editor.update(clear, { discrete: true });

const { send } = composer({
  model: () => editor.getEditorState().read(() => $getRoot().getTextContent().replaceAll("\n\n", "\n")),
  clear: () => editor.update(clear, { discrete: true }),
});
editor.registerCommand(
  KEY_ENTER_COMMAND,
  (event) => {
    event?.preventDefault();
    send();
    return true;
  },
  COMMAND_PRIORITY_HIGH,
);
