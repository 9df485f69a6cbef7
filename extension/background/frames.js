// Brings the documents of a tab together to one page. Pure: no browser calls.

const MAX_FRAMES = 16;
// Documents tell their age by clocks of different processes, which some browsers round.
const CLOCKS_MS = 200;

/**
 * @typedef {object} Tab
 * @property {string} doc names the top document; empty until it was heard
 * @property {Map<object, { order: number, born: number, frame: Protocol.Frame }>} frames by the port that brought them
 * @property {object | null} top the port of the top document
 * @property {{ doc: string, list: Protocol.Widget[] }} widgets support chats whose account is known, and of which document
 */

export class Tabs {
  constructor() {
    /** @type {Map<number, Tab>} */
    this.tabs = new Map();
    this.order = 0;
  }

  /** @param {number} id */
  tab(id) {
    let tab = this.tabs.get(id);
    if (!tab) {
      tab = { doc: "", frames: new Map(), top: null, widgets: { doc: "", list: [] } };
      this.tabs.set(id, tab);
    }
    return tab;
  }

  /**
   * Take the facts of one document.
   * @param {number} id
   * @param {object} port
   * @param {boolean} isTop
   * @param {Ui.FrameMessage} message
   */
  put(id, port, isTop, message) {
    const tab = this.tab(id);
    if (isTop) {
      if (tab.top !== null && tab.top !== port) tab.frames.delete(tab.top);
      tab.top = port;
      tab.doc = message.doc;
    }
    const known = tab.frames.get(port);
    tab.frames.set(port, { order: known?.order ?? (this.order += 1), born: message.born, frame: message.frame });
  }

  /**
   * Take the support chats of the top document.
   * @param {number} id
   * @param {string} doc
   * @param {Ui.WidgetFact[]} widgets
   * @returns {boolean} whether the page is to be asked about anew
   */
  putWidgets(id, doc, widgets) {
    const tab = this.tab(id);
    const list = widgets.flatMap(({ vendor, tenant }) => (tenant ? [{ vendor, tenant }] : []));
    const fresh = list.length > 0 || (tab.widgets.doc === doc && tab.widgets.list.length > 0);
    tab.widgets = { doc, list };
    return fresh && tab.top !== null && tab.doc === doc;
  }

  /**
   * A document has gone: its port closed.
   * @param {number} id
   * @param {object} port
   * @returns {"top" | "frame" | "unknown"} what it was
   */
  drop(id, port) {
    const tab = this.tabs.get(id);
    if (!tab?.frames.delete(port)) return "unknown";
    if (tab.top !== port) return "frame";
    tab.top = null;
    tab.doc = "";
    if (tab.frames.size === 0) this.tabs.delete(id);
    return "top";
  }

  /** @param {number} id */
  forget(id) {
    this.tabs.delete(id);
  }

  /**
   * Which document and address an answer must belong to.
   * @param {number} id
   */
  stamp(id) {
    const tab = this.tabs.get(id);
    const top = tab?.top ? tab.frames.get(tab.top) : undefined;
    return tab && top ? `${tab.doc} ${top.frame.url}` : "";
  }

  /**
   * The page as the companion reads it, the top document first, or null while the top document was not heard.
   * @param {number} id
   * @returns {Protocol.Page | null}
   */
  page(id) {
    const tab = this.tabs.get(id);
    const top = tab?.top ? tab.frames.get(tab.top) : undefined;
    if (!tab || !top) return null;
    // A frame older than the page is of an earlier page, whose goodbye is late or was swallowed.
    const rest = [...tab.frames.values()].filter((item) => item !== top && item.born >= top.born - CLOCKS_MS);
    // Forms and words first: a warning must not be lost behind a crowd of empty frames.
    const weight = (/** @type {Protocol.Frame} */ frame) => frame.fields.length * 1000 + frame.text.length;
    rest.sort((a, b) => weight(b.frame) - weight(a.frame) || a.order - b.order);
    const frames = [top, ...rest.slice(0, MAX_FRAMES - 1)].map((item) => item.frame);
    const widgets = tab.widgets.doc === tab.doc ? tab.widgets.list : [];
    return { url: top.frame.url, frames, ...(widgets.length > 0 && { widgets }) };
  }
}
