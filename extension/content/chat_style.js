"use strict";

// Both hosts cover the window without taking a click; what is placed in them is placed inside, where the page can neither
// see nor move it.
(() => {
  const { host, letters, light, dark } = realdesk.styles;
  // What moves in here does not lay the page out again.
  const HOST = host(
    "inset: 0 !important; width: auto !important; height: auto !important; max-width: none !important; pointer-events: none !important; contain: strict !important;",
    2147483646,
  );

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
${letters(".layer", "12px/1.35")}
.layer {
  ${light.ground}
  color: var(--ink);
}
.danger { ${light.danger} }
.caution { ${light.caution} }
.official { ${light.official} }
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
  .layer { ${dark.ground} }
  .danger { ${dark.danger} }
  .caution { ${dark.caution} }
  .official { ${dark.official} }
}
@media (forced-colors: active) {
  .tag, .note, .box { border-color: CanvasText; }
}
`;

  realdesk.chatStyle = { strip: HOST + realdesk.style.card + STRIP, marks: HOST + MARKS };
})();
