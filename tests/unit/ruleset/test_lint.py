"""Each rule of the lint: one fault in an otherwise good folder gives one problem, at the right place."""

from __future__ import annotations

from pathlib import Path

import pytest

from realdesk.ruleset.problems import RulesProblemsError
from realdesk.ruleset.source import examine, load
from unit.ruleset.sample import ACME, BOLT, FILES, WATCH, broken, line_of, write

A = "platforms/acme.toml"
B = "platforms/bolt.toml"
W = "regulators/gb_watch.toml"
EMAIL = 'value = "support@acme-exchange.com"'
X = 'type = "x"\nvalue = "AcmeHelp"\nnumeric_id = "123"'

# name: file, text to replace, replacement, text on the expected line, field, part of the message
FAULTS = {
    "unknown key": (A, "languages =", "language =", "language =", "channels[0].language", "unknown key 'language'"),
    "unknown key at the top": (A, "tickers =", "ticker =", "ticker =", "ticker", "unknown key"),
    "missing key": (A, 'purpose = "support"\nlang', "lang", "[[channels]]", "channels[0].purpose", "is missing"),
    "wrong type": (A, 'tickers = ["ACM"]', "tickers = [5]", "tickers", "tickers[0]", "Expected 'str', got 'int'"),
    "text in place of a table": (A, '[{ kind = "own_page", at = "https://acme-exchange.com/phone" }]', '["x"]', '["x"]', "statements[0].evidence[0]", "a table is expected"),
    "unknown word": (A, 'kind = "exchange"', 'kind = "exchnage"', 'kind = "exch', "kind", "'exchnage' is not a known value"),
    "unknown channel type in coverage": (A, "phone = ", "fax = ", "fax = ", "coverage.fax", "'fax' is not a known value"),
    "schema version": (A, "schema = 1", "schema = 2", "schema = 2", "schema", "schema 2 is not known"),
    "id is not the file name": (A, 'id = "acme"', 'id = "acmee"', "id = ", "id", "is not the name of the file"),
    "host with a scheme": (A, 'host = "acme-exchange.com"', 'host = "https://acme-exchange.com"', 'host = "https', "domains[0].host", "is not a bare host name"),
    "host with www": (A, 'host = "acme-exchange.com"', 'host = "www.acme-exchange.com"', 'host = "www', "domains[0].host", "begins with 'www.'"),
    "host with capitals": (A, 'host = "acme-exchange.com"', 'host = "Acme-exchange.com"', 'host = "Acme', "domains[0].host", "has capitals"),
    "host that is not ASCII": (A, 'host = "acme-exchange.com"', 'host = "acmé.com"', 'host = "acmé', "domains[0].host", "is not ASCII"),
    "host with a bad character": (A, 'host = "acme-exchange.com"', 'host = "acme!.com"', 'host = "acme!', "domains[0].host", "is not a host name"),
    "unknown public suffix": (A, 'host = "acme-exchange.com"', 'host = "acme.notasuffix"', 'host = "acme.nota', "domains[0].host", "does not end in a public suffix"),
    "public suffix itself": (A, 'host = "acme-exchange.com"', 'host = "co.uk"', 'host = "co.uk', "domains[0].host", "is a public suffix"),
    "registrable private suffix": (A, 'host = "acme-exchange.com"', 'host = "pages.dev"', 'host = "pages.dev', "domains[0].host", "a suffix under which others register"),
    "registrable below a registered name": (A, '\nscope = "exact"', "", 'host = "help.acme-desk.com', "domains[1].host", "lies below 'acme-desk.com'"),
    "e-mail with capitals": (A, EMAIL, 'value = "Support@acme-exchange.com"', 'value = "Support', "channels[0].value", "has capitals"),
    "e-mail with mailto": (A, EMAIL, 'value = "mailto:support@acme-exchange.com"', 'value = "mailto', "channels[0].value", "is not an e-mail address"),
    "handle with an at sign": (A, '"AcmeHelp"', '"@AcmeHelp"', '"@AcmeHelp"', "channels[1].value", "not in normal form"),
    "evidence is empty": (A, '[{ kind = "own_page", at = "https://acme-exchange.com/phone" }]', "[]", "evidence = []", "statements[0].evidence", "there is no evidence"),
    "unpublished with an address": (A, '"unpublished" }', '"unpublished", at = "https://example.com/" }', '"unpublished"', "channels[0].evidence[0].at", "'unpublished' has an address"),
    "evidence without an address": (A, '{ kind = "third_party", at = "https://example.org/list" }', '{ kind = "third_party" }', '"third_party"', "channels[0].evidence[1].at", "'third_party' has no address"),
    "evidence at something that is no address": (A, 'at = "https://example.org/list"', 'at = "page 12"', "page 12", "channels[0].evidence[1].at", "does not begin with 'https://'"),
    "maintained list without a name": (A, '\nlist = "ccxt"', "", "[[domains.evidence]]", "domains[1].evidence[0].list", "no list is named"),
    "maintained list that is not known": (A, 'list = "ccxt"', 'list = "v2fly"', 'list = "v2fly"', "domains[1].evidence[0].list", "'v2fly' is not a known list"),
    "other kind that names a list": (A, 'kind = "maintained_list"', 'kind = "third_party"', 'list = "ccxt"', "domains[1].evidence[0].list", "names a list"),
    "coverage none with a channel": (A, 'email = "complete"', 'email = "none"', 'type = "email"', "channels[0].type", "coverage says there is no email"),
    "coverage complete without a channel": (A, 'phone = "none"', 'phone = "complete"', "phone = ", "coverage.phone", "no channel of this type"),
    "dates reversed": (A, "valid_until = 2027-01-01", "valid_until = 2019-01-01", "valid_until", "channels[1].valid_until", "lies before 'valid_from'"),
    "evidence seen after the check": (A, "seen = 2026-08-30", "seen = 2026-09-02", "2026-09-02", "domains[0].evidence[0].seen", "lies after 'checked'"),
    "checked in the future": (A, "checked = 2026-09-01", "checked = 2999-01-01", "checked = 2999", "checked", "lies in the future"),
    "brand of another platform": (B, 'label = "bolt', 'label = "acme"\n[[brands]]\nlabel = "bolt', 'label = "acme"', "brands[0].label", "acme"),
    "no English name": (A, "\nen = [\"Acme\"", "\nde = [\"Acme\"", "[names]", "names.en", "is missing"),
    "name listed twice": (A, '"Acme Exchange"', '"Acme"', '["Acme", "Acme"]', "names.en[1]", "is listed twice"),
    "language that is no tag": (A, 'languages = ["en"]', 'languages = ["English"]', "English", "channels[0].languages", "not a language tag"),
    "region that is no code": (A, 'region = "US"', 'region = "North"', "North", "channels[0].region", "not a region"),
    "numeric id with a letter": (A, '"123"', '"12a"', "12a", "channels[1].numeric_id", "not a number"),
    "brand with a hyphen": (A, 'label = "acme"', 'label = "ac-me"', "ac-me", "brands[0].label", "is not a label"),
    "no brands": (A, '[[brands]]\nlabel = "acme"\n', "", "schema", "brands", "is missing"),
    "value listed twice": (A, X, 'type = "email"\nvalue = "support@acme-exchange.com"\nregion = "US"', 'value = "support@acme-exchange.com"\nregion', "channels[1].value", "is listed already in channels[0]"),
    "host listed twice": (A, 'host = "help.acme-desk.com"', 'host = "acme-exchange.com"', 'host = "acme-exchange.com"\nscope', "domains[1].host", "is listed already in domains[0]"),
    "way to complain that is neither id nor address": (A, '"https://example.com/complain"', '"Call us"', "Call us", "escalation[0]", "does not begin"),
    "complaint at a regulator that has no file": (A, '"gb_watch"', '"gb_wach"', "escalation", "escalation[1]", "there is no regulator 'gb_wach'"),
    "way to complain listed twice": (A, '"gb_watch"', '"https://example.com/complain"', "escalation", "escalation[1]", "is listed twice"),
    "short number of a platform": (B, 'type = "telegram"\nvalue = "BoltWallet"', 'type = "phone"\nvalue = "159"', 'value = "159"', "channels[0].value", "not an international number"),
    "regulator with an unknown key": (W, "former_names", "brands", "brands", "brands", "unknown key 'brands'"),
    "regulator of an unknown kind": (W, 'kind = "regulator"', 'kind = "court"', "kind", "kind", "'court' is not a known value"),
    "regulator whose id is not the file name": (W, 'id = "gb_watch"', 'id = "gb_watcher"', "id =", "id", "is not the name of the file"),
    "country by another code": (W, '"GB"', '"UK"', "country", "country", "'UK' is not a country code"),
    "country that ISO does not have": (W, '"GB"', '"XK"', "country", "country", "'XK' is not a country code"),
    "what it takes on misses a language": (W, 'zh-Hant = "受理對加密機構的投訴。"\n', "", "[takes]", "takes.zh-Hant", "is missing"),
    "what it takes on is empty": (W, '"Complaints about crypto firms."', '" "', "en = \" \"", "takes.en", "is empty"),
    "what it takes on is an essay": (W, "Complaints", "Complaints" + " and complaints" * 20, "en = \"Comp", "takes.en", "too long"),
    "what it takes on in no language": (W, "[takes]\n", '[takes]\nEnglish = "Complaints."\n', "English", "takes.English", "not a language tag"),
    "regulator without an English name": (W, 'en = ["Market Watch"]\n', "", "[names]", "names.en", "is missing"),
    "regulator's evidence seen after the check": (W, "seen = 2026-08-30", "seen = 2026-09-02", "2026-09-02", "domains[0].evidence[0].seen", "lies after 'checked'"),
    "short number of two digits": (W, '"159"', '"15"', '"15"', "channels[1].value", "not an international number"),
    "short number of seven digits": (W, '"159"', '"1591591"', '"1591591"', "channels[1].value", "not an international number"),
    "short number with a space": (W, '"159"', '"1 59"', "1 59", "channels[1].value", "not an international number"),
    "regulator that shares with nobody known": (W, "shares_with = []", 'shares_with = ["nobody"]', "nobody", "shares_with[0]", "there is no regulator 'nobody'"),
    "regulator with a host on which anyone may publish": (W, 'host = "market-watch.org.uk"', 'host = "medium.com"', "host = ", "domains[0].host", "anyone may publish on"),
    "regulator with a platform's host": (W, 'host = "market-watch.org.uk"', 'host = "boltwallet.com"', "host = ", "domains[0].host", "belongs to 'bolt' too"),
    "shares_with an unknown platform": (A, "shares_with = []", 'shares_with = ["nobody"]', "nobody", "shares_with[0]", "there is no platform 'nobody'"),
    "shares_with one that does not answer": (A, "shares_with = []", 'shares_with = ["bolt"]', '["bolt"]', "shares_with[0]", "'bolt' does not name 'acme'"),
    "shares_with itself": (A, "shares_with = []", 'shares_with = ["acme"]', '["acme"]', "shares_with", "names the entry itself"),
    "host on which anyone may publish": (B, 'host = "boltwallet.com"', 'host = "medium.com"', "host = ", "domains[0].host", "anyone may publish on 'medium.com'"),
    "two owners of a host": (B, 'host = "boltwallet.com"', 'host = "acme-exchange.com"', "host = ", "domains[0].host", "belongs to 'acme' too"),
    "host below another's domain": (B, 'host = "boltwallet.com"', 'scope = "exact"\nhost = "bolt.acme-exchange.com"', "host = ", "domains[0].host", "belongs to 'acme' too"),
    "two owners of a handle, other capitals": (B, 'type = "telegram"\nvalue = "BoltWallet"', 'type = "x"\nvalue = "acmehelp"', 'value = "acmehelp"', "channels[0].value", "belongs to 'acme' too"),
    "phrases in a file of another name": ("phrases/en.toml", '"en"', '"de"', "lang", "lang", "is not the name of the file"),
    "phrase listed twice": ("phrases/en.toml", '"help desk"', '"customer support"', "support =", "classes.support[1]", "is listed twice"),
    "host word in two groups": ("host_words.toml", '["login"]', '["help"]', "account", "account[0]", "is listed twice (in 'support' too)"),
    "host word with a space": ("host_words.toml", '["login"]', '["log in"]', "account", "account[0]", "is not a host word"),
    "shared host with a path": ("shared_hosts.toml", '"medium.com"', '"medium.com/x"', "medium.com/x", "hosts[1].host", "is not a bare host"),
    "shared host listed twice": ("shared_hosts.toml", '"medium.com"', '"github.io"', 'github.io"\npath = "first', "hosts[1].host", "is listed twice"),
    "weight above one": ("policy.toml", "0.5", "1.5", "1.5", "signals.contact_not_listed.weight", "not between 0 and 1"),
    "weight below zero": ("policy.toml", "0.5", "-0.5", "-0.5", "signals.contact_not_listed.weight", "not between 0 and 1"),
    "requires an unknown code": ("policy.toml", '["claims_support"]', '["claims_suport"]', "requires", "signals.contact_not_listed.requires[0]", "'claims_suport' is not a known code"),
    "always for what is only not listed": ("policy.toml", "weight = 0.5", "weight = 0.5\nalways = true", "always", "signals.contact_not_listed.always", "contradicts nothing"),
    "levels in the wrong order": ("policy.toml", "danger = 70", "danger = 30", "[levels]", "levels", "not in order"),
    "account with a name of nothing": ("accounts.toml", '"Ada Bell"', '" "', "name", "accounts[0].name", "is empty, too long or padded"),
    "account with a capital in its id": ("accounts.toml", '"ada_bell"', '"Ada"', 'id = "Ada"', "accounts[0].id", "is not an id"),
    "account on the list of a platform": ("accounts.toml", '"AdaBellHerself"', '"acmehelp"', "value", "accounts[0].value", "belongs to 'acme'"),
    "account called like a platform": ("accounts.toml", '"ada_bell"', '"acme"', "id =", "accounts[0].id", "has a file of its own"),
    "account of an unknown kind": ("accounts.toml", '"person"', '"people"', "kind", "accounts[0].kind", "'people' is not a known value"),
    "account that is no handle": ("accounts.toml", '"AdaBellHerself"', '"Ada Bell"', "value", "accounts[0].value", "is not"),
    "platform that is a person": (A, 'kind = "exchange"', 'kind = "person"', "kind", "kind", "has no file of its own"),
    "feed of accounts without a network": ("feeds.toml", '"host_list"', '"handle_list"', "[[feeds]]", "feeds[0].network", "does not fit the format 'handle_list'"),
    "feed of accounts on an unknown network": ("feeds.toml", '"host_list"', '"handle_list"\nnetwork = "usenet"', "network", "feeds[0].network", "'usenet' is none"),
    "feed of hosts on a network": ("feeds.toml", '"host_list"', '"host_list"\nnetwork = "x"', "network", "feeds[0].network", "does not fit the format 'host_list'"),
    "feed over http": ("feeds.toml", '"https://example.org/bad.txt"', '"http://example.org/bad.txt"', "address", "feeds[0].address", "does not begin with 'https://'"),
    "feed on a port": ("feeds.toml", "example.org/bad.txt", "example.org:8443/bad.txt", "address", "feeds[0].address", "names a user or a port"),
    "feed whose homepage is no address": ("feeds.toml", '"https://example.org/"', '"example.org"', "homepage", "feeds[0].homepage", "does not begin"),
    "feed with an unknown format": ("feeds.toml", '"host_list"', '"host_lists"', "format", "feeds[0].format", "'host_lists' is not a known value"),
    "feed id with a capital": ("feeds.toml", '"bad_hosts"', '"Bad"', 'id = "Bad"', "feeds[0].id", "is not an id"),
    "feed id that leaves its folder": ("feeds.toml", '"bad_hosts"', '"../bad"', 'id = "../bad"', "feeds[0].id", "is not an id"),
    "feed without a licence": ("feeds.toml", '"CC0-1.0"', '""', "licence", "feeds[0].licence", "is empty"),
    "feed without a name": ("feeds.toml", '"Bad hosts"', '" "', 'name = " "', "feeds[0].name", "is empty"),
    "feed fetched all the time": ("feeds.toml", "refresh = 24", "refresh = 0", "refresh = 0", "feeds[0].refresh", "out of range"),
    "feed without a bound": ("feeds.toml", "max_bytes = 1000000\n", "max_bytes = 10000000000\n", "max_bytes = 100", "feeds[0].max_bytes", "out of range"),
    "feed of too many entries": ("feeds.toml", "max_entries = 10000\n", "max_entries = 0\n", "max_entries = 0", "feeds[0].max_entries", "out of range"),
    "table without a column": ("feeds.toml", 'column = "url"\n', "", '[[feeds]]\nid = "bad_urls"', "feeds[1].column", "does not fit the format 'csv'"),
    "column where there is no table": ("feeds.toml", '"host_list"', '"host_list"\ncolumn = "url"', "column", "feeds[0].column", "does not fit the format 'host_list'"),
    "feed listed twice": ("feeds.toml", '"bad_urls"', '"bad_hosts"', 'id = "bad_hosts"\nname = "Bad addresses"', "feeds[1].id", "is listed twice"),
    "feed with a switch": ("feeds.toml", "refresh = 24", "refresh = 24\nenabled = true", "enabled", "feeds[0].enabled", "unknown key 'enabled'"),
    "confusable key of two letters": ("confusables.toml", "\na = ", "\nab = ", "ab = ", "letters.ab", "is not one letter"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_fault_is_the_only_problem_and_has_its_place(name: str, tmp_path: Path) -> None:
    file, old, new, at, field, message = FAULTS[name]
    text, problems = broken(tmp_path, file, old, new)
    assert [(item.file, item.line, item.field) for item in problems] == [(file, line_of(text, at), field)]
    assert message in problems[0].message
    assert problems[0].hint


def test_sample_has_no_problems(tmp_path: Path) -> None:
    ruleset, problems = examine(write(tmp_path))
    assert problems == ()
    assert ruleset is not None
    assert [platform.id for platform in ruleset.platforms] == ["acme", "bolt"]
    assert [regulator.id for regulator in ruleset.regulators] == ["gb_watch"]


VALUES = {
    "help_center": ("https://help.acme.com/hc/en-us", "http://help.acme.com/"),
    "ticket": ("https://acme.com/contact?x=1", "acme.com/contact"),
    "live_chat": ("https://acme.com/chat", "https://user@acme.com/chat"),
    "status_page": ("https://status.acme.com", "https://acme.com:8443/status"),
    "verify_page": ("https://www.acme.com/verify", "https://Acme.com/verify"),
    "blog": ("https://blog.acme.com/", "https://acme .com/"),
    "complaint_form": ("https://acme.com/complain", "complain@acme.com"),
    "warning_list": ("https://www.acme.com/warnings", "www.acme.com/warnings"),
    "register": ("https://register.acme.com", "http://register.acme.com"),
    "forum": ("https://forum.acme.com/", "https://"),
    "in_app": ("in-app", "the app"),
    "phone": ("+442071838750", "+44 20 7183 8750"),
    "whatsapp": ("+442071838750", "02071838750"),
    "email": ("help@acme.com", "Help <help@acme.com>"),
    "x": ("BoltHelp", "https://x.com/BoltHelp"),
    "telegram": ("AcmeEnglish", "t.me/AcmeEnglish"),
    "discord": ("acme", "https://discord.gg/acme"),
    "reddit": ("r/Acme", "Acme"),
    "facebook": ("acme.official", "/acme.official"),
    "instagram": ("acme_official", "@acme_official"),
    "youtube": ("@acme", "https://youtube.com/@acme"),
    "linkedin": ("company/acme", "acme"),
    "tiktok": ("acme", "@acme"),
    "medium": ("acme", "@acme"),
    "weibo": ("acme", "https://weibo.com/acme"),
    "wechat": ("acme", "@acme"),
    "line": ("acme", "@acme"),
    "kakao": ("_acme", "pf.kakao.com/_acme"),
    "github": ("acme", "acme/wallet"),
    "android_app": ("com.acme.app", "acme"),
    "ios_app": ("id123456789", "123456789"),
    "chrome_extension": ("a" * 32, "a" * 31),
    "firefox_addon": ("acme-wallet", "addons/acme"),
}


@pytest.mark.parametrize("kind", VALUES)
def test_normal_form_of_each_channel_type(kind: str, tmp_path: Path) -> None:
    good, bad = VALUES[kind]
    channel = 'type = "telegram"\nvalue = "BoltWallet"'
    assert broken(tmp_path, B, channel, f'type = "{kind}"\nvalue = "{good}"')[1] == ()
    text, problems = broken(tmp_path, B, channel, f'type = "{kind}"\nvalue = "{bad}"')
    assert [(item.line, item.field) for item in problems] == [(line_of(text, "value = "), "channels[0].value")]


@pytest.mark.parametrize("bad", ["+1", "+999123456789", "+12", "12125551234", "+1212555123456789", ""])
def test_phone_number_that_cannot_exist(bad: str, tmp_path: Path) -> None:
    problems = broken(tmp_path, B, 'type = "telegram"\nvalue = "BoltWallet"', f'type = "phone"\nvalue = "{bad}"')[1]
    assert [item.field for item in problems] == ["channels[0].value"]


@pytest.mark.parametrize(
    ("country", "number"),
    [("TW", "165"), ("CN", "110"), ("CN", "12321"), ("CN", "96110"), ("GB", "159"), ("HK", "18222"), ("SG", "1799"),
     ("KR", "1332"), ("IN", "155260"), ("PH", "1326")],
)  # fmt: skip
def test_short_number_of_a_regulator(country: str, number: str, tmp_path: Path) -> None:
    write(tmp_path, regulators__gb_watch__toml=WATCH.replace('"159"', f'"{number}"').replace('"GB"', f'"{country}"'))
    assert examine(tmp_path)[1] == ()


def test_each_country_has_its_own_short_numbers(tmp_path: Path) -> None:
    write(tmp_path)
    other = WATCH.replace("gb_watch", "zz_watch").replace("market-watch.org.uk", "watch.example.org")
    path = tmp_path / "regulators" / "zz_watch.toml"
    path.write_text(other.replace('host = "watch', 'scope = "exact"\nhost = "watch').replace('"GB"', '"NG"'), "utf-8")
    assert examine(tmp_path)[1] == ()
    path.write_text(other.replace('host = "watch', 'scope = "exact"\nhost = "watch'), "utf-8")
    problems = examine(tmp_path)[1]
    assert [(item.file, item.field) for item in problems] == [("regulators/zz_watch.toml", "channels[1].value")]
    assert "'159' belongs to 'gb_watch' too" in problems[0].message


def test_regulator_may_not_have_the_id_of_a_platform(tmp_path: Path) -> None:
    write(tmp_path)
    text = WATCH.replace("gb_watch", "bolt").replace("market-watch.org.uk", "watch-bolt.org.uk").replace("159", "161")
    (tmp_path / "regulators" / "bolt.toml").write_text(text, encoding="utf-8")
    found = [(item.file, item.line, item.field) for item in examine(tmp_path)[1]]
    assert found == [("regulators/bolt.toml", 2, "id")]


def test_rules_may_have_no_regulators(tmp_path: Path) -> None:
    write(tmp_path, platforms__acme__toml=ACME.replace(', "gb_watch"', ""))
    (tmp_path / W).unlink()
    (tmp_path / "regulators").rmdir()
    ruleset, problems = examine(tmp_path)
    assert problems == ()
    assert ruleset is not None
    assert ruleset.regulators == ()


def test_broken_regulator_still_counts_as_named(tmp_path: Path) -> None:
    write(tmp_path, regulators__gb_watch__toml="schema = \n")
    assert [(item.file, item.line) for item in examine(tmp_path)[1]] == [(W, 1)]


def test_shared_host_is_accepted_when_both_name_each_other(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / A).write_text(ACME.replace("shares_with = []", 'shares_with = ["bolt"]'))
    text = BOLT.replace("checked", 'shares_with = ["acme"]\nchecked').replace('"boltwallet.com"', '"acme-exchange.com"')
    (tmp_path / B).write_text(text)
    assert examine(tmp_path)[1] == ()


def test_phrase_class_that_english_does_not_have(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "phrases" / "de.toml").write_text('schema = 1\nlang = "de"\n[classes]\nsuport = ["hilfe"]\n')
    found = [(item.file, item.line, item.field) for item in examine(tmp_path)[1]]
    assert found == [("phrases/de.toml", 4, "classes.suport")]


def test_former_handle_may_belong_to_somebody_else_now(tmp_path: Path) -> None:
    former = 'former = true\ntype = "x"\nvalue = "AcmeHelp"'
    assert broken(tmp_path, B, 'type = "telegram"\nvalue = "BoltWallet"', former)[1] == ()


def test_former_channel_does_not_contradict_coverage(tmp_path: Path) -> None:
    phone = 'former = true\ntype = "phone"\nvalue = "+442071838750"'
    assert broken(tmp_path, A, X, phone)[1] == ()


def test_exact_host_may_be_a_private_suffix(tmp_path: Path) -> None:
    assert broken(tmp_path, B, 'host = "boltwallet.com"', 'scope = "exact"\nhost = "pages.dev"')[1] == ()


def test_one_value_for_two_purposes_is_no_duplicate(tmp_path: Path) -> None:
    second = 'type = "email"\nvalue = "support@acme-exchange.com"'
    changed = broken(tmp_path, A, X + '\npurpose = "support"', second + '\npurpose = "complaint"')
    assert changed[1] == ()


def test_all_problems_of_all_files_are_reported_at_once(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / A).write_text(
        ACME.replace('"acme"', '"AC ME"').replace("@acme-exchange", "@", 1).replace("1\n", "9\n", 1)
    )
    (tmp_path / B).write_text("schema = \n")
    (tmp_path / "policy.toml").unlink()
    found = [(item.file, item.line, item.field) for item in examine(tmp_path)[1]]
    assert found == [
        (A, 1, "schema"),
        (A, 2, "id"),
        (A, 2, "id"),
        (A, line_of(ACME, 'label = "acme"'), "brands[0].label"),
        (A, line_of(ACME, EMAIL), "channels[0].value"),
        (B, 1, ""),
        ("policy.toml", 1, ""),
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("schema = 1\nid = acme\n", 2),
        ("schema = 1\n\n[[brands]\n", 3),
        ('schema = 1\nid = "acme\n', 2),
        ('schema = 1\nnote = """\nnever closed\n', 3),
        ("schema = 1\nschema = 1\n", 2),
    ],
)
def test_toml_error_has_its_line(text: str, line: int, tmp_path: Path) -> None:
    write(tmp_path, platforms__bolt__toml=text)
    assert [(item.file, item.line, item.field) for item in examine(tmp_path)[1]] == [(B, line, "")]


def test_text_that_is_not_utf8_has_its_line(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / B).write_bytes(b'schema = 1\nid = "bolt"\nkind = "\xff"\n')
    assert [(item.line, item.message) for item in examine(tmp_path)[1]] == [(3, "is not UTF-8")]


def test_file_that_would_be_overlooked_is_reported(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "platforms" / "extra.tml").write_text("")
    assert [(item.file, item.message) for item in examine(tmp_path)[1]] == [
        ("platforms/extra.tml", "is not a .toml file")
    ]


def test_folder_without_rules_is_reported_whole(tmp_path: Path) -> None:
    files = {item.file for item in examine(tmp_path)[1]}
    assert files == {"platforms", "phrases", *(name for name in FILES if "/" not in name and name != "secrets.toml")}


def test_load_raises_with_all_problems(tmp_path: Path) -> None:
    write(tmp_path, platforms__bolt__toml=BOLT.replace("schema = 1", "schema = 9"))
    with pytest.raises(RulesProblemsError) as caught:
        load(tmp_path)
    assert [str(problem) for problem in caught.value.problems] == [
        f"{B}:1: schema: schema 9 is not known -> write schema = 1"
    ]
    assert caught.value.hint


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('weights = "00000"', 'weights = "0000"'),
        ('weights = "00000"', 'weights = "\\"0000"'),
        ("likely = 1.0", "likely = 2.5"),
        ("together = 1.5", "together = 0.5"),
        ("scale = 0.01", "scale = 0.0"),
    ],
)
def test_a_model_of_messages_that_cannot_be_used_is_refused(tmp_path: Path, old: str, new: str) -> None:
    _, problems = broken(tmp_path, "chat_model.toml", old, new)
    assert [problem.file for problem in problems] == ["chat_model.toml"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('groups = [["support"]]', 'groups = [["suport"]]', "no phrases of class 'suport'"),
        ('groups = [["support"]]', "groups = [[]]", "has a group without classes"),
        ('code = "claims_support"', 'code = "claims_suport"', "'claims_suport' has no weight"),
        ("reach = 40", "reach = 4000", "4000 is out of range"),
        ("address_reach = 160", "address_reach = -1", "-1 is out of range"),
        ('unless = ["claims_support"]', 'unless = ["claims"]', "'claims' is not above"),
        ('needs = "contact"', 'needs = "contract"', "'contract' is not a known value"),
        ('needs = "contact"', 'at_address = "claims_suport"', "'claims_suport' has no weight"),
        ("least = 1", "least = 2", "2 is out of range"),
        ('must = [["claims_support"]]', "must = []", "is empty"),
    ],
)
def test_a_reason_in_messages_that_could_never_hold_is_refused(tmp_path: Path, old: str, new: str, says: str) -> None:
    text, problems = broken(tmp_path, "chat_slots.toml", old, new)
    assert [problem.file for problem in problems] == ["chat_slots.toml"] * len(problems)
    assert says in " / ".join(str(problem) for problem in problems)
    assert any(problem.line == line_of(text, new) for problem in problems)
