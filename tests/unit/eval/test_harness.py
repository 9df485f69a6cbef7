"""The evaluation counts right: a harness that flatters would hide what the product misses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import ROOT
from eval import chat_judge, conversations, counts, run, tables
from eval.carrying import carried
from eval.conversations import ChatOutcome
from eval.data import Row, read
from eval.judging import Outcome, outcome
from eval.obfuscate import VARIANTS, groups, noted
from realdesk.cli.extract import page_of_html
from realdesk.index.reader import Index
from realdesk.protocol import Page
from realdesk.scoring import counted, score_of

SCAM_PAGE = (
    "<title>Binance Support</title><h1>Binance Support</h1>"
    "<p>Call Binance customer support now: +1 888 555 0114</p><input placeholder='Enter your seed phrase'>"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A made-up data folder: hosts, pages, texts, contacts and conversations, each with a known answer."""
    files = {
        "domains/fake_support_with_brand.tsv": "binance-support.example-desk.com\tbinance:exact\t2025-01-01\n"
        "garden-fence.net\tbinance:exact\t\n",
        "domains/impersonates_brand.tsv": "lemon-orchard.org\tmetamask:metamsk\t\n",
        "domains/benign_top_sites.txt": "binance.com\ngarden-tools.net\nweather-of-today.org\n",
        "domains/benign_hard_negatives.txt": "binance-support-desk.org\n",
        "urls/google_sites_phish.tsv": "https://sites.google.com/garden-tools/home\t2025-01-01\tcoinbase\tx\n",
        "pages/p1.html": SCAM_PAGE,
        "pages/p2.html": "<title>Garden</title><p>Tulips are planted in autumn.</p>",
        "pages/pages.jsonl": _lines(
            {"file": "p1.html", "url": "https://binance-help.support-desk.net/", "lang": "en", "label": "scam"},
            {"file": "p2.html", "url": "https://garden-tools.net/", "lang": "de", "label": "benign", "platform": None},
        ),
        "texts/talk.jsonl": _lines(
            {"text": "Where is my card?\nThank you", "label": "benign", "lang": "en"},
            {"text": "Cheap watches", "label": "spam", "lang": "en"},
        ),
        "contacts/fake_support_phones.tsv": "+18885550114\tBinance\t2025\tsomewhere\tdots\n",
        "contacts/impersonator_handles.tsv": "x\tbinance_supp0rt_desk\tlist\tnote\t2025\n",
        "conversations/chats.jsonl": _lines({"id": "c1", "lang": "en", "label": "scam", "surface": "line"}),
    }
    for name, text in files.items():
        path = tmp_path / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path / "data"


def _lines(*rows: dict[str, object]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def test_without_data_it_says_so_and_succeeds(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REALDESK_EVAL_DATA", "")
    assert run.main([]) == 0
    assert "No evaluation data" in capsys.readouterr().out


def test_counts_go_to_table_json_and_pictures(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REALDESK_EVAL_DATA", str(folder))
    (tmp_path / "none.jsonl").touch()
    out_file, out, none = str(tmp_path / "out" / "e.json"), str(tmp_path / "out"), str(tmp_path / "none.jsonl")
    assert run.main(["--json", out_file, "--plots", out, "--corpus", none]) == 0
    report = json.loads((tmp_path / "out" / "e.json").read_text("utf-8"))
    files = report["files"]
    assert (files["fake_support_with_brand"]["rows"], files["fake_support_with_brand"]["warned_percent"]) == (2, 50)
    assert (files["benign_hard_negatives"]["rows"], files["benign_hard_negatives"]["warned_percent"]) == (1, 100)
    assert files["google_sites_phish"]["none"] == 1
    assert report["pages"]["benign"] == {"none": 1}
    assert sum(report["pages"]["scam"].values()) == 1
    assert report["brands"]["metamask"]["rows"] == 1
    assert report["languages"]["pages, de, benign"]["none"] == 1
    assert files["talk, other"]["rows"] == 1
    assert {error["name"] for error in report["misses"] if error["part"] == "hosts"} == {
        "garden-fence.net",
        "lemon-orchard.org",
    }
    assert [error["name"] for error in report["false_alarms"]] == ["binance-support-desk.org"]
    assert report["false_alarms"][0]["reasons"]
    assert report["contacts"]["fake_support_phones"]["right"] == 1
    for picture in ("precision_recall.png", "scores_hosts.png", "scores_pages.png", "scores_texts.png"):
        assert (tmp_path / "out" / picture).read_bytes().startswith(b"\x89PNG")
    printed = capsys.readouterr().out
    assert "| fake_support_with_brand | 2 | 50.00 | 0.00 | 0.00 |  | >= 97 MISSED |" in printed
    assert "not supported yet" in printed or conversations.chat_judge() is not None


def test_a_host_the_brand_lists_itself_is_named_and_not_counted(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REALDESK_EVAL_DATA", str(folder))
    assert run.main(["--only", "hosts", "--json", str(tmp_path / "e.json"), "--plots", str(tmp_path)]) == 0
    report = json.loads((tmp_path / "e.json").read_text("utf-8"))
    top = report["files"]["benign_top_sites"]
    assert (top["rows"], top["own"], top["warned_percent"]) == (2, 1, 0)
    assert report["own"] == ["benign_top_sites: binance.com"]
    assert "contacts" not in report
    assert "(1): binance.com" in capsys.readouterr().out


def test_peers_that_are_not_installed_are_an_error(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REALDESK_EVAL_DATA", str(folder))
    monkeypatch.chdir(tmp_path)
    assert run.main(["--only", "hosts", "--peers"]) == 1
    assert "make eval-peers" in capsys.readouterr().out


def test_a_sample_is_the_same_in_every_run(folder: Path) -> None:
    parts = frozenset({"hosts"})
    first = [row.name for row in read(folder, parts, 1)]
    assert first == [row.name for row in read(folder, parts, 1)]
    assert len(first) == 4
    assert len(read(folder, parts)) == 7


def test_the_harness_weighs_as_the_product_does(index: Index) -> None:
    pages = [page_of_html("https://support-desk.example.net/", p.read_text("utf-8")) for p in _sample_pages()]
    pages += [Page("https://binance-support.example.net/"), Page("https://metamsk.example.net/")]
    scores = set()
    for page in pages:
        found = outcome(page, index)
        assert round(counts.risk(found, index)) >= found.score
        if found.warned:
            assert round(counts.risk(found, index)) == found.score
            scores.add(found.score)
    assert len(scores) > 3


def _sample_pages() -> list[Path]:
    return sorted((ROOT / "tests" / "pages").glob("*.html"))


def _judged(label: str, level: str, *codes: str, owners: tuple[str, ...] = ()) -> counts.Judged:
    row = Row("hosts", "f", "host", label, Page("https://example.org/"))  # type: ignore[arg-type]
    return row, Outcome(level, 0, None, codes, (frozenset(codes),) if codes else (), owners)  # type: ignore[arg-type]


def test_a_signal_decides_alone_only_where_nothing_else_would_warn(index: Index) -> None:
    alone = _judged("scam", "danger", "host_confusable")
    together = _judged("scam", "danger", "host_confusable", "host_brand_and_support")
    alarm = _judged("benign", "caution", "host_near_name")
    closed = _judged("scam", "none", "host_common_word")
    own = _judged("benign", "caution", "host_near_name", owners=("acme",))
    found = counts.signals([alone, together, alarm, closed, own], index)
    assert (found["host_confusable"].scam_fired, found["host_confusable"].scam_alone) == (2, 1)
    assert (found["host_near_name"].benign_fired, found["host_near_name"].benign_alone) == (1, 1)
    assert found["host_common_word"].scam_fired == 0


def test_grey_on_a_benign_row_is_a_false_alarm(index: Index) -> None:
    misses, alarms = counts.errors([_judged("benign", "unknown", "claims_support"), _judged("scam", "unknown")], index)
    assert (len(misses), len(alarms)) == (1, 1)
    tally = counts.Tally(rows=100, none=99, unknown=1)
    assert not tables.met(tally, ("<=", 0.5))
    assert tables.met(tally, ("<=", 1.0))


def test_precision_and_recall_come_from_every_threshold(index: Index) -> None:
    judged = [_judged("scam", "danger", "host_confusable"), _judged("benign", "caution", "host_near_name")]
    points = counts.curve([*judged, _judged("scam", "none")], index)
    assert [(round(precision, 2), recall) for _, precision, recall in points] == [(1.0, 0.5), (0.5, 0.5), (0.67, 1.0)]


def test_a_warning_after_the_harm_is_a_miss() -> None:
    row = {"id": "c", "lang": "en", "surface": "line", "label": "scam", "first_alarm": 2}
    assert conversations.is_right(row, ChatOutcome("danger", 2))
    assert conversations.is_right(row, ChatOutcome("caution", 0))
    assert not conversations.is_right(row, ChatOutcome("danger", 3))
    assert not conversations.is_right(row, ChatOutcome("unknown"))
    official = row | {"label": "official", "first_alarm": None}
    assert conversations.is_right(official, ChatOutcome("official"))
    assert not conversations.is_right(official | {"label": "benign"}, ChatOutcome("official"))
    judged = [(row, ChatOutcome("danger", 2)), (row, ChatOutcome("danger", 5)), (official, ChatOutcome("caution", 0))]
    found = conversations.score(judged)
    assert found["right"]["scam"] == [1, 2]
    assert found["late"] == 1
    assert len(found["errors"]) == 2
    lines = conversations.tallies(found)
    assert (lines["conversations, scam"].warned, lines["conversations, scam"].none) == (2, 0)
    in_time = lines["conversations, scam, in time"]
    assert (in_time.rows, in_time.warned, in_time.none) == (2, 1, 1)
    assert "conversations, scam, in time" not in conversations.tallies(
        conversations.score([(row, ChatOutcome("none"))])
    )


def test_the_fit_sees_of_a_chat_what_the_verdict_weighed(index: Index) -> None:
    asks = {"text": "please send me the 12 words of your wallet", "from": "peer"}
    rows = [
        {"id": "a", "surface": "telegram_k", "peer": {"display_name": "Desk"}, "messages": [asks]},
        {"id": "b", "surface": "telegram_k", "peer": {"handle": "coinbase_supp0rt"}, "messages": [asks]},
        {
            "id": "c",
            "surface": "telegram_k",
            "peer": {"display_name": "Ann"},
            "messages": [{"text": "hi", "from": "peer"}],
        },
        {"id": "d", "surface": "telegram_k", "peer": {"display_name": "Ann"}, "messages": [asks | {"from": "me"}]},
    ]
    policy = index.core.policy
    for row in rows:
        found = chat_judge.judge(row, index)
        scores = [score_of(counted(codes, policy), policy) for codes in found.candidates]
        assert (max(scores, default=0) >= index.core.caution) == (found.level in {"caution", "danger"}), row["id"]
    assert any("chat_asks_seed" in codes for codes in chat_judge.judge(rows[0], index).candidates)
    assert chat_judge.judge(rows[3], index).candidates == ()


@pytest.mark.parametrize(
    ("handle", "label"),
    [
        ("Keplr_walIet", "keplr"), ("0smosis_desk", "osmosis"), ("BlNANCE_team", "binance"), ("blinance9", "binance"),
        ("metamaskk", "metamask"), ("Melissa76478586", ""), ("james_eriksen11", ""), ("safe_max", ""), ("dha_277", ""),
    ],
)  # fmt: skip
def test_a_handle_carries_a_name_by_the_stated_rule(index: Index, handle: str, label: str) -> None:
    assert carried(handle, index) == label


def test_numbers_are_dressed_up_as_noted() -> None:
    assert groups("18885550114") == ["1", "888", "555", "0114"]
    assert noted("letter I for 1 and O for 0") == ("plain", "spaces", "letters")
    assert VARIANTS["letters"](groups("18885550114")) == "I-888-555-OII4"
    assert VARIANTS["brackets"](groups("18885550114")) == "+1((888))[555]{0114}"
    assert len({write(groups("18885550114")) for write in VARIANTS.values()}) == len(VARIANTS)
