from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from conftest import ROOT
from realdesk.cli.app import app
from realdesk.cli.check import CheckError, show
from realdesk.cli.extract import page_of_html
from realdesk.index.reader import Index
from realdesk.ruleset.model import Ruleset
from realdesk.verdict import judge

RUN = CliRunner()


@pytest.fixture
def home(index_data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("REALDESK_HOME", str(tmp_path))
    (tmp_path / "index.bin").write_bytes(index_data)
    return tmp_path


def test_json_verdict_of_an_address(home: Path) -> None:
    done = RUN.invoke(app, ["check", "coinbase-help-desk.com", "--json"])
    found = json.loads(done.stdout)
    assert done.exit_code == 0
    assert (found["level"], found["platform"]) == ("caution", "coinbase")


def test_saved_html_is_judged_with_the_address(home: Path) -> None:
    page = home / "page.html"
    page.write_text(
        "<title>Coinbase Help</title><form><input type=password placeholder=Password><input placeholder='2FA code'></form>"
    )
    done = RUN.invoke(app, ["check", "https://coinbase-help-desk.com/", "--html", str(page), "--json"])
    assert json.loads(done.stdout)["level"] == "danger"


@pytest.mark.parametrize(("language", "word"), [("en", "Coinbase"), ("zh_CN", "名单"), ("zh_TW", "名單")])
def test_words_are_the_extensions_in_each_language(home: Path, language: str, word: str) -> None:
    done = RUN.invoke(app, ["check", "coinbase-help-desk.com", "--lang", language])
    assert word in done.stdout
    assert "reason_" not in done.stdout
    assert "headline_" not in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["about:blank"],
        ["x.com", "--html", "/no/such/file"],
        ["agent77@coinbase.com"],
        ["+15551234567"],
        ["@BinanceHelp"],
        ["coinbase"],
        ["not a url at all"],
        ["x.com", "--lang", "xx"],
    ],
)
def test_what_cannot_be_checked_says_what_to_do(home: Path, arguments: list[str]) -> None:
    done = RUN.invoke(app, ["check", *arguments])
    assert done.exit_code == 1
    assert getattr(done.exception, "hint", "")


def test_install_registers_browsers_and_activates_the_ruleset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REALDESK_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".mozilla").mkdir()
    done = RUN.invoke(app, ["install"])
    assert done.exit_code == 0, done.output
    manifest = json.loads((tmp_path / ".mozilla/native-messaging-hosts/org.realdesk.companion.json").read_text())
    assert Path(manifest["path"]).is_file()
    assert manifest["allowed_extensions"]
    assert (tmp_path / "state" / "index.bin").is_file()


def test_static_facts_of_a_page() -> None:
    html = """<html lang=en><head><title> A  b </title><meta property="og:site_name" content="Site"></head><body>
      <h1>Head<script>hidden()</script></h1><p>Te<b>xt</b></p><div>more</div>
      <label for=p>Seed phrase</label><input id=p maxlength=9><label>Code <input type=tel></label>
      <input type=hidden value=x><a href="/help">Help</a><button>Go</button></body></html>"""
    page = page_of_html("https://e.example/x", html)
    frame = page.frames[0]
    assert (frame.title, frame.site_name, frame.lang, frame.headings) == ("A b", "Site", "en", ("Head",))
    assert "Text more" in frame.text
    assert "hidden" not in frame.text
    assert [(field.type, field.label, field.max_length) for field in frame.fields] == [
        ("text", "Seed phrase", 9),
        ("tel", "Code", -1),
    ]
    assert frame.links[0].href == "https://e.example/help"
    assert frame.buttons == ("Go",)


@given(st.text(max_size=2000))
def test_any_text_can_be_read_as_html(text: str) -> None:
    assert page_of_html("https://e.example/", text).frames[0].url == "https://e.example/"


def test_every_reason_code_has_a_sentence(ruleset: Ruleset) -> None:
    messages = json.loads((ROOT / "extension/_locales/en/messages.json").read_text("utf-8"))
    package = ROOT / "companion/realdesk"
    source = "\n".join((package / name).read_text("utf-8") for name in ("verdict.py", "contact.py", "cli/batch.py"))
    plain = set(re.findall(r'Reason\(\s*"(\w+)"', source)) | {"listed_contact", "listed_contact_by_others"}
    assert len(plain) > 6
    # What weighs nothing is never shown.
    shown = [code for code, signal in ruleset.policy.signals.items() if signal.weight]
    for code in (*shown, *plain):
        assert f"reason_{code}" in messages


def test_every_code_the_signals_can_find_has_a_weight(ruleset: Ruleset) -> None:
    package = ROOT / "companion/realdesk"
    source = "\n".join(path.read_text("utf-8") for path in (*package.glob("signals/*.py"), package / "contact.py"))
    literal = set(
        re.findall(
            r'"((?:host|claims|asks|contact|contradicts|shared|offers|promises)_[a-z_]+|account_(?:claims_support|unnamed_desk)|wallet_picker|wallet_repair_form|blocklisted(?:_page)?|form_to_[a-z_]+|(?:form|widget)_not_listed)"',
            source,
        )
    )
    codes = literal | {f"{code}_in_text" for code in ("asks_seed_phrase", "asks_private_key")}
    assert codes == {code for code in ruleset.policy.signals if not code.startswith(("chat_", "draft_"))}


def test_every_reason_code_is_described_in_the_protocol(ruleset: Ruleset) -> None:
    described = (ROOT / "companion/PROTOCOL.md").read_text("utf-8")
    # Those of listed hosts weigh nothing and stand in the code; those that only lead to others are never sent.
    source = "\n".join((ROOT / f"companion/realdesk/{name}.py").read_text("utf-8") for name in ("verdict", "contact"))
    weighed = {code for code, signal in ruleset.policy.signals.items() if signal.weight}
    codes = {*weighed, *re.findall(r'Reason\("([a-z_]+)"', source)}
    assert [code for code in sorted(codes) if f"`{code}`" not in described] == []


def test_every_code_of_chats_and_drafts_has_a_weight_and_none_is_left_over(ruleset: Ruleset) -> None:
    source = "\n".join(path.read_text("utf-8") for path in (ROOT / "companion/realdesk/chats").glob("*.py"))
    literal = set(re.findall(r'"((?:chat|draft)_[a-z_]*[a-z])"', source))
    slots = {code for reason in ruleset.chat_slots.reasons for code in (reason.code, reason.at_address) if code}
    slots |= {course.code for course in ruleset.chat_slots.courses}
    literal |= {code for code in slots if code.startswith("chat_")}
    classes = {name for phrases in ruleset.phrases for name in phrases.classes} - slots
    weighed = {code for code in ruleset.policy.signals if code.startswith(("chat_", "draft_"))}
    assert weighed <= literal
    assert literal - classes <= weighed


def test_an_index_of_another_version_is_compiled_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REALDESK_HOME", str(tmp_path))
    (tmp_path / "index.bin").write_bytes(b"RDIX\x00\x01\x00\x00\x00\x00")
    done = RUN.invoke(app, ["check", "coinbase-help-desk.com", "--json"])
    assert json.loads(done.stdout)["level"] == "caution"


def test_the_share_of_each_reason_is_printed_where_several_weigh(
    capsys: pytest.CaptureFixture[str], index: Index
) -> None:
    html = '<title>Coinbase support</title><form action="https://formspree.io/f/x"><input type="password" placeholder="Password">'
    verdict = judge(page_of_html("https://desk.example.com/", html), index, now=index.header.issued)
    show(verdict, "en")
    printed = capsys.readouterr().out
    shares = [reason.share for reason in verdict.reasons]
    assert len(shares) > 1
    assert 98 <= sum(shares) <= 102
    assert [int(share) for share in re.findall(r"(\d+)%", printed)] == shares


def test_a_single_reason_is_printed_without_a_share(capsys: pytest.CaptureFixture[str], index: Index) -> None:
    show(judge(page_of_html("https://e.example/", "<title>Coinbase support</title>"), index), "en")
    assert "%" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("language", "colour"),
    [("en", "Amber"), ("zh_CN", "橙色"), ("zh_TW", "橙色"), ("zh_HK", "橙色"), ("zh-Hans", "橙色")],
)
def test_the_colour_of_the_verdict_is_said(home: Path, language: str, colour: str) -> None:
    first = RUN.invoke(app, ["check", "coinbase-help-desk.com", "--lang", language]).stdout.splitlines()[0]
    assert colour in first


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW", "zh_HK"])
@pytest.mark.parametrize("arguments", [["@BinanceHelp"], ["no page"], [""], ["x.com", "--html", "/no/such/file"]])
def test_what_cannot_be_checked_is_said_in_the_language_asked_for(
    home: Path, arguments: list[str], language: str
) -> None:
    error = RUN.invoke(app, ["check", *arguments, "--lang", language]).exception
    assert isinstance(error, CheckError)
    assert re.search(r"[\u4e00-\u9fff]", error.message)
    assert re.search(r"[\u4e00-\u9fff]", error.hint)


@pytest.mark.parametrize("url", ["https://t.me/binance_help88", "x.com/Coinbase_Help_9"])
def test_the_address_of_an_account_is_judged_as_the_account(home: Path, url: str) -> None:
    assert "Amber" in RUN.invoke(app, ["check", url, "--lang", "en"]).stdout


@pytest.mark.parametrize("url", ["https://x.com/anna_kowal_dev", "https://x.com/anna_kowal_dev/status/19"])
def test_an_account_that_resembles_nobody_gets_no_note(home: Path, url: str) -> None:
    assert "Amber" not in RUN.invoke(app, ["check", url, "--lang", "en"]).stdout


@pytest.mark.parametrize("url", ["hxxps://coinbase-help-desk[.]com/start", "hxxp[:]//coinbase-help-desk(dot)com"])
def test_an_address_written_so_that_nobody_clicks_on_it_is_read(home: Path, url: str) -> None:
    assert "Amber" in RUN.invoke(app, ["check", url, "--lang", "en"]).stdout


@pytest.mark.parametrize("name", ["币安", "binance"])
def test_a_platforms_name_leads_to_its_contacts(home: Path, name: str) -> None:
    error = RUN.invoke(app, ["check", name, "--lang", "en"]).exception
    assert isinstance(error, CheckError)
    assert "realdesk contacts" in error.hint


def test_the_note_on_the_address_alone_is_in_the_language_asked_for(home: Path) -> None:
    assert "只检查了地址" in RUN.invoke(app, ["check", "kraken.com", "--lang", "zh_CN"]).stdout


def test_types_of_contacts_are_said_in_words(capsys: pytest.CaptureFixture[str], index: Index) -> None:
    html = '<title>Coinbase support</title><h1>Coinbase support</h1><p>Call <a href="tel:+18335550100">+1 833 555 0100</a></p>'
    verdict = judge(page_of_html("https://coinbase-desk.example.com/", html), index)
    assert any("type" in reason.params for reason in verdict.reasons)
    show(verdict, "en")
    printed = capsys.readouterr().out
    assert "(phone)" not in printed
    assert "(Phone)" in printed


@pytest.mark.parametrize("host", ["a" * 100_000 + ".com", ".".join(["coinbase"] * 9_000) + ".com"])
def test_a_host_of_any_length_is_not_echoed_whole(home: Path, host: str) -> None:
    done = RUN.invoke(app, ["check", host])
    assert len(done.output) + len(str(done.exception or "")) < 3_000
