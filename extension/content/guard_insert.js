"use strict";

// Puts into a field what was held back while it was examined, as if it had been pasted then: an editor of the page gets a
// paste event, a plain field an insertion that the browser can undo.
(() => {
  // In Firefox the page may not read a transfer made by an extension: an editor would take the paste and find it empty.
  // There the text is put in as if it had been typed.
  const OFFERED = !chrome.runtime.getURL("").startsWith("moz-extension:");

  /**
   * Where the text belongs: the selection now, or the place it was dropped on.
   * @param {HTMLElement} field
   * @param {{ x: number, y: number } | null} point
   * @returns {() => void} selects it again
   */
  function place(field, point) {
    if (realdesk.guardFields.isPlain(field)) {
      const { selectionStart: start, selectionEnd: end } = field;
      return () => {
        field.focus({ preventScroll: true });
        // Fields of type e-mail or number have no selection to set.
        if (start !== null && point === null) field.setSelectionRange(start, end);
      };
    }
    const selection = document.getSelection();
    const dropped = point ? document.caretRangeFromPoint?.(point.x, point.y) : null;
    const range = dropped ?? (selection?.rangeCount ? selection.getRangeAt(0).cloneRange() : null);
    return () => {
      field.focus({ preventScroll: true });
      if (!range || !field.contains(range.commonAncestorContainer)) return;
      selection?.removeAllRanges();
      selection?.addRange(range);
    };
  }

  /** The texts of a transfer; it is emptied when its event ends. @param {DataTransfer} data */
  function copy(data) {
    const kept = new DataTransfer();
    for (const type of data.types) if (type !== "Files") kept.setData(type, data.getData(type));
    return kept;
  }

  /**
   * @param {HTMLElement} field
   * @param {DataTransfer} data
   * @returns {boolean} whether the page took it
   */
  function offer(field, data) {
    const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true, composed: true });
    const focused = document.activeElement;
    const target = focused && field.contains(focused) ? focused : field;
    return !target.dispatchEvent(event);
  }

  realdesk.guardInsert = {
    hold(field, data, point) {
      const select = place(field, point);
      const kept = copy(data);
      const text = kept.getData("text/plain");
      return () => {
        select();
        if (OFFERED && offer(field, kept)) return;
        const flat = field.localName === "input" ? text.replace(/[\r\n]+/gu, "") : text;
        if (document.execCommand("insertText", false, flat)) return;
        if (!realdesk.guardFields.isPlain(field)) return;
        const { value, selectionStart, selectionEnd } = field;
        field.setRangeText(flat, selectionStart ?? value.length, selectionEnd ?? value.length, "end");
        field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true, inputType: "insertFromPaste" }));
      };
    },
  };
})();
