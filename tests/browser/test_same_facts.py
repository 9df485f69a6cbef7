"""The extension and the command line see the same page: equal facts from real browsers and from the HTML alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from browser.driver import Driver
from browser.recorder import Recorder
from browser.samples import PAGES, load_samples
from browser.server import SiteMap
from realdesk.cli.extract import page_of_html

pytestmark = pytest.mark.browser

ODD = sorted((PAGES / "odd").glob("*.html"))
SAMPLES = [sample for sample in load_samples() if sample.file.name != "start.html"]


def limits() -> str:
    """A page that passes every limit."""
    parts = [
        f"<!doctype html><meta charset=utf-8><title>{'t' * 500}</title><meta name=description content='{'d ' * 400}'>"
    ]
    parts += [f"<h2>{i} {'h' * 300}</h2>" for i in range(45)]
    parts += [f"<a href='/p/{i}'>{'link ' * 60}</a>" for i in range(400)]
    parts += ["<a href='tel:+18635550130'>call</a><a href='https://t.me/desk'>chat</a>"]
    parts += [f"<input name='{'n' * 150}{i}' placeholder='{'p' * 400}'>" for i in range(250)]
    parts += [f"<button>{i}{'b' * 200}</button>" for i in range(70)]
    parts += [f"<img alt='{i} {'a' * 300}'>" for i in range(70)]
    parts += [f"<form action='/s{i}'></form>" for i in range(25)]
    parts += [f"<script src='https://w.example/{i}.js'></script>" for i in range(45)]
    parts += [f"<p>{'😀 emoji words ' * 9000}</p><p hidden>{'secret bait ' * 2000}</p>"]
    return "".join(parts)


@pytest.fixture(scope="module")
def recorder(browser: Driver) -> Recorder:
    return Recorder(browser)


def differences(static: Any, rendered: Any) -> dict[str, tuple[Any, Any]]:
    return {key: (static[key], rendered[key]) for key in static if static[key] != rendered[key]}


def static_frame(url: str, html: str) -> Any:
    return msgspec.json.decode(msgspec.json.encode(page_of_html(url, html).frames[0]))


@pytest.mark.parametrize("page", ODD, ids=lambda page: page.stem)
def test_odd_html_gives_the_same_facts(recorder: Recorder, sites: SiteMap, page: Path) -> None:
    html = page.read_text("utf-8")
    url = f"https://odd-{page.stem}.garden-facts.com/dir/page.html?q=1"
    sites.add(url, html)
    rendered = recorder.page(url)["frames"][0]
    assert differences(static_frame(url, html), rendered) == {}


def test_every_limit_cuts_at_the_same_place(recorder: Recorder, sites: SiteMap) -> None:
    html = limits()
    url = "https://odd-limits.garden-facts.com/"
    sites.add(url, html)
    rendered = recorder.page(url)["frames"][0]
    assert rendered["truncated"] is True
    assert differences(static_frame(url, html), rendered) == {}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_sample_pages_give_the_same_facts(recorder: Recorder, sample: Any) -> None:
    rendered = recorder.page(sample.url)["frames"][0]
    assert differences(static_frame(sample.url, sample.file.read_text("utf-8")), rendered) == {}
