"""Hosts that look like, or carry the name of, a platform that does not list them.

A name that only the platform has, as a word of its own, is evidence by itself. A dictionary word, a name inside other
letters or a misspelling is not: it counts beside a second sign (``requires`` in the policy), which this signal also
yields: a support word, a word of what is promised, free hosting, a suffix that fakes prefer, a case number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from realdesk.entities import accounts
from realdesk.entities.hosts import Host, parse
from realdesk.index.reader import Index
from realdesk.signals import misspelt_tenant, native_name
from realdesk.signals.brand_form import Match
from realdesk.signals.brand_match import NEAR_MIN, Namer, namer_of, tokens_of, words_elsewhere
from realdesk.signals.interface import Context, Finding

_FREE_MIN = 6
"""Distinctive names of this length count with unknown letters on one side (``uniswapport``), shorter ones are weak."""
_ANYWHERE_MIN = 8
_AHEAD_MAX = 5
"""More letters in front of a name are mostly another word (``beforecoinmarketcap``)."""
_COINED_MIN = 7
"""A name of this length that nobody else has counts among any other letters (``xrcoinbasepl``)."""
_CHANGED_MIN = 10
"""An exchanged letter in a shorter name makes another name too often (``metatask``)."""
_CASE_DIGITS = 4


def find(context: Context, suspects: frozenset[int]) -> Iterable[Finding]:
    """Yield at most one finding a platform, the strongest, for the page's host, and the second signs beside it."""
    del suspects
    if context.owners or context.host.is_ip or _is_delivered(context) or _is_listed_account(context):
        return
    namer = namer_of(context.index)
    best: dict[int, tuple[Finding, str, Match]] = {}
    chosen = names_of_author(context.host, context.index)
    for label in chosen:
        for match in namer.matches(label):
            finding = _finding(context, match, label, namer)
            if finding is None or _of_other_things(context, finding, match, namer):
                continue
            known = best.get(match.brand.platform)
            if known is None or _RANK[finding.code] < _RANK[known[0].code]:
                best[match.brand.platform] = finding, label, match
    yield from native_name.find(context, frozenset(best))
    if is_tenant_host(context.host, context.index):
        yield from misspelt_tenant.find(context, chosen, namer, frozenset(best))
    imitated = _address_inside(context, namer) if best else {}
    for platform, (finding, label, match) in best.items():
        yield finding
        if platform in imitated:
            yield Finding("host_address_inside", platform, (("host", context.host.shown), ("like", imitated[platform])))
        said = {"host_support_word"} if finding.code == "host_brand_and_support" else set()
        signs = _second_signs(
            context, platform, label, match, namer, _words(context, finding.code, label, match, namer)
        )
        yield from (sign for sign in signs if sign.code not in said)


def _of_other_things(context: Context, finding: Finding, match: Match, namer: Namer) -> bool:
    """Tell whether the page speaks, and not about crypto: an ordinary word in its address is then no platform's name.

    It is one after all where the page goes by that name and a help desk's word stands beside it.
    """
    if finding.code not in _WEAK or not (match.brand.ambiguous or match.how != "exact"):
        return False
    if match.brand.ambiguous and context.is_namesake:
        return True
    if not context.speaks:
        return False
    word = match.place in {"whole", "word"}
    if context.crypto_words >= (2 if word else 3):
        return False
    by_name = any(hit.platform == finding.platform for zone in context.heads for hit in zone.hits)
    words = (*match.rest, *_beside(context.host, "", namer))
    desk = namer.is_support(words) or any(part.isdigit() and len(part) >= _CASE_DIGITS for part in match.rest)
    return not (word and by_name and desk)


def _says_support(host: Host, index: Index) -> bool:
    """Tell whether a word for a help desk stands in a label that is not Latin (``binance客服``)."""
    return any(hit.kind == "support" for hit in native_name.hits_in(host, index))


def _is_delivered(context: Context) -> bool:
    """Tell whether a listed site is reached through a network that delivers it (``okx.com.cdn.cloudflare.net``)."""
    host = context.host.ascii
    if not host.endswith(context.index.delivery):
        return False
    suffix = next(suffix for suffix in context.index.delivery if host.endswith(suffix))
    inner = parse(host[: -len(suffix)], context.index.suffixes)
    return inner is not None and bool(context.index.owners(inner))


def _is_listed_account(context: Context) -> bool:
    """Tell whether the page stands under an account that a platform lists (``github.com/MetaMask/…``)."""
    account = accounts.of_parts(context.host.ascii, context.host.path)
    if account is None:
        return False
    held = context.index.core.contacts.get(account.type, {}).get(accounts.key(account.type, account.value), ())
    return any(owner.use != "former" for owner in held)


def names_of_author(host: Host, index: Index) -> tuple[str, ...]:
    """Return the labels and path parts that whoever made the page chose.

    On a shared host (``sites.google.com/view/name``) the registrable domain is somebody else's good name: only the
    subdomain or the path is the author's.
    """
    shared = _kind(host, index) or index.core.shared_hosts.get(host.registrable)
    if shared is None:
        return host.labels
    parts = [part for part in host.path.lower().replace("_", "-").split("/") if part]
    if shared == "none":
        return host.labels[:-1] if host.registrable in index.core.shared_hosts else host.labels
    return tuple(parts[:1] if shared == "first" else parts[:6])


def is_tenant_host(host: Host, index: Index) -> bool:
    """Tell whether the name left of the suffix is given away freely (``name.webflow.io``)."""
    shared = index.core.shared_hosts
    return host.suffix in index.free_suffixes or host.suffix in shared or host.registrable in shared


_WEAK = frozenset({"host_common_word", "host_brand_inside", "host_near_word", "host_near_weak", "host_far_name"})
_OF = "of"
_TLDS = frozenset({"com", "io", "net", "org"})
_RANK = {
    "host_confusable": 0, "host_brand_and_support": 1, "host_brand_in_name": 2, "host_brand_subdomain": 2, "host_near_name": 3,
    "host_common_word": 4, "host_near_word": 5, "host_brand_inside": 6, "host_near_weak": 7, "host_far_name": 8,
    "host_in_path": 9,
}  # fmt: skip


def _finding(context: Context, match: Match, label: str, namer: Namer) -> Finding | None:
    host, index = context.host, context.index
    code = _code(match, label)
    if code is None:
        return None
    if code == "host_brand_in_name":
        around = (*match.rest, *_beside(host, label, namer))
        support = match.how == "exact" and (namer.is_support(around) or _says_support(host, index))
        if support:
            code = "host_brand_and_support"
        elif match.rest and namer.infrastructure.issuperset(match.rest):
            code = "host_common_word"
        elif _is_tenant(host, label, index):
            service = _is_service((*match.rest, *_beside(host, label, namer)), namer)
            code = "host_common_word" if service else "host_brand_subdomain"
    elif code == "host_common_word" and match.brand.support_suffices and match.how == "exact":
        code = "host_brand_and_support" if namer.is_support(_words(context, code, label, match, namer)) else code
    on_path = _on_path(host, index)
    if on_path and _kind(host, index) == "post":
        code = "host_in_path"
    params: tuple[tuple[str, str], ...] = (("host", (host.unicode + host.path if on_path else host.shown)[:200]),)
    if match.how != "exact":
        params = (*params, ("like", match.brand.label))
    return Finding(code, match.brand.platform, params)


def _code(match: Match, label: str) -> str | None:
    """Return how much the brand in the label says by itself."""
    size, clear = len(match.brand.label), not match.brand.ambiguous
    whole = match.place in {"whole", "word"}
    if match.how == "exact":
        return _exact(match, size)
    if match.how == "confusable":
        foreign = label.startswith("xn--")
        if (whole and (clear or foreign)) or (clear and size >= _FREE_MIN and match.place == "front"):
            return "host_confusable"
        return "host_brand_inside" if size >= NEAR_MIN and _posed_as(match) else None
    if not _posed_as(match) or (not clear and not whole):
        return None
    if (
        match.how == "near"
        and clear
        and size >= _CHANGED_MIN
        and not (match.plain and match.place in {"back", "inside"})
    ):
        return "host_near_name"
    if match.how == "near" and whole:
        slip = size >= _ANYWHERE_MIN or (size >= _COINED_MIN and match.place == "whole" and not match.plain)
        sure = match.doubled or (clear and slip and not match.changed) or _is_slip(match)
        return "host_near_name" if sure else "host_near_word"
    if match.how == "far":
        return "host_far_name" if match.place != "inside" else None
    return "host_near_weak" if match.place != "inside" or size >= _ANYWHERE_MIN else None


def _exact(match: Match, size: int) -> str | None:
    clear = not match.brand.ambiguous
    if match.place in {"whole", "word"}:
        return "host_brand_in_name" if clear else "host_common_word"
    if match.place == "front" and clear and size >= _FREE_MIN:
        return "host_brand_in_name"
    coined = clear and size >= _COINED_MIN and not match.plain
    if match.place in {"back", "inside"} and coined and match.ahead <= _AHEAD_MAX:
        return "host_brand_in_name"
    return "host_brand_inside" if _posed_as(match) and size >= (5 if match.place != "inside" else 6) else None


def _is_slip(match: Match) -> bool:
    """Tell whether a coined name was mistyped, and has not become another name by it ("metamusk")."""
    coined = not match.brand.ambiguous and len(match.brand.label) >= _COINED_MIN
    return coined and match.slipped and not match.worded


def _posed_as(match: Match) -> bool:
    """Tell whether more than a bare word is looked for: the name is no common word, or is known to be posed as."""
    return not match.brand.ambiguous or match.brand.support_suffices


def _beside(host: Host, label: str, namer: Namer) -> tuple[str, ...]:
    return tuple(word for other in words_elsewhere(host, label) for word in namer.words_of(other))


def _words(context: Context, code: str, label: str, match: Match, namer: Namer) -> tuple[str, ...]:
    """Return the words around a name that may be a second sign beside it."""
    if match.brand.ambiguous and _OF in match.rest:
        return ()  # "circle-of-support" is grammar
    weak = code in _WEAK and not is_tenant_host(context.host, context.index)
    return (*match.rest, *(_beside_weak if weak else _beside)(context.host, label, namer))


def _beside_weak(host: Host, label: str, namer: Namer) -> tuple[str, ...]:
    """Return the words of other labels, but of those in front only what is joined (``help-desk``).

    Every company has a ``support.`` or ``help.`` in front of its name, also one that is called like a platform.
    """
    own = host.labels.index(label) if label in host.labels else 0
    ahead = {other for other in host.labels[:own] if len(namer.words_of(other)) == 1}
    return tuple(word for other in words_elsewhere(host, label) if other not in ahead for word in namer.words_of(other))


def _second_signs(
    context: Context, platform: int, label: str, match: Match, namer: Namer, words: tuple[str, ...]
) -> Iterator[Finding]:
    """Yield what counts beside a name; ``words``: those that stand around it."""
    host, index = context.host, context.index
    support = namer.is_support(words)
    if support and (_posed_as(match) or namer.is_desk(match.rest)):
        yield Finding("host_support_word", platform)
    if namer.is_bait(words) and (support or (_posed_as(match) and not _is_service(words, namer))):
        yield Finding("host_bait_word", platform)
    if _posed_as(match) and not namer.address.isdisjoint(match.rest) and not _is_ending(match, label):
        yield Finding("host_address_word", platform)
    if not _posed_as(match) or label not in names_of_author(host, index)[-1:]:
        return
    if is_tenant_host(host, index):
        if (match.brand.ambiguous or match.place == "inside") and host.suffix in index.core.code_hosting:
            return
        yield Finding("host_free_hosting", platform, (("host", host.suffix),))
    elif host.suffix.rpartition(".")[2] in index.risky_suffixes:
        yield Finding("host_risky_suffix", platform, (("suffix", host.suffix),))
    if any(part.isdigit() and len(part) >= _CASE_DIGITS for part in tokens_of(label)):
        yield Finding("host_case_number", platform)


def _is_tenant(host: Host, label: str, index: Index) -> bool:
    """Tell whether a bare brand is only a subdomain of somebody's domain (``binance.nodereal.io``), as partners do.

    ``binance.com.example.org`` is no such case: there the subdomain imitates a whole address.
    """
    labels = host.labels
    if is_tenant_host(host, index):
        return False
    return label in labels[:-1] and not any(part in _TLDS for part in labels[:-1])


def _is_ending(match: Match, label: str) -> bool:
    """Tell whether an ordinary word ends a longer name that only begins like the end of an address ("netbian")."""
    return match.brand.ambiguous and any(label == ending + match.written for ending in _TLDS)


def _is_service(words: tuple[str, ...], namer: Namer) -> bool:
    """Tell whether the host is named like a machine that serves the platform's network (an RPC node, an explorer)."""
    return any(part in word for word in words for part in namer.infrastructure)


def _address_inside(context: Context, namer: Namer) -> dict[int, str]:
    """Return platform to its address where that stands to the left of somebody else's domain, or in a label."""
    found: dict[int, str] = {}
    labels = context.host.labels
    runs = [labels[:-1], *(tokens_of(label) for label in labels)]
    for at, run in enumerate(runs):
        for start in range(len(run)):
            for end in range(start + 2, min(start + 4, len(run)) + 1):
                if at and namer.words.issuperset(run[start:end]):
                    continue  # "chain-link" are two words before they are an address
                name = ".".join(run[start:end])
                for owner in context.index.core.hosts.get(name, ()):
                    found.setdefault(owner.platform, name)
    return found


def _on_path(host: Host, index: Index) -> bool:
    return (_kind(host, index) or "none") != "none"


def _kind(host: Host, index: Index) -> str | None:
    """Return how much of the path names the author, or ``None`` where the host itself is not shared."""
    shared = index.core.shared_hosts
    above = shared.get(host.ascii.partition(".")[2])  # "web.sites.google.com" serves the same pages
    return shared.get(host.ascii) or (above if above != "none" else None)
