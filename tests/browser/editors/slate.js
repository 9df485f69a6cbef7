import { createElement } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { createEditor, Node, Transforms } from "slate";
import { withHistory } from "slate-history";
import { Editable, Slate, withReact } from "slate-react";
import { composer, START } from "./shell.js";

const place = document.querySelector("#place");
const editor = withHistory(withReact(createEditor()));
const start = [{ type: "paragraph", children: [{ text: START }] }];
const { send } = composer({
  model: () => editor.children.map((block) => Node.string(block)).join("\n"),
  clear: () => Transforms.delete(editor, { at: { anchor: { path: [0, 0], offset: START.length }, focus: editor.end([]) } }),
});
const onKeyDown = (event) => {
  if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
  event.preventDefault();
  send();
};
flushSync(() => {
  const editable = createElement(Editable, { id: "editor", onKeyDown });
  createRoot(place).render(createElement(Slate, { editor, initialValue: start }, editable));
});
