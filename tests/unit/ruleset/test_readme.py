"""rules/README.md tells strangers the truth: its examples pass, its lists are complete."""

from __future__ import annotations

import re
import typing
from pathlib import Path

import pytest

from realdesk.ruleset import model, surface_model
from realdesk.ruleset.assurance import INDEPENDENT_LISTS
from realdesk.ruleset.source import examine
from unit.ruleset.sample import write

README = (Path(__file__).parents[3] / "rules" / "README.md").read_text(encoding="utf-8")
NAMED = {word for code in re.findall(r"`([^`\n]+)`", README) for word in re.findall(r"\w+", code)}


def test_examples_have_no_problems(tmp_path: Path) -> None:
    examples = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
    assert len(examples) == 2
    write(tmp_path)
    (tmp_path / "platforms" / "bolt.toml").unlink()
    (tmp_path / "platforms" / "acme.toml").write_text(examples[0], encoding="utf-8")
    (tmp_path / "regulators" / "fr_watch.toml").write_text(examples[1], encoding="utf-8")
    assert examine(tmp_path)[1] == ()


def test_example_of_a_surface_has_no_problems(tmp_path: Path) -> None:
    (example,) = re.findall(r"```surface\n(.*?)```", README, re.DOTALL)
    write(tmp_path)
    (tmp_path / "surfaces").mkdir()
    (tmp_path / "surfaces" / "acme_chat.toml").write_text(example, encoding="utf-8")
    assert examine(tmp_path)[1] == ()


@pytest.mark.parametrize(
    "words",
    [
        model.EvidenceKind, model.DomainScope, model.DomainUse, model.Coverage, model.Status, model.Kind,
        model.ChannelType, model.Purpose, model.StatementCode, model.RegulatorKind, model.FeedFormat, surface_model.SurfaceKind,
        surface_model.Network, surface_model.PeerField, surface_model.Side, surface_model.ValueKind, surface_model.Grade,
    ],
)  # fmt: skip
def test_every_word_of_the_schema_is_named(words: object) -> None:
    assert set(typing.get_args(words)) <= NAMED


@pytest.mark.parametrize(
    "record",
    [
        model.Platform, model.Regulator, model.Domain, model.Channel, model.Brand, model.Statement, model.Evidence,
        model.Policy, model.Feed, model.ChatReason, model.ChatCourse, model.ChatSlots, surface_model.Surface, surface_model.Open, surface_model.Peer, surface_model.Messages,
        surface_model.Sign, surface_model.Source, surface_model.Widget, surface_model.Inline,
    ],
)  # fmt: skip
def test_every_key_is_named(record: type[model.Platform]) -> None:
    assert set(record.__struct_fields__) <= NAMED


def test_every_list_is_named() -> None:
    assert INDEPENDENT_LISTS <= NAMED
