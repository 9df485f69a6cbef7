"use strict";

// The dialog before a secret leaves. A modal dialog in a closed shadow root: the page can neither read nor press it, and
// what it covers cannot be used meanwhile. When the page removes it, nothing is sent.
(() => {
  const { el, mark, button, dress } = realdesk.parts;
  // A second press of the same key or button must not go through to the choice that cannot be taken back.
  const SETTLE_MS = 400;
  const WATCH_MS = 200;

  /** @type {HTMLElement | null} */
  let host = null;
  /** What the open dialog does with a key. @type {(key: string) => boolean} */
  let onKey = () => false;

  /**
   * @param {Guard.View} view
   * @param {(go: boolean) => void} choose
   */
  function draw(view, choose) {
    const no = button("no", view.no, () => choose(false));
    const yes = button("yes", view.yes, () => choose(true));
    const title = el("h2", "", view.title);
    title.id = "title";
    const body = el("div", "body", "", ...view.lines.map((line) => el("p", "", line)), el("p", "note", view.note));
    body.id = "body";
    const top = el("div", "top");
    top.append(mark(view.level), el("div", "", "", el("p", "brand", view.brand), title));
    const dialog = el("dialog", view.level, "", top, body, el("div", "foot", "", no, yes));
    for (const [name, value] of Object.entries({
      role: "alertdialog",
      "aria-modal": "true",
      "aria-labelledby": "title",
      "aria-describedby": "body",
      lang: view.lang,
      dir: "auto",
    })) {
      dialog.setAttribute(name, value);
    }
    return { dialog, no };
  }

  /** @param {Guard.View} view @returns {Promise<boolean>} */
  function show(view) {
    const { promise, resolve } = /** @type {PromiseWithResolvers<boolean>} */ (Promise.withResolvers());
    const opened = performance.now();
    const frame = el("div", "");
    host = frame;
    const shadow = frame.attachShadow({ mode: "closed" });

    /** @param {boolean} go */
    const choose = (go) => {
      if (go && performance.now() - opened < SETTLE_MS) return;
      clearInterval(watch);
      if (dialog.open) dialog.close();
      frame.remove();
      host = null;
      resolve(go);
    };
    onKey = (key) => {
      if (!["Escape", "Enter", " "].includes(key)) return false;
      choose(key !== "Escape" && shadow.activeElement?.className === "yes");
      return true;
    };
    const { dialog, no } = draw(view, choose);
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      if (event.isTrusted) choose(false);
    });
    // Removed or closed by the page: that is no consent.
    const watch = setInterval(() => void ((frame.isConnected && dialog.open) || choose(false)), WATCH_MS);

    dress(shadow, realdesk.guardStyle.css);
    shadow.append(dialog);
    document.documentElement.append(frame);
    dialog.showModal();
    no.focus();
    return promise;
  }

  realdesk.guardView = {
    get host() {
      return host;
    },
    key: (key) => onKey(key),
    show,
  };
})();
