"use strict";

// Which messages of a list without message ids are new: the window that is shown is laid over what is known.
(() => {
  const MAX_KNOWN = 4000;

  /**
   * How many entries at the end of `left` are the first ones of `right`.
   * @param {string[]} left
   * @param {string[]} right
   */
  function overlap(left, right) {
    for (let size = Math.min(left.length, right.length); size > 0; size -= 1) {
      const start = left.length - size;
      let same = 0;
      while (same < size && left[start + same] === right[same]) same += 1;
      if (same === size) return size;
    }
    return 0;
  }

  /**
   * Where `part` stands in `whole` as it is, or -1.
   * @param {string[]} whole
   * @param {string[]} part
   */
  function indexOf(whole, part) {
    for (let start = 0; start + part.length <= whole.length; start += 1) {
      let same = 0;
      while (same < part.length && whole[start + same] === part[same]) same += 1;
      if (same === part.length) return start;
    }
    return -1;
  }

  /**
   * @param {string[]} known what was reported, in order
   * @param {string[]} shown what is shown now, in order
   * @returns {{ known: string[], fresh: number[] }} the new order, and the positions in `shown` that are new
   */
  function align(known, shown) {
    if (shown.length === 0 || indexOf(known, shown) >= 0) return { known, fresh: [] };
    const places = shown.map((_, index) => index);
    const after = overlap(known, shown);
    const before = overlap(shown, known);
    if (before > after) {
      const fresh = places.slice(0, shown.length - before);
      return { known: [...shown.slice(0, fresh.length), ...known].slice(0, MAX_KNOWN), fresh };
    }
    if (after > 0 || known.length === 0) {
      return { known: [...known, ...shown.slice(after)].slice(-MAX_KNOWN), fresh: places.slice(after) };
    }
    // A jump, or messages that went between: those that are known by their words alone are not said again.
    const seen = new Set(known);
    const fresh = places.filter((index) => !seen.has(shown[index]));
    return { known: [...known, ...fresh.map((index) => shown[index])].slice(-MAX_KNOWN), fresh };
  }

  realdesk.surfaceOrder = { align };
})();
