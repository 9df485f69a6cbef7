"""What the build hook puts into a wheel, and that the signed ruleset in it verifies there."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from realdesk import paths
from realdesk.ruleset.keys import LOCAL, anchor
from realdesk.ruleset.trusted import HighWater, verify
from unit.ruleset.sample import write

ROOT = Path(__file__).parents[2]


def run_hook(root: Path, target: str, version: str) -> dict[str, Any]:
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    hook = module.RulesetHook(str(root), {}, None, None, str(root / "dist"), target)
    build_data: dict[str, Any] = {"force_include": {}}
    hook.initialize(version, build_data)
    return build_data["force_include"]  # type: ignore[no-any-return]


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("REALDESK_SIGNING_KEYS", raising=False)
    write(tmp_path / "rules")
    (tmp_path / "extension").mkdir()
    return tmp_path


def test_wheel_has_a_ruleset_that_verifies_under_the_root_beside_it(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    included = run_hook(checkout, "wheel", "standard")
    assert sorted(included.values()) == [
        "realdesk/_data/extension",
        "realdesk/_data/local_root.json",
        "realdesk/_data/rules",
        "realdesk/_data/ruleset.bundle.json",
    ]
    site = tmp_path_factory.mktemp("site") / "realdesk"
    (site / "_data").mkdir(parents=True)
    for source, place in included.items():
        if Path(source).is_file():
            (site.parent / place).write_bytes(Path(source).read_bytes())
    monkeypatch.setattr(paths, "PACKAGE", site)
    monkeypatch.setattr(paths, "source_root", lambda: None)
    trust = anchor()
    assert trust.label == LOCAL
    found = verify(paths.bundled_ruleset().read_bytes(), trust.root, now=datetime.now(UTC), floor=HighWater())
    assert not found.stale


@pytest.mark.parametrize(("target", "version"), [("wheel", "editable"), ("sdist", "standard")])
def test_other_builds_are_left_alone(target: str, version: str, checkout: Path) -> None:
    assert run_hook(checkout, target, version) == {}
    assert not (checkout / "build").exists()


def test_an_installed_wheel_judges_pages_from_its_own_ruleset(tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*pip, "--wheel-dir", str(tmp_path), str(ROOT)], check=True)
    (wheel,) = tmp_path.glob("realdesk-*+local-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    done = subprocess.run(
        [sys.executable, "-m", "realdesk.cli.app", "check", "coinbase-help-desk.com", "--json"],
        env={**os.environ, "PYTHONPATH": str(tmp_path / "site"), "REALDESK_HOME": str(tmp_path / "home")},
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    )
    assert json.loads(done.stdout)["platform"] == "coinbase"
