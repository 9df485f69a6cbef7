// What each of these pages has around its editor: a composer of a chat that sends with Enter and with a button. Tests
// read `sent` and `model()`.

/** Stands in each editor from the start: in an empty one some misplace the first letter by themselves. */
export const START = "Re: ";

/**
 * @param {object} editor
 * @param {() => string} editor.model the text that the editor itself holds, a line for every block
 * @param {() => void} editor.clear leaves nothing but `START`, and the cursor behind it
 */
export function composer({ model: whole, clear }) {
  const sent = [];
  const model = () => (whole().startsWith(START) ? whole().slice(START.length) : whole());
  const send = () => {
    sent.push(model());
    clear();
  };
  Object.assign(window, { sent, model });
  document.querySelector("#send").addEventListener("click", send);
  return { send };
}
