import { ContentState, Editor, EditorState } from "draft-js";
import { createElement, useLayoutEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { composer, START } from "./shell.js";

const place = document.querySelector("#place");
let current = EditorState.createWithContent(ContentState.createFromText(START));
let put = (/** @type {EditorState} */ _state) => undefined;
const { send } = composer({
  model: () => current.getCurrentContent().getPlainText("\n"),
  clear: () => put(EditorState.moveFocusToEnd(EditorState.push(current, ContentState.createFromText(START), "remove-range"))),
});

function Composer() {
  const [state, setState] = useState(current);
  const editor = useRef(null);
  put = (next) => {
    current = next;
    setState(next);
  };
  useLayoutEffect(() => void (editor.current.editor.id = "editor"));
  const handleReturn = () => {
    send();
    return "handled";
  };
  return createElement(Editor, { ref: editor, editorState: state, onChange: put, handleReturn });
}
flushSync(() => createRoot(place).render(createElement(Composer)));
