import { baseKeymap } from "prosemirror-commands";
import { history, undo } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { schema } from "prosemirror-schema-basic";
import { EditorState } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import { composer, START } from "./shell.js";

const place = document.querySelector("#place");
const keys = {
  Enter: () => {
    send();
    return true;
  },
  "Mod-z": undo,
};
const doc = schema.node("doc", null, [schema.node("paragraph", null, [schema.text(START)])]);
const state = EditorState.create({ doc, plugins: [history(), keymap(keys), keymap(baseKeymap)] });
const view = new EditorView(place, { state, attributes: { id: "editor" } });

const { send } = composer({
  model: () => view.state.doc.textBetween(0, view.state.doc.content.size, "\n", "\n"),
  clear: () => view.dispatch(view.state.tr.delete(1 + START.length, view.state.doc.content.size)),
});
