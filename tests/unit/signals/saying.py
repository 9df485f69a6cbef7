"""A page made of parts, judged; for tests of what pages say."""

from __future__ import annotations

from realdesk.index.reader import Index
from realdesk.protocol import Frame, Page, Verdict
from realdesk.verdict import judge

WARNED = ("caution", "danger")


def verdict(index: Index, url: str = "https://northlight-desk.net/start", **parts: object) -> Verdict:
    """Return the verdict on a page of one document with ``parts``, at a host that says nothing."""
    return judge(Page(url, (Frame(url, **parts),)), index, now=index.header.issued)  # type: ignore[arg-type]


def codes(found: Verdict) -> set[str]:
    """Return the codes of a verdict's reasons."""
    return {reason.code for reason in found.reasons}
