"use strict";

// What banner, strip, marks and dialog have in common: colours, letters, and an element that the page cannot change.
(() => {
  const FAMILY = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans CJK SC", sans-serif';
  const SIMPLIFIED = 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';
  const TRADITIONAL = 'system-ui, "PingFang TC", "Microsoft JhengHei", "Noto Sans CJK TC", sans-serif';

  realdesk.styles = {
    // `!important` inside a shadow tree wins over every rule of the page, its style attributes included.
    host: (place, level = 2147483647) => `
:host {
  all: initial !important;
  display: block !important;
  position: fixed !important;
  margin: 0 !important;
  padding: 0 !important;
  border: 0 !important;
  max-height: none !important;
  overflow: visible !important;
  background: transparent !important;
  visibility: visible !important;
  opacity: 1 !important;
  transform: none !important;
  filter: none !important;
  clip-path: none !important;
  z-index: ${level} !important;
  color-scheme: light dark !important;
  ${place}
}
`,
    letters: (selector, size) => `
${selector} { font: ${size} ${FAMILY}; }
${selector}:lang(zh-CN) { font-family: ${SIMPLIFIED}; }
${selector}:lang(zh-TW) { font-family: ${TRADITIONAL}; }
`,
    light: {
      ground: "--ink: #1d1f23; --soft: #565a63; --ground: #ffffff; --line: #d9dce1; --on-accent: #ffffff; --safe: #2f4a7c; --on-safe: #ffffff;",
      danger: "--accent: #8c1d18; --tint: #fdecea; --head: #5c1a16; --line: #e6b8b4;",
      caution: "--accent: #5f3b00; --tint: #fff4e0; --head: #5f3b00; --line: #ecd3a4;",
      official: "--accent: #1b5e3a; --on-accent: #ffffff; --tint: #e8f4ec; --head: #14472c;",
    },
    dark: {
      ground: "--ink: #e8e9ec; --soft: #a9adb6; --ground: #1b1c20; --line: #3a3c43; --safe: #a9c1f0; --on-safe: #131a2a;",
      danger: "--accent: #ffb4ab; --tint: #2b1311; --head: #ffb4ab; --line: #5a2a26; --on-accent: #2b1311;",
      caution: "--accent: #ffd58a; --tint: #2a1f0a; --head: #ffd58a; --line: #57441d; --on-accent: #2a1f0a;",
      official: "--accent: #9bd7b3; --on-accent: #10281b; --tint: #10281b; --head: #9bd7b3;",
    },
  };
})();
