"""The bytes that are signed depend on what the rules say and on nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from realdesk import paths
from realdesk.errors import BundleUnreadable
from realdesk.ruleset.build import decode, encode
from realdesk.ruleset.source import load
from unit.ruleset.sample import WATCH, write

PROGRAM = """
import sys, pathlib
from realdesk.ruleset.build import encode
from realdesk.ruleset.source import load
sys.stdout.buffer.write(encode(load(pathlib.Path(sys.argv[1]))))
"""


def test_rules_survive_encoding(tmp_path: Path) -> None:
    ruleset = load(write(tmp_path))
    assert decode(encode(ruleset)) == ruleset


def test_order_of_files_does_not_matter(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "regulators" / "ie_watch.toml").write_text(
        WATCH.replace("gb_watch", "ie_watch").replace('"GB"', '"IE"').replace("market-watch.org.uk", "market-watch.ie"),
        encoding="utf-8",
    )
    ruleset = load(tmp_path)
    assert len(ruleset.regulators) == 2
    turned = msgspec.structs.replace(
        ruleset,
        platforms=ruleset.platforms[::-1],
        regulators=ruleset.regulators[::-1],
        phrases=ruleset.phrases[::-1],
    )
    assert encode(turned) == encode(ruleset)


def test_order_of_keys_does_not_matter(tmp_path: Path) -> None:
    first = load(write(tmp_path / "a"))
    write(tmp_path / "b")
    policy = tmp_path / "b" / "policy.toml"
    head, levels, one, two = policy.read_text().split("\n\n")
    policy.write_text("\n\n".join([head, two, one, levels]))
    assert encode(load(tmp_path / "b")) == encode(first)


def test_bytes_are_the_same_in_every_process(tmp_path: Path) -> None:
    write(tmp_path)
    outputs = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM, str(tmp_path)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert outputs == {encode(load(tmp_path))}


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b'{"schema":1}', b"\xff", b'{"schema":"1"}', b"[" * 100_000])
def test_what_is_no_ruleset_is_refused(data: bytes) -> None:
    with pytest.raises(BundleUnreadable):
        decode(data)


def test_another_schema_is_refused_with_the_way_out() -> None:
    with pytest.raises(BundleUnreadable) as caught:
        decode(b'{"schema":2,"new":true}')
    assert "Update realdesk" in caught.value.hint


def test_rules_of_the_checkout_have_no_problems() -> None:
    ruleset = load(paths.rules_dir())
    assert len(ruleset.platforms) > 0
    assert decode(encode(ruleset)).platforms == ruleset.platforms
    assert len(ruleset.regulators) > 0
    assert decode(encode(ruleset)).regulators == ruleset.regulators


def test_ruleset_without_regulators_is_read(tmp_path: Path) -> None:
    ruleset = load(write(tmp_path))
    fields = msgspec.json.decode(encode(ruleset))
    assert fields.pop("regulators")
    assert decode(msgspec.json.encode(fields)) == msgspec.structs.replace(ruleset, regulators=())


def test_feeds_are_signed_with_the_rest_and_a_ruleset_without_any_is_read(tmp_path: Path) -> None:
    ruleset = load(write(tmp_path))
    content = json.loads(encode(ruleset))
    assert [feed["id"] for feed in content["feeds"]["feeds"]] == ["bad_hosts", "bad_urls"]
    del content["feeds"]
    assert decode(json.dumps(content).encode()).feeds.feeds == ()
