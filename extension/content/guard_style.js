"use strict";

(() => {
  const { host, letters, light, dark } = realdesk.styles;

  realdesk.guardStyle = {
    css: `
${host("inset: 0 auto auto 0 !important; width: 0 !important; height: 0 !important; pointer-events: auto !important;")}
${letters("dialog", "14px/1.5")}
* { box-sizing: border-box; }
dialog {
  ${light.ground}
  --accent: #2f4a7c; --tint: #eef2f9; --head: #24375c;
  color: var(--ink);
  background: var(--ground);
  border: 1px solid var(--line);
  border-radius: 14px;
  box-shadow: 0 2px 6px rgb(0 0 0 / 16%), 0 16px 48px rgb(0 0 0 / 30%);
  padding: 0;
  margin: auto;
  width: min(440px, calc(100vw - 24px));
  max-height: calc(100vh - 16px);
  overflow: auto;
  overflow-wrap: anywhere;
}
dialog::backdrop { background: rgb(12 14 20 / 52%); }
.firm { ${light.danger} }
.top { display: flex; gap: 12px; align-items: flex-start; padding: 16px 18px; background: var(--tint); color: var(--head);
  position: sticky; top: 0; }
.mark { flex: none; width: 26px; height: 26px; margin-top: 1px; }
.brand { font-size: 12px; line-height: 1.3; opacity: .85; margin: 0 0 2px; }
h2 { font-size: 17px; line-height: 1.35; font-weight: 650; margin: 0; }
.body { padding: 14px 18px 2px; }
.body p { margin: 0 0 10px; }
.body .note { color: var(--soft); font-size: 13px; }
.foot { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; padding: 6px 18px 18px;
  position: sticky; bottom: 0; background: var(--ground); }
button { font: inherit; border: 0; border-radius: 9px; margin: 0; cursor: pointer; min-height: 38px; padding: 8px 18px; }
button:focus-visible { outline: 2px solid var(--safe); outline-offset: 3px; }
.no { background: var(--safe); color: var(--on-safe); font-weight: 650; }
.yes { background: none; color: var(--soft); text-decoration: underline; text-underline-offset: 2px; padding: 8px 6px; }
@media (prefers-color-scheme: dark) {
  dialog { ${dark.ground} --accent: #a9c1f0; --on-accent: #131a2a; --tint: #1d2433; --head: #cfdcf7; }
  .firm { ${dark.danger} }
}
@media (max-width: 360px), (max-height: 340px) {
  .top { padding: 10px 12px; }
  .body { padding: 10px 12px 0; }
  .foot { padding: 4px 12px 12px; }
  h2 { font-size: 15px; }
}
@media (forced-colors: active) {
  dialog { border: 2px solid CanvasText; }
  .no { border: 1px solid ButtonText; }
}
`,
  };
})();
