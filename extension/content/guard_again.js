"use strict";

// Does what was held back and then let go: the page gets the events it would have had, and the browser's own answer to
// them, which no event made by a script brings about.
(() => {
  const PRESS = ["pointerdown", "mousedown", "pointerup", "mouseup", "click"];
  const SUBMIT = 'button:not([type="button"], [type="reset"]), input[type="submit"], input[type="image"]';

  /** What Enter in a line does: the form's own button is pressed, where there is one. @param {HTMLFormElement} form */
  function submit(form) {
    const button = Array.from(form.elements).find((el) => el.matches(SUBMIT));
    if (!(button instanceof HTMLElement)) form.requestSubmit();
    else if (!(/** @type {HTMLButtonElement} */ (button).disabled)) button.click();
  }

  realdesk.guardAgain = {
    enter(field, { key, code, ctrlKey, metaKey }) {
      const options = { key, code, ctrlKey, metaKey, keyCode: 13, which: 13, bubbles: true, cancelable: true, composed: true };
      /** @param {string} type */
      const fire = (type) => field.dispatchEvent(new KeyboardEvent(type, options));
      if (fire("keydown") && fire("keypress")) {
        if (field instanceof HTMLInputElement) {
          if (field.form) submit(field.form);
        } else if (!ctrlKey && !metaKey) {
          if (realdesk.guardFields.isPlain(field)) document.execCommand("insertText", false, "\n");
          else document.execCommand("insertParagraph");
        }
      }
      fire("keyup");
    },

    press(button, { type, clientX, clientY }) {
      const options = { clientX, clientY, view: window, bubbles: true, cancelable: true, composed: true };
      const from = PRESS.indexOf(type);
      for (const name of from < 0 ? [] : PRESS.slice(from, -1)) {
        const Kind = name.startsWith("pointer") ? PointerEvent : MouseEvent;
        button.dispatchEvent(new Kind(name, options));
      }
      button.click();
    },
  };
})();
