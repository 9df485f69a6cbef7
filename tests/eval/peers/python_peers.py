"""The public detectors in Python, run the way their documentation says, on the main domains of our platforms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

import tldextract
from rapidfuzz.distance import Levenshtein

from realdesk.entities.hosts import parse
from realdesk.index.reader import Index
from realdesk.ruleset.model import Ruleset

EXTRACT = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)


@dataclass(frozen=True, slots=True)
class Item:
    """What a peer is asked about: an address and, for texts and pages, what is written there."""

    url: str
    text: str = ""


Check = Callable[[Item], bool]
"""Tells whether a peer flags an item."""


def main_domains(ruleset: Ruleset) -> tuple[str, ...]:
    """Return the first domain to visit of each platform."""
    firsts = (
        next((domain.host for domain in platform.domains if domain.use == "visit"), None)
        for platform in ruleset.platforms
    )
    return tuple(dict.fromkeys(host for host in firsts if host))


def brand_names(ruleset: Ruleset) -> tuple[str, ...]:
    """Return the English name of each platform."""
    return tuple(dict.fromkeys(platform.names["en"][0] for platform in ruleset.platforms))


def naive(ruleset: Ruleset, index: Index) -> Check:
    """Return the obvious baseline: the registrable label is at most two edits from a main domain's."""
    domains = main_domains(ruleset)
    labels = {EXTRACT(host).domain for host in domains}

    def check(item: Item) -> bool:
        found = EXTRACT(item.url)
        if found.top_domain_under_public_suffix in domains:
            return False
        return any(Levenshtein.distance(found.domain, label, score_cutoff=2) <= 2 for label in labels)

    del index
    return check


def dnstwist(ruleset: Ruleset, index: Index) -> Check:
    """Return membership in the look-alikes that dnstwist makes of the main domains, with all of its fuzzers."""
    fuzzer_of = import_module("dnstwist").Fuzzer  # installed for this target alone
    domains = main_domains(ruleset)
    made: set[str] = set()
    for domain in domains:
        fuzzer = fuzzer_of(domain)
        fuzzer.generate()
        made.update(found["domain"] for found in fuzzer.domains)
    made.difference_update(domains)

    def check(item: Item) -> bool:
        host = parse(item.url, index.suffixes)
        return host is not None and (host.ascii in made or host.registrable in made)

    return check


def impersonation_detector(ruleset: Ruleset, index: Index) -> Check:
    """Return its message detector with the rule layer; the address is the message's only link."""
    peer = import_module("impersonation_detector")  # installed for this target alone
    protected = [*main_domains(ruleset), *brand_names(ruleset)]
    detector = peer.Detector(protected, skip_protected_subdomains=True, brand_on_own_domain_is_benign=True)

    def check(item: Item) -> bool:
        return not detector.analyze(peer.Message(body=item.text, links=(item.url,))).allowed

    del index
    return check


PEERS: dict[str, Callable[[Ruleset, Index], Check]] = {
    "tldextract + edit distance 2": naive,
    "dnstwist": dnstwist,
    "impersonation-detector": impersonation_detector,
}
MOST_ROWS = {"impersonation-detector": 1_000}
"""Rows of each file, evenly over all, that a peer gets which would take an hour for all of them."""
READS_TEXT = frozenset({"impersonation-detector"})
"""Peers that judge what is written; the others judge addresses alone."""
