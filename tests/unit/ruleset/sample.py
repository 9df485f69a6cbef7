"""A small rules folder without faults, which tests break in one place each."""

from __future__ import annotations

from pathlib import Path

from realdesk.ruleset.problems import Problem
from realdesk.ruleset.source import examine

ACME = """\
schema = 1
id = "acme"
kind = "exchange"
status = "active"
checked = 2026-09-01
tickers = ["ACM"]
former_names = ["Acmex"]
shares_with = []
escalation = ["https://example.com/complain", "gb_watch"]

[names]
en = ["Acme", "Acme Exchange"]
zh-Hans = ["极点"]

[coverage]
phone = "none"
email = "complete"

[steps]
en = ["Open the app", "Tap Help"]

[[brands]]
label = "acme"

[[domains]]
host = "acme-exchange.com"
evidence = [{ kind = "own_page", at = "https://acme-exchange.com/about", seen = 2026-08-30 }]

[[domains]]
host = "help.acme-desk.com"
scope = "exact"

[[domains.evidence]]
kind = "maintained_list"
at = "https://github.com/ccxt/ccxt"
list = "ccxt"

[[channels]]
type = "email"
value = "support@acme-exchange.com"
purpose = "support"
languages = ["en"]
region = "US"
evidence = [
  { kind = "unpublished" },
  { kind = "third_party", at = "https://example.org/list" },
]

[[channels]]
type = "x"
value = "AcmeHelp"
numeric_id = "123"
purpose = "support"
valid_from = 2020-01-01
valid_until = 2027-01-01
evidence = [{ kind = "own_page", at = "https://acme-exchange.com/social" }]

[[statements]]
code = "no_phone_support"
evidence = [{ kind = "own_page", at = "https://acme-exchange.com/phone" }]
"""

BOLT = """\
schema = 1
id = "bolt"
kind = "wallet"
status = "active"
checked = 2026-09-01

[names]
en = ["Bolt"]

[[brands]]
label = "boltwallet"

[[domains]]
host = "boltwallet.com"
evidence = [{ kind = "own_page", at = "https://boltwallet.com/" }]

[[channels]]
type = "telegram"
value = "BoltWallet"
purpose = "community"
evidence = [{ kind = "own_page", at = "https://boltwallet.com/" }]
"""

WATCH = """\
schema = 1
id = "gb_watch"
kind = "regulator"
status = "active"
checked = 2026-09-01
country = "GB"
former_names = ["Market Guard"]
shares_with = []

[names]
en = ["Market Watch"]
zh-Hans = ["市场观察局"]

[takes]
en = "Complaints about crypto firms."
zh-Hans = "受理对加密机构的投诉。"
zh-Hant = "受理對加密機構的投訴。"

[[domains]]
host = "market-watch.org.uk"
evidence = [{ kind = "own_page", at = "https://market-watch.org.uk/about", seen = 2026-08-30 }]

[[channels]]
type = "complaint_form"
value = "https://market-watch.org.uk/complain"
purpose = "complaint"
evidence = [{ kind = "own_page", at = "https://market-watch.org.uk/about" }]

[[channels]]
type = "phone"
value = "159"
purpose = "general"
evidence = [{ kind = "third_party", at = "https://example.org/numbers" }]
"""

FILES = {
    "platforms/acme.toml": ACME,
    "platforms/bolt.toml": BOLT,
    "regulators/gb_watch.toml": WATCH,
    "phrases/en.toml": 'schema = 1\nlang = "en"\n\n[classes]\nsupport = ["customer support", "help desk"]\n',
    "host_words.toml": 'schema = 1\nsupport = ["help", "support"]\naccount = ["login"]\nbait = ["mint"]\naddress = ["com"]\nneutral = ["news"]\ninfrastructure = ["rpc"]\nordinary = ["bolts"]\ndelivery = ["cdn.market-watch.org.uk"]\nfree_mail = ["gmail.com"]\nrisky_suffixes = ["xyz"]\ncollectors = ["forms.example.net"]\n',
    "secrets.toml": 'private_key = ["private key"]\npublic_value = ["hash"]\none_time_code = ["code"]\ncommon = "the and"\nordinals = []\npublished = []\n',
    "shared_hosts.toml": 'schema = 1\n\n[[hosts]]\nhost = "github.io"\npath = "none"\n\n[[hosts]]\nhost = "medium.com"\npath = "first"\n',
    "policy.toml": (
        "schema = 1\n\n[levels]\ncaution = 40\ndanger = 70\n\n[signals.claims_support]\nweight = 0.2\n\n"
        '[signals.contact_not_listed]\nweight = 0.5\nrequires = ["claims_support"]\n'
    ),
    "feeds.toml": (
        'schema = 1\n\n[[feeds]]\nid = "bad_hosts"\nname = "Bad hosts"\naddress = "https://example.org/bad.txt"\n'
        'format = "host_list"\nlicence = "CC0-1.0"\nhomepage = "https://example.org/"\nrefresh = 24\n'
        'max_bytes = 1000000\nmax_entries = 10000\n\n[[feeds]]\nid = "bad_urls"\nname = "Bad addresses"\n'
        'address = "https://example.org/bad.csv"\nformat = "csv"\ncolumn = "url"\nlicence = "MIT"\n'
        'homepage = "https://example.org/urls"\nrefresh = 12\nmax_bytes = 2000000\nmax_entries = 20000\n'
    ),
    "accounts.toml": (
        'schema = 1\nchecked = 2026-09-01\n\n[[accounts]]\nid = "ada_bell"\nname = "Ada Bell"\nkind = "person"\ntype = "x"\n'
        'value = "AdaBellHerself"\nnumeric_id = "8123"\n'
        'evidence = [{ kind = "third_party", at = "https://example.org/people" }]\n'
    ),
    "widgets.toml": "schema = 1\nwidgets = []\n",
    "chat_model.toml": 'schema = 1\nscale = 0.01\nbias = -1.0\nsure = 2.0\nlikely = 1.0\ntogether = 1.5\nweights = "00000"\n',
    "chat_slots.toml": (
        'schema = 1\naddress_reach = 160\n\n[[reasons]]\ncode = "claims_support"\ngroups = [["support"]]\n\n'
        '[[reasons]]\ncode = "contact_not_listed"\ngroups = [["support"], ["support"]]\nreach = 40\n'
        'needs = "contact"\nunless = ["claims_support"]\n\n'
        '[[courses]]\ncode = "contact_not_listed"\nmust = [["claims_support"]]\nsides = [["contact_not_listed"]]\nleast = 1\n'
    ),
    "confusables.toml": 'schema = 1\n\n[letters]\na = "а"\n\n[pairs]\nrn = "m"\n',
}


def write(root: Path, **changes: str) -> Path:
    """Write the sample below ``root``; ``changes`` has file texts by path with ``/`` and ``.`` as ``__``."""
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(changes.get(name.replace("/", "__").replace(".", "__"), text), encoding="utf-8", newline="")
    return root


def broken(root: Path, file: str, old: str, new: str) -> tuple[str, tuple[Problem, ...]]:
    """Write the sample with ``old`` replaced once by ``new`` in ``file``; return the new text and all problems."""
    write(root)
    text = FILES[file].replace(old, new, 1)
    assert text != FILES[file], f"{old!r} is not in {file}"
    (root / file).write_text(text, encoding="utf-8", newline="")
    return text, examine(root)[1]


def line_of(text: str, part: str) -> int:
    """Return the line on which ``part`` begins, counted from 1."""
    return text[: text.index(part)].count("\n") + 1
