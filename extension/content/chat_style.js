"use strict";

// As in banner_style.js: `!important` inside a shadow tree wins over every rule of the page. Both hosts cover the window
// without taking a click; what is placed in them is placed inside, where the page can neither see nor move it.
(() => {
  const HOST = `
:host {
  all: initial !important;
  display: block !important;
  position: fixed !important;
  inset: 0 !important;
  margin: 0 !important;
  padding: 0 !important;
  border: 0 !important;
  width: auto !important;
  height: auto !important;
  max-width: none !important;
  max-height: none !important;
  overflow: visible !important;
  background: transparent !important;
  visibility: visible !important;
  opacity: 1 !important;
  transform: none !important;
  filter: none !important;
  clip-path: none !important;
  pointer-events: none !important;
  z-index: 2147483646 !important;
  /* What moves in here does not lay the page out again. */
  contain: strict !important;
  color-scheme: light dark !important;
}
`;

  const STRIP = `
.card { position: absolute; pointer-events: auto; font-size: 13px; max-height: min(60vh, 420px); border-radius: 10px; }
.top { padding: 8px 10px; gap: 8px; align-items: center; }
.top .mark { width: 20px; height: 20px; margin-top: 0; align-self: flex-start; }
.headline { font-size: 14px; }
.name { font-size: 11.5px; margin: 0; }
.body { padding: 8px 12px 2px; }
.reasons li { margin: 0 0 4px; }
.foot { padding: 2px 10px 8px; }
.quiet .foot { display: none; }
.quiet .headline { font-weight: 500; font-size: 13px; }
.quiet .top { padding: 6px 10px; }
.top button { flex: none; }
@media (prefers-reduced-motion: no-preference) {
  .card { animation: appear 160ms ease-out; }
  @keyframes appear { from { opacity: 0; } }
}
`;

  const MARKS = `
* { box-sizing: border-box; }
.layer {
  --ink: #1d1f23; --ground: #ffffff;
  font: 12px/1.35 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans CJK SC", sans-serif;
  color: var(--ink);
}
.layer:lang(zh-CN) { font-family: system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
.layer:lang(zh-TW) { font-family: system-ui, "PingFang TC", "Microsoft JhengHei", "Noto Sans CJK TC", sans-serif; }
.danger { --accent: #8c1d18; --on-accent: #ffffff; --tint: #fdecea; --head: #5c1a16; }
.caution { --accent: #5f3b00; --on-accent: #ffffff; --tint: #fff4e0; --head: #5f3b00; }
.official { --accent: #1b5e3a; --on-accent: #ffffff; --tint: #e8f4ec; --head: #14472c; }
/* The ground is the page's and may be light or dark: two lines, one of them shows on either. */
.box, .tag, .note, .line { position: absolute; left: 0; top: 0; }
.box { border: 2px solid var(--accent); border-radius: 8px; outline: 1px solid var(--on-accent); }
.caution.box { border-style: dashed; }
.line { height: 3px; border-bottom: 3px double var(--accent); }
.line .mark { position: absolute; left: 100%; bottom: 0; margin-left: 2px; width: 14px; height: 14px; }
.tag {
  pointer-events: auto; display: inline-flex; align-items: center; gap: 4px; min-height: 24px;
  margin: 0; padding: 2px 8px 2px 5px; font: inherit; font-weight: 600; white-space: nowrap; cursor: pointer;
  color: var(--head); background: var(--tint); border: 1px solid var(--accent); border-radius: 12px;
}
.tag .mark { flex: none; width: 15px; height: 15px; }
.tag:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.note {
  z-index: 1; pointer-events: auto; width: max-content; max-width: min(320px, calc(100vw - 24px)); padding: 8px 12px;
  font-size: 13px; color: var(--ink); background: var(--ground); border: 1px solid var(--accent); border-radius: 8px;
  box-shadow: 0 6px 20px rgb(0 0 0 / 20%); overflow-wrap: anywhere;
}
.note p { margin: 0 0 4px; }
.note p:last-child { margin: 0; }
[hidden] { display: none !important; }
@media (prefers-color-scheme: dark) {
  .layer { --ink: #e8e9ec; --ground: #1b1c20; }
  .danger { --accent: #ffb4ab; --on-accent: #2b1311; --tint: #2b1311; --head: #ffb4ab; }
  .caution { --accent: #ffd58a; --on-accent: #2a1f0a; --tint: #2a1f0a; --head: #ffd58a; }
  .official { --accent: #9bd7b3; --on-accent: #10281b; --tint: #10281b; --head: #9bd7b3; }
}
@media (forced-colors: active) {
  .tag, .note, .box { border-color: CanvasText; }
}
`;

  realdesk.chatStyle = { strip: HOST + realdesk.style.card + STRIP, marks: HOST + MARKS };
})();
