"""Small pages for single behaviours, served under hosts of their own."""

from __future__ import annotations

QUIET = "https://quiet-garden-notes.com"
"""A host that names no brand."""

SEED_FORM = """
<h1>MetaMask Support</h1>
<p>MetaMask support must validate your wallet before the balance is restored.</p>
<form method="post" action="/send">
<label for="seed">Secret Recovery Phrase</label>
<textarea id="seed" placeholder="Enter your 12-word secret recovery phrase"></textarea>
<button type="submit">Validate wallet</button>
</form>
"""

SCAM = f"<!doctype html><title>MetaMask Support</title><main>{SEED_FORM}</main>"
NEUTRAL = "<!doctype html><title>Garden notes</title><main><h1>Tomatoes</h1><p>They like the sun.</p></main>"

DESK = "<!doctype html><title>Help</title><main><h1>How can we help?</h1><p>Write to us.</p></main>"
"""Asks for nothing; under a host with a brand and a support word it is not on the list."""

ON_SHARED_HOST = """<!doctype html><title>MetaMask Support</title>
<main><h1>MetaMask Support</h1><p>Contact MetaMask customer support today.</p></main>"""

LATE = f"""<!doctype html><title>Garden notes</title><main><p>Loading</p></main>
<script>
function arrive() {{
  document.title = "MetaMask Support";
  document.querySelector("main").innerHTML = {SEED_FORM!r};
}}
</script>"""

SINGLE_PAGE = f"""<!doctype html><title>Garden notes</title><main><h1>Tomatoes</h1></main>
<script>
const views = {{ "/spa": "<h1>Tomatoes</h1><p>They like the sun.</p>", "/spa/desk": {SEED_FORM!r} }};
function draw() {{
  document.title = location.pathname === "/spa" ? "Garden notes" : "MetaMask Support";
  document.querySelector("main").innerHTML = views[location.pathname];
}}
function go(path) {{ history.pushState(null, "", path); draw(); }}
addEventListener("popstate", draw);
</script>"""


def frames(*addresses: str) -> str:
    """A page without words of its own around the documents at ``addresses``."""
    inner = "".join(f'<iframe src="{address}" width="600" height="300"></iframe>' for address in addresses)
    return f"<!doctype html><title>Welcome</title><main>{inner}</main>"


REMEMBERS = SCAM + "<script>addEventListener('pageshow', event => { window.kept = event.persisted; });</script>"

COVERING = """(() => {
  const cover = document.createElement("div");
  cover.style.cssText = "position:fixed;inset:0;z-index:2147483647;background:#fff";
  document.documentElement.append(cover);
  return true;
})()"""

COVERING_POPOVER = """(() => {
  const cover = document.createElement("section");
  cover.popover = "manual";
  cover.style.cssText = "position:fixed;inset:0;width:100vw;height:100vh;margin:0;border:0;background:#fff";
  document.body.append(cover);
  cover.showPopover();
  return true;
})()"""

ROUTED = f"""<!doctype html><title>Garden notes</title><main><h1>Tomatoes</h1></main>
<script>
function draw() {{
  const desk = location.hash === "#/desk" || location.search === "?desk";
  document.title = desk ? "MetaMask Support" : "Garden notes";
  document.querySelector("main").innerHTML = desk ? {SEED_FORM!r} : "<h1>Tomatoes</h1><p>They like the sun.</p>";
}}
function replace(query) {{ history.replaceState(null, "", location.pathname + query); draw(); }}
addEventListener("hashchange", draw);
</script>"""
"""A single-page application with routes behind ``#``, and one that replaces its address."""

SLOW_FORM = f"""<!doctype html><title>Garden notes</title><main><p>Loading</p></main>
<script>setTimeout(() => {{ document.querySelector("main").innerHTML = {SEED_FORM!r}; }}, 3000);</script>"""

SHADOWED = f"""<!doctype html><title>Garden notes</title><main><p>Loading</p><div id="late"></div></main>
<script>
function attach() {{ document.getElementById("late").attachShadow({{mode: "open"}}).innerHTML = {SEED_FORM!r}; }}
function attachEmpty() {{ document.getElementById("late").attachShadow({{mode: "open"}}); }}
function fill() {{ document.getElementById("late").shadowRoot.innerHTML = {SEED_FORM!r}; }}
</script>"""
"""The form comes into a shadow tree, while nothing changes in the document itself."""
