"use strict";

// Puts into a field what was held back while it was examined, as if it had been pasted then: an editor of the page gets a
// paste event, a plain field an insertion that the browser can undo.
(() => {
  // In Firefox a page may not read a transfer that an extension made; one of the page's own making it may.
  const page = /** @type {any} */ (window).wrappedJSObject ?? window;

  /** @param {{ x: number, y: number }} point @returns {Range | null} */
  function caretAt({ x, y }) {
    const at = document.caretPositionFromPoint?.(x, y);
    if (!at) return document.caretRangeFromPoint?.(x, y) ?? null;
    const range = document.createRange();
    range.setStart(at.offsetNode, at.offset);
    return range;
  }

  /**
   * Where the text belongs: the selection now, or the place it was dropped on.
   * @param {HTMLElement} field
   * @param {{ x: number, y: number } | null} point
   * @returns {() => void} selects it again
   */
  function place(field, point) {
    if (realdesk.guardFields.isPlain(field)) {
      const at = point ? document.caretPositionFromPoint?.(point.x, point.y) : null;
      const dropped = at?.offsetNode === field ? at.offset : null;
      const [start, end] = [dropped ?? field.selectionStart, dropped ?? field.selectionEnd];
      return () => {
        field.focus({ preventScroll: true });
        // Fields of type e-mail or number have no selection to set.
        if (field.selectionStart !== null) field.setSelectionRange(start, end);
      };
    }
    const selection = document.getSelection();
    const range = (point && caretAt(point)) ?? (selection?.rangeCount ? selection.getRangeAt(0).cloneRange() : null);
    return () => {
      field.focus({ preventScroll: true });
      if (range && field.contains(range.commonAncestorContainer)) {
        selection?.removeAllRanges();
        selection?.addRange(range);
      } else if (!field.contains(selection?.anchorNode ?? null)) {
        // The focus alone brings no cursor in Firefox.
        selection?.selectAllChildren(field);
        selection?.collapseToEnd();
      }
    };
  }

  /**
   * An event of the page's own realm, with the texts in its member `name`.
   * @param {string} kind its constructor
   * @param {string} type
   * @param {string} name
   * @param {Map<string, string>} texts
   * @param {Record<string, string>} more
   */
  function withTexts(kind, type, name, texts, more = {}) {
    const data = new page.DataTransfer();
    for (const [format, text] of texts) data.setData(format, text);
    const about = new page.Object();
    Object.assign(about, { bubbles: true, cancelable: true, composed: true, ...more, [name]: data });
    const event = new page[kind](type, about);
    // Firefox makes an empty transfer of its own for a paste.
    for (const [format, text] of texts) if (event[name].getData(format) !== text) event[name].setData(format, text);
    return event;
  }

  /**
   * @param {HTMLElement} field
   * @param {Map<string, string>} texts
   * @returns {boolean} whether the page took it
   */
  function offer(field, texts) {
    const focused = /** @type {Document | ShadowRoot} */ (field.getRootNode()).activeElement;
    const target = focused && field.contains(focused) ? focused : field;
    try {
      if (!target.dispatchEvent(withTexts("ClipboardEvent", "paste", "clipboardData", texts))) return true;
      if (realdesk.guardFields.isPlain(field)) return false;
      // Some editors leave a paste to the browser and take what it is about to put in.
      return !target.dispatchEvent(withTexts("InputEvent", "beforeinput", "dataTransfer", texts, { inputType: "insertFromPaste" }));
    } catch {
      // The page may have put something else in the place of these constructors.
      return false;
    }
  }

  realdesk.guardInsert = {
    place: (field) => place(field, null),
    hold(field, data, point) {
      const select = place(field, point);
      // A transfer is emptied when its event ends.
      const texts = new Map(data.types.filter((type) => type !== "Files").map((type) => [type, data.getData(type)]));
      const text = texts.get("text/plain") ?? "";
      return () => {
        select();
        if (offer(field, texts)) return;
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
