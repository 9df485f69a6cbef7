import Quill from "quill";
import { composer, START } from "./shell.js";

const place = document.querySelector("#place");
const handler = () => {
  send();
  return false;
};
const keyboard = { bindings: { enter: { key: "Enter", handler } } };
const quill = new Quill(place, { modules: { keyboard, history: { delay: 300 } } });
quill.root.id = "editor";
quill.setText(START);
quill.history.clear();

const clear = () => {
  quill.setText(START);
  quill.setSelection(START.length);
};
const { send } = composer({ model: () => quill.getText().replace(/\n$/u, ""), clear });
