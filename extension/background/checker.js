// Decides when a tab is sent to the companion: shortly after its documents spoke, one request at a time per tab, and an
// answer counts only for the document and address it was asked for. No browser calls of its own.
import { LinkError } from "./native.js";

const DEBOUNCE_MS = 80;
const NO_RULESET_MS = 1000;
const MAX_NO_RULESET = 30;

/**
 * @typedef {object} Job
 * @property {ReturnType<typeof setTimeout> | undefined} timer
 * @property {boolean} running
 * @property {boolean} again
 * @property {number} tries
 */

export class Checker {
  /**
   * @param {object} options
   * @param {import("./frames.js").Tabs} options.tabs
   * @param {{ request: (type: string, body: object) => Promise<any>, delay: number }} options.link
   * @param {(tab: number, doc: string, url: string, verdict: Protocol.Verdict) => void} options.onVerdict
   * @param {(tab: number, error: LinkError) => void} options.onFailure
   * @param {number} [options.debounce]
   */
  constructor({ tabs, link, onVerdict, onFailure, debounce }) {
    this.tabs = tabs;
    this.link = link;
    this.onVerdict = onVerdict;
    this.onFailure = onFailure;
    this.debounce = debounce ?? DEBOUNCE_MS;
    /** @type {Map<number, Job>} */
    this.jobs = new Map();
  }

  /**
   * The first document of a page is asked about at once: its warning must not wait for frames that may follow.
   * @param {number} tab
   * @param {number} [wait] milliseconds
   */
  schedule(tab, wait = this.jobs.has(tab) ? this.debounce : 0) {
    const job = this.jobs.get(tab) ?? { timer: undefined, running: false, again: false, tries: 0 };
    this.jobs.set(tab, job);
    if (job.running) {
      job.again = true;
      return;
    }
    clearTimeout(job.timer);
    job.timer = setTimeout(() => void this.run(tab, job), wait);
  }

  /** @param {number} tab */
  cancel(tab) {
    clearTimeout(this.jobs.get(tab)?.timer);
    this.jobs.delete(tab);
  }

  /** Whether an answer for this tab is on its way.
   * @param {number} tab */
  busy(tab) {
    const job = this.jobs.get(tab);
    return job !== undefined && (job.running || job.timer !== undefined);
  }

  /**
   * @param {number} tab
   * @param {Job} job
   */
  async run(tab, job) {
    job.timer = undefined;
    const page = this.tabs.page(tab);
    if (!page) return;
    const stamp = this.tabs.stamp(tab);
    const { doc } = this.tabs.tab(tab);
    job.running = true;
    let retry = -1;
    try {
      const verdict = await this.link.request("check_page", { page });
      job.tries = 0;
      if (this.tabs.stamp(tab) === stamp) this.onVerdict(tab, doc, page.url, verdict);
    } catch (error) {
      const failure = error instanceof LinkError ? error : new LinkError("internal", String(error));
      retry = this.retryAfter(failure, job);
      if (this.tabs.stamp(tab) === stamp) this.onFailure(tab, failure);
    }
    job.running = false;
    if (this.jobs.get(tab) !== job) return;
    if (job.again) {
      job.again = false;
      this.schedule(tab);
    } else if (retry >= 0) {
      this.schedule(tab, retry);
    }
  }

  /**
   * Milliseconds until this page is worth another try, or -1.
   * @param {LinkError} error
   * @param {Job} job
   */
  retryAfter(error, job) {
    job.tries += 1;
    if (error.code === "no_ruleset") return job.tries <= MAX_NO_RULESET ? NO_RULESET_MS : -1;
    const gone = error.code === "disconnected" || error.code === "timeout" || error.code === "unavailable";
    return gone && job.tries <= 8 ? Math.max(this.link.delay, this.debounce) : -1;
  }
}
