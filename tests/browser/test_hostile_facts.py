"""Pages made to choke the extension: what leaves the browser stays small, and the page gets its verdict."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from browser.driver import Driver
from browser.recorder import Recorder
from browser.server import SiteMap

pytestmark = pytest.mark.browser

MOST = 1_500_000
"""Bytes of the message about one document that passes every limit: 300 addresses of 2,000 are most of it."""
SEED = "<h1>MetaMask Support</h1><form><label>Secret recovery phrase <input></label></form>"
TRAPS: dict[str, Callable[[], str]] = {
    "text": lambda: f"{SEED}<p id=p style='display: none'></p><script>p.textContent = 'words and more words '.repeat(64 * 1024 * 1024 / 21)</script>",
    "nodes": lambda: f"{SEED}<p>" + "<i>x</i>" * 150_000,
    "made-nodes": lambda: (
        f"{SEED}<p id=p></p><script>for (let i = 0; i < 500; i++) {{ const f = document.createElement('div');"
        " for (let j = 0; j < 1000; j++) f.append(document.createElement('i')); f.style.display = 'none'; p.append(f); }</script>"
    ),
    "nested": lambda: f"{SEED}<p>" + "<b><i>" * 3_000 + "x",
    "frames": lambda: f"{SEED}" + "<iframe src='data:,x' hidden></iframe>" * 300,
    "attributes": lambda: f"{SEED}<a href='https://x.example/{'x' * 3_000_000}' aria-label='{' ' * 3_000_000}'></a><p id=p></p>"
    "<script>for (let i = 0; i < 20000; i++) p.setAttribute('data-' + i, 'x')</script>",
    "links": lambda: f"{SEED}<p id=p></p><script>p.innerHTML = Array.from({{length: 100000}}, (_, i) => `<a href='https://x.example/${{i}}/{'x' * 2000}'>${{'é'.repeat(200)}}</a>`).slice(0, 20000).join('')</script>",
    "fields": lambda: f"{SEED}<p id=p style='display: none'></p><script>p.innerHTML = '<input placeholder=\"{'助' * 400}\">'.repeat(100000)</script>",
    "sheets": lambda: f"<style>{''.join(f'.c{i}::before{{content:' + chr(39) + 'word' + chr(39) + '}' for i in range(30_000))}</style>{SEED}" + "<p class=c1>x" * 200,
    "selectors": lambda: "<style>" + "".join(f":is(.a, .b):not(:nth-child({i}n)) ~ * *::before{{content:'word {i}'}}" for i in range(1, 60)) + f"</style>{SEED}" + "<p class=a><b>x</b></p>" * 1_500,
    "phrases": lambda: f"{SEED}<p>" + "never enter your seed phrase " * 5_000,
    "escapes": lambda: f"{SEED}<p id=p></p><script>p.textContent = '\\u0001\\ud800\"'.repeat(40000)</script>",
}  # fmt: skip


@pytest.fixture(scope="module")
def recorder(browser: Driver) -> Recorder:
    return Recorder(browser)


@pytest.mark.parametrize("trap", TRAPS)
def test_a_trap_is_cut_before_it_is_sent_and_is_judged(
    browser: Driver, recorder: Recorder, sites: SiteMap, trap: str
) -> None:
    url = f"https://trap-{trap}.garden-facts.com/"
    sites.add(url, f"<!doctype html><meta charset=utf-8><title>MetaMask Support</title>{TRAPS[trap]()}")
    sent = recorder.bytes_of(url, timeout=40)
    assert len(sent) < MOST
    frame = json.loads(sent)["page"]["frames"][0]
    assert len(frame["text"]) <= 50_000
    assert len(frame["links"]) <= 300
    assert len(frame["fields"]) <= 200
    assert frame["headings"][0] == "MetaMask Support"
    assert browser.reaches({"danger"}, 20).level == "danger"
    browser.open("https://blank.realdesk.example/")
