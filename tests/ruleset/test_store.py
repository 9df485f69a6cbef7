"""Activation: all or nothing, also when the process is killed or another does the same."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from realdesk import paths
from realdesk.errors import (
    BundleIncomplete,
    BundleRolledBack,
    BundleTampered,
    BundleUnreadable,
    BundleUntrusted,
    RealdeskError,
    StateError,
)
from realdesk.index.reader import Index
from realdesk.ruleset.build import encode
from realdesk.ruleset.keys import LOCAL, RELEASE, Anchor
from realdesk.ruleset.source import load
from realdesk.ruleset.store import activate
from ruleset.simulator import NOW, Simulator, days, joined, parts
from unit.ruleset.sample import write


class Site:
    """A state folder, a repository, and bundles of several versions."""

    def __init__(self, folder: Path) -> None:
        self.state = folder / "state"
        self.state.mkdir()
        self.folder = folder
        self.repository = Simulator(content=encode(load(write(folder / "rules"))))
        self.trust = Anchor(self.repository.roots[1], RELEASE)

    def bundle(self, version: int) -> Path:
        self.repository.version = dict.fromkeys(self.repository.version, version)
        path = self.folder / f"{version}.json"
        path.write_bytes(self.repository.bundle())
        return path

    def activate(self, bundle: Path | None) -> int:
        return activate(bundle, state=self.state, now=NOW, trust=self.trust).version

    def version_in_use(self) -> int:
        return Index.open(self.state / paths.INDEX_NAME).header.version

    def files(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.state.iterdir()}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_activated_ruleset_is_in_use(site: Site) -> None:
    done = activate(site.bundle(7), state=site.state, now=NOW, trust=site.trust)
    assert (done.version, done.platforms, done.stale, done.label) == (7, 2, False, RELEASE)
    header = Index.open(site.state / paths.INDEX_NAME).header
    assert (header.version, header.label) == (7, RELEASE)
    assert sorted(site.files()) == ["high_water.json", "index.bin", "lock", "ruleset.bundle.json"]


def test_files_are_for_the_user_alone(site: Site) -> None:
    site.activate(site.bundle(7))
    assert {path.stat().st_mode & 0o777 for path in site.state.iterdir()} == {0o600}


def test_activating_twice_changes_nothing(site: Site) -> None:
    site.activate(site.bundle(7))
    before = site.files()
    site.activate(site.bundle(7))
    assert site.files() == before


def tampered(site: Site) -> Path:
    path = site.bundle(8)
    bundle = parts(path.read_bytes())
    bundle["targets"]["ruleset.json"] = bundle["targets"]["ruleset.json"].replace("acme", "evil")
    path.write_bytes(joined(bundle))
    return path


def truncated(site: Site) -> Path:
    path = site.bundle(8)
    path.write_bytes(path.read_bytes()[:-100])
    return path


def foreign(site: Site) -> Path:
    path = site.folder / "foreign.json"
    path.write_bytes(Simulator(content=site.repository.content).bundle())
    return path


def other_schema(site: Site) -> Path:
    site.repository.content = b'{"schema":99}'
    return site.bundle(8)


def other_label(site: Site) -> Path:
    site.repository.custom = {"x-issued": "2026-09-01T12:00:00Z", "label": LOCAL}
    return site.bundle(8)


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (tampered, BundleTampered),
        (truncated, BundleUnreadable),
        (foreign, BundleUntrusted),
        (other_schema, BundleUnreadable),
        (other_label, BundleUntrusted),
        (lambda site: site.bundle(6), BundleRolledBack),
        (lambda site: site.folder / "missing.json", BundleIncomplete),
        (lambda site: site.folder, BundleUnreadable),
    ],
)
def test_refused_bundle_leaves_everything_as_it_was(
    make: Callable[[Site], Path], expected: type[RealdeskError], site: Site
) -> None:
    site.activate(site.bundle(7))
    before = site.files()
    bad = make(site)
    with pytest.raises(expected) as caught:
        site.activate(bad)
    assert caught.value.hint
    assert site.files() == before


def test_stale_bundle_is_put_to_use_and_says_so(site: Site) -> None:
    done = activate(site.bundle(7), state=site.state, now=NOW + days(91), trust=site.trust)
    assert done.stale
    assert Index.open(site.state / paths.INDEX_NAME).stale((NOW + days(91)).timestamp())


def test_release_and_local_rulesets_have_their_own_high_water(site: Site) -> None:
    site.activate(site.bundle(7))
    local = Simulator(content=site.repository.content, custom={"x-issued": "2026-09-01T12:00:00Z", "label": LOCAL})
    path = site.folder / "local.json"
    path.write_bytes(local.bundle())
    done = activate(path, state=site.state, now=NOW, trust=Anchor(local.roots[1], LOCAL))
    assert (done.version, done.label) == (5, LOCAL)
    with pytest.raises(BundleRolledBack):
        site.activate(site.bundle(6))


def test_damaged_high_water_is_not_taken_for_none(site: Site) -> None:
    site.activate(site.bundle(7))
    (site.state / "high_water.json").write_bytes(b"{")
    before = site.files()
    with pytest.raises(StateError):
        site.activate(site.bundle(6))
    assert site.files() == before


def test_lost_index_is_compiled_from_the_bundle_in_use(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = site.bundle(3)
    monkeypatch.setattr(paths, "bundled_ruleset", lambda: shipped)
    assert site.activate(None) == 3
    assert site.activate(site.bundle(9)) == 9
    (site.state / paths.INDEX_NAME).unlink()
    assert site.activate(None) == 9
    assert site.version_in_use() == 9


def test_newer_installation_replaces_the_bundle_in_use(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.activate(site.bundle(3))
    shipped = site.bundle(9)
    monkeypatch.setattr(paths, "bundled_ruleset", lambda: shipped)
    assert site.activate(None) == 9


def test_missing_state_folder_says_what_to_do(site: Site) -> None:
    with pytest.raises(StateError) as caught:
        activate(site.bundle(7), state=site.folder / "none", now=NOW, trust=site.trust)
    assert "REALDESK_HOME" in caught.value.hint


def test_high_water_that_cannot_be_read_is_not_taken_for_none(site: Site) -> None:
    (site.state / "high_water.json").mkdir()
    with pytest.raises(StateError):
        site.activate(site.bundle(7))
    assert not (site.state / paths.INDEX_NAME).exists()


posix = pytest.mark.skipif(sys.platform == "win32", reason="uses fork and SIGKILL")


def in_child(action: Callable[[], object]) -> int:
    """Run ``action`` in a child process; return its id."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            action()
            code = 0
        except RealdeskError:
            code = 2
        finally:
            os._exit(code)
    return child


def check_usable_after_kill(site: Site, old: Path, new: Path) -> None:
    assert site.version_in_use() in {1, 2}
    if site.version_in_use() == 2:
        with pytest.raises(BundleRolledBack):
            site.activate(old)
    assert site.activate(new) == 2
    assert site.version_in_use() == 2
    assert sorted(site.files()) == ["high_water.json", "index.bin", "lock", "ruleset.bundle.json"]


def restart(site: Site, old: Path) -> None:
    for path in site.state.iterdir():
        path.unlink()
    site.activate(old)


def die_at(step: int) -> None:
    """Kill this process at its ``step``-th file operation."""
    left = step

    def hook(event: str, _arguments: object) -> None:
        nonlocal left
        if event in {"open", "os.rename", "os.chmod", "os.remove"}:
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def activate_and_die(site: Site, bundle: Path, step: int) -> None:
    die_at(step)
    site.activate(bundle)


@posix
def test_kill_at_each_file_operation(site: Site) -> None:
    old, new = site.bundle(1), site.bundle(2)
    killed = 0
    for step in range(200):
        restart(site, old)
        child = in_child(partial(activate_and_die, site, new, step))
        status = os.waitpid(child, 0)[1]
        check_usable_after_kill(site, old, new)
        if os.WIFEXITED(status):
            assert os.WEXITSTATUS(status) == 0
            break
        killed += 1
    assert 10 < killed < 200


@posix
def test_kill_at_random_times(site: Site) -> None:
    old, new = site.bundle(1), site.bundle(2)
    restart(site, old)
    start = time.perf_counter()
    site.activate(new)
    usual = time.perf_counter() - start
    chance = random.Random(20260901)
    for _ in range(25):
        restart(site, old)
        child = in_child(lambda: site.activate(new))
        time.sleep(chance.uniform(0, usual * 1.3))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        check_usable_after_kill(site, old, new)


@posix
def test_activations_at_once_end_with_the_newest(site: Site) -> None:
    bundles = {version: site.bundle(version) for version in range(1, 9)}
    children = {in_child(partial(site.activate, path)): version for version, path in bundles.items()}
    codes = {version: os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child, version in children.items()}
    assert codes[8] == 0
    assert set(codes.values()) <= {0, 2}
    assert site.version_in_use() == 8
    assert site.activate(bundles[8]) == 8
