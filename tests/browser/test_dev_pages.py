"""The development pages, when they are at hand: a warning on each imposter, none on the innocent."""

from __future__ import annotations

import pytest

from browser.checks import visit
from browser.driver import Driver
from browser.samples import EVAL_VARIABLE, Sample, load_eval_pages
from browser.sentences import Sentences

pytestmark = pytest.mark.browser

PAGES = tuple(load_eval_pages())


@pytest.mark.skipif(not PAGES, reason=f"No development pages here: set {EVAL_VARIABLE} to their folder.")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.name}-{page.kind}")
def test_development_page_is_judged_right(browser: Driver, page: Sample, sentences: Sentences) -> None:
    seen = visit(browser, page, sentences)
    assert not seen.problems, (page.url, seen)
