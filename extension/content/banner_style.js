"use strict";

(() => {
  const { host, letters, light, dark } = realdesk.styles;
  const HOST = `
${host("inset: 12px 12px auto auto !important; width: min(420px, calc(100vw - 24px)) !important; height: auto !important; pointer-events: auto !important;")}
:host([data-side="start"]) { inset: 12px auto auto 12px !important; }
@media (max-width: 480px) {
  :host { inset: 8px 8px auto 8px !important; width: auto !important; }
}
`;

  const CARD = `
${letters(".card", "14px/1.45")}
* { box-sizing: border-box; }
.card {
  ${light.ground}
  --accent: #3c4049; --tint: #f1f2f4;
  color: var(--ink);
  background: var(--ground);
  border: 1px solid var(--line);
  border-radius: 12px;
  box-shadow: 0 1px 2px rgb(0 0 0 / 12%), 0 8px 28px rgb(0 0 0 / 18%);
  overflow: hidden;
  overflow-wrap: anywhere;
  text-wrap: pretty;
  max-height: calc(100vh - 24px);
  display: flex;
  flex-direction: column;
}
.danger { ${light.danger} }
.caution { ${light.caution} }
.unknown { --accent: #3c4049; --tint: #f1f2f4; --head: #33363d; }
.top { display: flex; gap: 10px; align-items: flex-start; padding: 12px 14px; background: var(--tint); color: var(--head); }
.mark { flex: none; width: 22px; height: 22px; margin-top: 1px; }
.said { flex: 1; min-width: 0; }
.name { font-size: 12px; line-height: 1.3; opacity: .85; margin: 0 0 2px; }
.headline { font-size: 15.5px; line-height: 1.35; font-weight: 650; margin: 0; }
.body { padding: 10px 14px 4px; overflow-y: auto; }
ul { list-style: none; margin: 0; padding: 0; }
.reasons li { position: relative; padding-inline-start: 14px; margin: 0 0 6px; }
.reasons li::before {
  content: ""; position: absolute; inset-inline-start: 1px; top: .58em; width: 5px; height: 5px;
  border-radius: 50%; background: var(--accent);
}
.details p { margin: 6px 0 0; color: var(--soft); font-size: 13px; }
.list h2 { font-size: 13px; font-weight: 650; margin: 10px 0 4px; }
.list li { display: flex; align-items: center; gap: 8px; padding: 7px 0; border-top: 1px solid var(--line); }
.what { flex: 1; min-width: 0; }
.kind { display: block; font-size: 12px; color: var(--soft); }
.value { display: block; font-weight: 600; unicode-bidi: isolate; }
.note { display: block; font-size: 12px; color: var(--soft); }
.foot { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 6px; padding: 8px 14px 12px; }
button {
  font: inherit; color: inherit; background: none; border: 0; border-radius: 8px; padding: 6px 8px; margin: 0;
  cursor: pointer; min-height: 32px;
}
button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.main { background: var(--safe); color: var(--on-safe); font-weight: 600; padding: 6px 14px; }
.link { text-decoration: underline; text-underline-offset: 2px; color: var(--ink); }
.small { border: 1px solid var(--line); font-size: 13px; padding: 3px 9px; min-height: 28px; }
.space { flex: 1; }
.away { display: flex; gap: 6px; margin-inline-start: auto; }
.choices { display: flex; flex-wrap: wrap; gap: 0 4px; margin: 4px -8px 0; font-size: 13px; }
.folded .body, .folded .foot { display: none; }
.folded .top { align-items: center; }
.top .small { flex: none; color: var(--head); border-color: currentColor; }
[hidden] { display: none !important; }
.unknown .headline { font-size: 14px; font-weight: 600; }
@media (prefers-color-scheme: dark) {
  .card { ${dark.ground} --accent: #c6c9d1; --on-accent: #1b1c20; }
  .danger { ${dark.danger} }
  .caution { ${dark.caution} }
  .unknown { --accent: #c6c9d1; --tint: #26282d; --head: #e2e4e9; }
}
@media (prefers-reduced-motion: no-preference) {
  .card { animation: arrive 160ms ease-out; }
  @keyframes arrive { from { opacity: 0; translate: 0 -6px; } }
}
@media (forced-colors: active) {
  .card { border: 2px solid CanvasText; }
  .main { border: 1px solid ButtonText; }
}
`;

  realdesk.style = { css: HOST + CARD, card: CARD };
})();
