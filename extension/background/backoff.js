/** How long to wait before the next try: doubles from `first` to `most` milliseconds and starts anew on success. */
export class Backoff {
  /**
   * @param {number} first
   * @param {number} most
   */
  constructor(first = 500, most = 60_000) {
    this.first = first;
    this.most = most;
    this.failures = 0;
  }

  /** @returns {number} milliseconds to wait after the failures so far */
  get wait() {
    return this.failures === 0 ? 0 : Math.min(this.most, this.first * 2 ** (this.failures - 1));
  }

  failed() {
    this.failures = Math.min(this.failures + 1, 32);
  }

  succeeded() {
    this.failures = 0;
  }
}
