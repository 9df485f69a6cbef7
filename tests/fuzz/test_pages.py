"""Pages made to be slow or too large: read within the limits, with work that grows as the page does and no faster."""

from __future__ import annotations

import cProfile
import pstats
from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from realdesk.cli import extract
from realdesk.cli.extract import page_of_html
from realdesk.host import bounds
from realdesk.index.reader import Index
from realdesk.protocol import Field, Frame, Link, Page
from realdesk.verdict import judge

URL = "https://garden-notes.example/"
TRAPS: dict[str, Callable[[int], str]] = {
    "dots": lambda n: "a." * (n // 2),
    "digits": lambda n: "1" * n,
    "spaced digits": lambda n: "1 " * (n // 2),
    "gapped digits": lambda n: "1----" * (n // 5),
    "ats": lambda n: "@" * n,
    "handles": lambda n: "@abcd " * (n // 6),
    "mails": lambda n: "a@b.cc" * (n // 6),
    "phones": lambda n: "call +1 (863) 555-0130 " * (n // 23),
    "phrases": lambda n: "never enter your seed phrase " * (n // 29),
    "names": lambda n: "coinbase support " * (n // 17),
    "chinese": lambda n: "助记词客服" * (n // 5),
    "one word": lambda n: "x" * n,
    "invisible": lambda n: "\u200b" * n,
    "combining": lambda n: "e" + "\u0301" * (n - 1),
    "expanding": lambda n: "\ufdfa" * n,
    "right to left": lambda n: "\u202e\u05d0" * (n // 2),
    "negations": lambda n: "never " * (n // 6),
    "messengers": lambda n: "telegram whatsapp " * (n // 18),
    "slashes": lambda n: "https://a/" * (n // 10),
}


def work(run: Callable[[], object]) -> int:
    """Return how many function calls ``run`` takes: a measure that a busy machine does not change."""
    profile = cProfile.Profile()
    profile.enable()
    run()
    profile.disable()
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", TRAPS)
def test_work_on_a_page_grows_no_faster_than_its_text(index: Index, name: str) -> None:
    def page(length: int) -> Page:
        return Page(URL, (Frame(URL, title="Coinbase Support", headings=("Coinbase Help",), text=TRAPS[name](length)),))

    judge(page(100), index)
    small, large = (work(lambda size=size: judge(page(size), index)) for size in (6_000, 48_000))  # type: ignore[misc]
    assert large < small * 12 + 20_000


@pytest.mark.parametrize("name", TRAPS)
def test_a_page_of_the_largest_facts_is_judged(index: Index, name: str) -> None:
    text = TRAPS[name](bounds.MAX_TEXT)
    frame = Frame(
        URL, title=text[:300], site_name=text[:300], headings=(text[:200],) * 40, text=text,
        links=tuple(Link("https://x.example/" + text[:1900], text[:200]) for _ in range(300)),
        fields=tuple(Field("text", text[:300], text[:100]) for _ in range(200)), buttons=(text[:100],) * 60,
    )  # fmt: skip
    assert judge(bounds.clip(Page(URL, (frame,) * 3)), index).level in {"none", "unknown", "caution", "danger"}


HTML: dict[str, Callable[[int], str]] = {
    "nested inline": lambda n: "<b>" * n + "x",
    "nested blocks": lambda n: "<div>" * n + "x",
    "nested formatting": lambda n: "<p><a><b><i><font>" * n,
    "nested tables": lambda n: "<table><tr><td>" * n,
    "siblings": lambda n: "<i>x</i>" * n,
    "links": lambda n: "<a href=/x>y</a>" * n,
    "different links": lambda n: "".join(f"<a href=/{i}>y</a>" for i in range(n)),
    "nested headings": lambda n: "<div role=heading>" * n + "x",
    "nested buttons": lambda n: "<div role=button>" * n + "x",
    "fields": lambda n: "<input name=x>" * n,
    "one label": lambda n: "<label>x" + "<input>" * n,
    "labels": lambda n: "<label>x<input></label>" * n,
    "labels by id": lambda n: "".join(f"<label for=i{i}>x</label><input id=i{i}>" for i in range(n)),
    "same label": lambda n: "<p id=l>" + "x" * 1000 + "</p>" + "<input aria-labelledby='l l l l l'>" * n,
    "frames": lambda n: "<iframe src=/x></iframe>" * n,
    "details": lambda n: "<details>" * n + "x",
    "summaries": lambda n: "<details>" + "<summary>x</summary>" * n,
    "shadows": lambda n: "<div><template shadowrootmode=open>" * min(n, 200) + "x",
    "attributes": lambda n: "<p " + " ".join(f"a{i}=x" for i in range(n)) + ">x",
    "huge attribute": lambda n: f"<a href='{'x' * n * 10}' aria-label='{' ' * n * 10}'>y</a>",
    "sheets": lambda n: "<style>" + "a{" * n + "</style>",
    "rules": lambda n: "<style>" + "p::before{content:'a b'}" * n + "</style><p>",
    "comments": lambda n: "<!-- x -->" * n,
    "entities": lambda n: "&amp;&#x1f600;&notanentity;" * n,
    "unclosed": lambda n: "<" * n,
    "quotes": lambda n: "<a href=\"" * n,
}  # fmt: skip


@pytest.mark.parametrize("name", HTML)
def test_work_on_html_grows_no_faster_than_the_html(name: str) -> None:
    page_of_html(URL, "<p>warm")
    small, large = (work(lambda size=size: page_of_html(URL, HTML[name](size))) for size in (1_000, 8_000))  # type: ignore[misc]
    assert large < small * 12 + 50_000


def test_sixty_four_megabytes_of_text_are_cut() -> None:
    page = page_of_html(URL, "<p>" + "words and more words " * (64 * 1024 * 1024 // 21))
    assert len(page.frames[0].text) == 50_000 - 1 or len(page.frames[0].text) <= 50_000
    assert page.frames[0].truncated


def test_a_million_nodes_are_left_at_the_limit() -> None:
    html = "<i>x</i>" * 500_000
    assert work(lambda: page_of_html(URL, html)) < extract.MAX_NODES * 40
    assert page_of_html(URL, html).frames[0].truncated


def test_facts_of_a_page_that_passes_every_limit_stay_small() -> None:
    html = "".join(make(5_000) for make in HTML.values() if make is not HTML["unclosed"])
    assert len(msgspec.json.encode(page_of_html(URL, html))) < 1_000_000


TAGS = st.sampled_from(
    "p div b span a h1 table tr td ul li form label input textarea select option button iframe template svg text title script "  # noqa: SIM905
    "style details summary dialog noscript img area body html head frameset x-y".split()
)
ATTRIBUTE = st.sampled_from(
    ["href='{}'", "id={}", "for='{}'", "name=\"{}\"", "style='{}'", "hidden", "type={}", "src='{}'", "aria-labelledby='{}'",
     "contenteditable", "role='{}'", "shadowrootmode=open", "maxlength={}", "alt='{}'", "content='{}'", "{}"]
)  # fmt: skip


@st.composite
def soup(draw: st.DrawFn) -> str:
    pieces = []
    for _ in range(draw(st.integers(0, 25))):
        attribute = draw(ATTRIBUTE).replace("{}", draw(st.text(max_size=12)))
        tag = draw(TAGS)
        pieces.append(
            draw(st.sampled_from([f"<{tag} {attribute}>", f"</{tag}>", f"<{tag}>", draw(st.text(max_size=20))]))
        )
    return "".join(pieces)


@settings(max_examples=400)
@given(soup(), st.text(max_size=60))
def test_any_soup_is_read_and_judged(index: Index, html: str, url: str) -> None:
    for address in (URL, url):
        page = page_of_html(address, html)
        assert msgspec.json.decode(msgspec.json.encode(page), type=Page) == page
        judge(page, index)
