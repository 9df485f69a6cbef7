"""What somebody is about to send: does it hold a secret that opens a wallet or an account?"""

from __future__ import annotations

import re

from realdesk.entities import secrets_detect
from realdesk.index.reader import Index
from realdesk.protocol import Level, Page, Reason, Verdict
from realdesk.verdict import judge

_CODES = {"seed_phrase": "draft_seed_phrase", "one_time_code": "draft_code"}
_REMOTE = frozenset({"remote_access", "chat_remote"})
_ID = re.compile(r"(?<!\d)\d{3}[ .\-]?\d{3}[ .\-]?\d{3,4}(?!\d)")
MAX_TEXT = 20_000


def judge_draft(text: str, url: str | None, index: Index) -> Verdict:
    """Return the verdict on a text somebody is about to send at ``url``. The reasons name kinds, never the secret.

    On a page that is listed as official a secret is no reason to warn: wallets ask for their own.
    """
    home = judge(Page(url), index) if url else None
    if home is not None and home.level == "official":
        return home
    codes = list(_found(text[:MAX_TEXT], index))
    policy = index.core.policy
    calm = 1.0
    for code in codes:
        calm *= 1.0 - policy[code].weight
    score = round(100 * (1.0 - calm))
    level: Level = "none"
    if score >= index.core.caution:
        red = score >= index.core.danger and any(policy[code].level == "danger" for code in codes)
        level = "danger" if red else "caution"
    reasons = tuple(Reason(code, insistent=policy[code].always) for code in codes) if level != "none" else ()
    return Verdict(level, score, None, {}, reasons, (), index.stale())


def _found(text: str, index: Index) -> list[str]:
    """Return the reason codes of the secrets in ``text``."""
    secrets = secrets_detect.find(text, codes=True)
    hits = {hit.kind for hit in index.chat_matcher.find(index.folding(text))}
    codes = []
    for secret in secrets:
        if secret.published:
            continue
        if secret.kind == "one_time_code" and not hits & {"one_time_code", "chat_code"} and not _alone(text):
            continue
        codes.append(_CODES.get(secret.kind, "draft_private_key"))
    if hits & _REMOTE and _ID.search(text):
        codes = [code for code in codes if code != "draft_code"] + ["draft_remote_id"]
    if "password" in hits and re.search(r"[:：=是]\s*\S{4,}|\bis\s+\S*[\d!@#$%]\S*", text):
        codes.append("draft_password")
    return list(dict.fromkeys(codes))


def _alone(text: str) -> bool:
    """Tell whether the text is nothing but a code of six digits or more."""
    return bool(re.fullmatch(r"\s*(?:[A-Z]-)?\d{3}[ -]?\d{3,5}\s*[.!]?\s*", text))
