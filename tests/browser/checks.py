"""What has to be seen on a page, and what is seen: shared by the tests and the demonstration."""

from __future__ import annotations

import time
from dataclasses import dataclass

from browser.driver import BANNER_LEVELS, Driver, DriverError, Verdict
from browser.nodes import BannerView
from browser.samples import Sample
from browser.sentences import Sentences

QUIET_SECONDS = 0.4
"""How long a page that must stay silent is watched after its verdict; the extension repeats its look within 300 ms."""


@dataclass(frozen=True)
class Seen:
    """What a browser showed on one page."""

    verdict: Verdict
    banner: BannerView | None
    badge: str
    problems: tuple[str, ...]
    """Empty when everything is as it has to be."""


def visit(driver: Driver, sample: Sample, sentences: Sentences) -> Seen:
    """Open ``sample`` and compare what is shown with what has to be."""
    driver.open(sample.url)
    verdict = driver.settled()
    banner = None
    if verdict.level in BANNER_LEVELS:
        try:
            banner = driver.wait_banner(3)
        except DriverError:
            banner = None
    else:
        time.sleep(QUIET_SECONDS)
        verdict = driver.verdict()
        banner = driver.banner()
    badge = driver.badge()
    return Seen(verdict, banner, badge, tuple(_problems(sample, verdict, banner, badge, sentences)))


def _problems(
    sample: Sample, verdict: Verdict, banner: BannerView | None, badge: str, sentences: Sentences
) -> list[str]:
    found = []
    if verdict.level not in sample.levels:
        found.append(f"level {verdict.level} ({verdict.state}, companion {verdict.companion}), wanted {sample.levels}")
    if sample.kind != "benign" and sample.platform and verdict.platform not in {sample.platform, None}:
        found.append(f"platform {verdict.platform}, wanted {sample.platform}")
    if (verdict.level != "none") != bool(badge):
        found.append(f"badge {badge!r} at level {verdict.level}")
    if (verdict.level in BANNER_LEVELS) != (banner is not None):
        found.append(f"banner {'shown' if banner else 'missing'} at level {verdict.level}")
    if banner is not None:
        found += _banner_problems(sample, verdict, banner, sentences)
    return found


def _banner_problems(sample: Sample, verdict: Verdict, banner: BannerView, sentences: Sentences) -> list[str]:
    found = []
    if banner.level != verdict.level:
        found.append(f"banner looks like {banner.level}, verdict is {verdict.level}")
    codes = sentences.codes(banner.reasons)
    if set(codes) != set(verdict.reasons):
        found.append(f"banner gives {codes}, verdict {verdict.reasons}")
    if sample.reasons and not set(sample.reasons) & set(codes):
        found.append(f"reasons {codes}, wanted one of {sample.reasons}")
    if verdict.channels and not banner.channels:
        found.append("no official channel is offered")
    way = sentences.message("channel_in_app_way")
    if not set(banner.channels) <= {way if value == "in-app" else value for value in verdict.channels}:
        found.append(f"channels {banner.channels} are not the verdict's {verdict.channels}")
    if not banner.closed:
        found.append("the page can reach into the banner")
    return found
