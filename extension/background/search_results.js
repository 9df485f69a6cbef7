// Results of a search, judged one by one by where they lead, as a page at that address would be. No browser calls.

const TRIES = 2;

/**
 * A verdict on an address as one on the result that leads there.
 * @param {Protocol.Verdict} verdict
 * @param {string} message the result
 * @param {boolean} [isAd] what an advertisement says of where it leads can warn, never vouch
 * @returns {Protocol.ChatVerdict}
 */
export function asResult(verdict, message, isAd = false) {
  const { score, platform, platform_names, official, stale } = verdict;
  const level = isAd && verdict.level === "official" ? "none" : verdict.level;
  const reasons = verdict.reasons.map((reason) => ({ ...reason, params: { ...reason.params, message } }));
  const marks = [{ message, codes: reasons.map(({ code }) => code) }];
  return { level, score, platform, platform_names, reasons, official, alarm_index: null, marks, peer_reasons: [], stale };
}

/** One request at a time: a page has dozens of results, and chats must not wait behind them. */
export class SearchResults {
  /** @param {{ link: { request: (type: string, body: object) => Promise<any>, ensure: () => Promise<void> } }} options */
  constructor({ link }) {
    this.link = link;
    /** @type {Promise<void>} */
    this.last = Promise.resolve();
    this.waiting = 0;
  }

  /**
   * @param {string} url
   * @param {(verdict: Protocol.Verdict) => void} onVerdict not called when there is no answer: a result without a mark
   *   says nothing
   */
  check(url, onVerdict) {
    this.waiting += 1;
    this.last = this.last.then(() => this.ask(url, onVerdict)).finally(() => void (this.waiting -= 1));
  }

  /**
   * @param {string} url
   * @param {(verdict: Protocol.Verdict) => void} onVerdict
   */
  async ask(url, onVerdict) {
    for (let left = TRIES; left > 0; left -= 1) {
      try {
        await this.link.ensure();
        return onVerdict(await this.link.request("check_page", { page: { url, frames: [] } }));
      } catch {
        // The companion was lost; another one may be there.
      }
    }
    return undefined;
  }
}
