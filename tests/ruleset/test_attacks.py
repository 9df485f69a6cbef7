"""Each attack on a signed ruleset is refused, and each honest change is accepted."""

from __future__ import annotations

from datetime import timedelta

import pytest

from realdesk.errors import (
    BundleIncomplete,
    BundleRolledBack,
    BundleTampered,
    BundleUnreadable,
    BundleUntrusted,
)
from realdesk.ruleset.trusted import LONGEST_LIFE, MAX_BYTES, HighWater
from realdesk.ruleset.tufapi import CryptoSigner
from ruleset.simulator import NOW, Simulator, days, joined, parts

ROLES = ["timestamp", "snapshot", "targets"]


@pytest.fixture
def repository() -> Simulator:
    return Simulator()


def test_honest_bundle_is_accepted(repository: Simulator) -> None:
    found = repository.verify()
    assert found.ruleset == repository.content
    assert (found.version, found.issued, found.expires) == (5, NOW, NOW + days(90))
    assert (found.stale, found.label) == (False, "release")
    assert found.high_water.root == 1
    assert found.high_water.targets.version == 5


def test_same_bundle_again_is_accepted(repository: Simulator) -> None:
    assert repository.verify(floor=repository.verify().high_water).version == 5


# Content that was changed


def test_tampered_ruleset(repository: Simulator) -> None:
    bundle = parts(repository.bundle())
    bundle["targets"]["ruleset.json"] = bundle["targets"]["ruleset.json"].replace("1", "2")
    with pytest.raises(BundleTampered):
        repository.verify(joined(bundle))


def test_longer_ruleset_with_the_signed_one_at_its_head(repository: Simulator) -> None:
    bundle = parts(repository.bundle())
    bundle["targets"]["ruleset.json"] += " "
    with pytest.raises(BundleTampered):
        repository.verify(joined(bundle))


def test_swapped_target_of_another_version(repository: Simulator) -> None:
    old = parts(repository.bundle())
    repository.content = b'{"schema":1,"new":true}'
    new = parts(repository.bundle())
    new["targets"] = old["targets"]
    with pytest.raises(BundleTampered):
        repository.verify(joined(new))


@pytest.mark.parametrize("role", ROLES)
def test_tampered_metadata(role: str, repository: Simulator) -> None:
    bundle = parts(repository.bundle())
    text = bundle["metadata"][f"{role}.json"]
    bundle["metadata"][f"{role}.json"] = text.replace('"version":5', '"version":6')
    assert bundle["metadata"][f"{role}.json"] != text
    with pytest.raises(BundleUntrusted):
        repository.verify(joined(bundle))


@pytest.mark.parametrize(("role", "expected"), [("snapshot", BundleTampered), ("targets", BundleTampered)])
def test_mix_and_match_of_two_honest_versions(role: str, expected: type[Exception], repository: Simulator) -> None:
    old = repository.files()[f"{role}.json"]
    for name in ROLES:
        repository.version[name] = 6
    with pytest.raises(expected):
        repository.verify(repository.bundle(**{role: old}))


@pytest.mark.parametrize("role", ["snapshot", "targets"])
def test_mix_and_match_where_no_hashes_are_signed(role: str, repository: Simulator) -> None:
    repository.hashes = False
    repository.verify()
    old = repository.files()[f"{role}.json"]
    for name in ROLES:
        repository.version[name] = 6
    with pytest.raises(BundleTampered):
        repository.verify(repository.bundle(**{role: old}))


@pytest.mark.parametrize("role", ["snapshot", "targets"])
def test_mix_and_match_of_two_files_with_one_version(role: str, repository: Simulator) -> None:
    repository.content = b'{"schema":1,"old":true}'
    repository.expires["snapshot"] = NOW + days(10)
    old = repository.files()[f"{role}.json"]
    repository.content = b'{"schema":1}'
    repository.expires["snapshot"] = NOW + days(90)
    with pytest.raises(BundleTampered):
        repository.verify(repository.bundle(**{role: old}))


# Keys


@pytest.mark.parametrize("role", ROLES)
def test_role_signed_by_a_wrong_key(role: str, repository: Simulator) -> None:
    repository.signers[role] = [CryptoSigner.generate_ed25519()]
    with pytest.raises(BundleUntrusted):
        repository.verify()


def test_ruleset_forged_with_stolen_online_keys(repository: Simulator) -> None:
    repository.signers["targets"] = repository.signers["timestamp"] + repository.signers["snapshot"]
    with pytest.raises(BundleUntrusted):
        repository.verify()


@pytest.mark.parametrize("role", ROLES)
def test_role_without_signatures(role: str, repository: Simulator) -> None:
    repository.signers[role] = []
    with pytest.raises(BundleUntrusted):
        repository.verify()


def test_too_few_signatures(repository: Simulator) -> None:
    second = CryptoSigner.generate_ed25519()
    repository.root.add_key(second.public_key, "targets")
    repository.root.roles["targets"].threshold = 2
    repository.root.version = 2
    repository.publish_root(repository.signers["root"])
    with pytest.raises(BundleUntrusted):
        repository.verify()
    repository.signers["targets"].append(second)
    assert repository.verify().version == 5


def test_one_key_signing_twice_counts_once(repository: Simulator) -> None:
    repository.root.add_key(CryptoSigner.generate_ed25519().public_key, "targets")
    repository.root.roles["targets"].threshold = 2
    repository.root.version = 2
    repository.publish_root(repository.signers["root"])
    bundle = parts(repository.bundle())
    text = bundle["metadata"]["targets.json"]
    entry = text[text.index("{", text.index('"signatures"')) : text.index("}", text.index('"signatures"')) + 1]
    bundle["metadata"]["targets.json"] = text.replace(entry, f"{entry},{entry}")
    assert bundle["metadata"]["targets.json"].count('"sig"') == 2
    with pytest.raises((BundleUntrusted, BundleUnreadable)):
        repository.verify(joined(bundle))


def test_bundle_of_a_stranger_with_own_root(repository: Simulator) -> None:
    with pytest.raises(BundleUntrusted):
        repository.verify(Simulator().bundle())


def test_stranger_appends_own_root(repository: Simulator) -> None:
    stranger = Simulator()
    stranger.root.version = 2
    stranger.publish_root(stranger.signers["root"])
    with pytest.raises(BundleUntrusted):
        repository.verify(stranger.bundle())


@pytest.mark.parametrize("role", ROLES)
def test_one_role_in_place_of_another(role: str, repository: Simulator) -> None:
    files = repository.files()
    other = ROLES[ROLES.index(role) - 1]
    with pytest.raises(BundleUntrusted):
        repository.verify(repository.bundle(**{role: files[f"{other}.json"]}))


# Root


def test_root_rotation_signed_by_old_and_new(repository: Simulator) -> None:
    old = repository.rotate("root")
    repository.publish_root(old + repository.signers["root"])
    found = repository.verify()
    assert found.high_water.root == 2


@pytest.mark.parametrize("signed_by", ["old", "new"])
def test_root_rotation_signed_by_one_side_only(signed_by: str, repository: Simulator) -> None:
    old = repository.rotate("root")
    repository.publish_root(old if signed_by == "old" else repository.signers["root"])
    with pytest.raises(BundleUntrusted):
        repository.verify()


def test_one_of_three_root_keys_stolen(repository: Simulator) -> None:
    more = [CryptoSigner.generate_ed25519() for _ in range(2)]
    for signer in more:
        repository.root.add_key(signer.public_key, "root")
    repository.root.roles["root"].threshold = 2
    repository.root.version = 2
    repository.publish_root(repository.signers["root"] + more)
    assert repository.verify().high_water.root == 2
    repository.root.version = 3
    repository.publish_root(more[:1])
    with pytest.raises(BundleUntrusted):
        repository.verify()


def test_lost_root_key_replaced_by_the_other_two(repository: Simulator) -> None:
    more = [CryptoSigner.generate_ed25519() for _ in range(2)]
    for signer in more:
        repository.root.add_key(signer.public_key, "root")
    repository.root.roles["root"].threshold = 2
    repository.root.version = 2
    repository.publish_root(repository.signers["root"] + more)
    lost = repository.signers["root"][0]
    fresh = CryptoSigner.generate_ed25519()
    repository.root.revoke_key(lost.public_key.keyid, "root")
    repository.root.add_key(fresh.public_key, "root")
    repository.root.version = 3
    repository.publish_root([*more, fresh])
    assert repository.verify().high_water.root == 3


def test_old_key_after_rotation(repository: Simulator) -> None:
    old = repository.rotate("targets")
    repository.publish_root(repository.signers["root"])
    assert repository.verify().version == 5
    repository.signers["targets"] = old
    with pytest.raises(BundleUntrusted):
        repository.verify()


def test_root_chain_with_a_gap(repository: Simulator) -> None:
    for version in (2, 3):
        repository.root.version = version
        repository.publish_root(repository.signers["root"])
    del repository.roots[2]
    with pytest.raises(BundleIncomplete):
        repository.verify()


def test_root_under_a_wrong_number(repository: Simulator) -> None:
    repository.root.version = 3
    repository.publish_root(repository.signers["root"])
    repository.roots[2] = repository.roots.pop(3)
    with pytest.raises(BundleTampered):
        repository.verify()


def test_newest_root_left_out(repository: Simulator) -> None:
    repository.root.version = 2
    repository.publish_root(repository.signers["root"])
    floor = repository.verify().high_water
    del repository.roots[2]
    with pytest.raises(BundleRolledBack):
        repository.verify(floor=floor)


def test_endless_roots(repository: Simulator) -> None:
    repository.roots[999_999_999] = repository.roots[1]
    with pytest.raises(BundleUnreadable):
        repository.verify()


# Time


@pytest.mark.parametrize("role", ROLES)
def test_rollback_of_a_role(role: str, repository: Simulator) -> None:
    floor = repository.verify().high_water
    for name in ROLES:
        repository.version[name] = 6
    repository.version[role] = 4
    with pytest.raises(BundleRolledBack):
        repository.verify(floor=floor)


def test_old_bundle_after_a_new_one(repository: Simulator) -> None:
    old = repository.bundle()
    for name in ROLES:
        repository.version[name] = 6
    floor = repository.verify().high_water
    with pytest.raises(BundleRolledBack):
        repository.verify(old, floor=floor)


@pytest.mark.parametrize("role", ROLES)
def test_expired_role_makes_stale_not_refused(role: str, repository: Simulator) -> None:
    repository.expires[role] = NOW - timedelta(seconds=1)
    found = repository.verify()
    assert found.stale
    assert found.expires == NOW - timedelta(seconds=1)
    assert found.ruleset == repository.content


def test_expired_root_makes_stale_not_refused(repository: Simulator) -> None:
    repository.root.expires = NOW - days(1)
    repository.root.version = 2
    repository.publish_root(repository.signers["root"])
    assert repository.verify().stale


def test_stale_from_the_second_of_expiry_on(repository: Simulator) -> None:
    last = NOW + days(90)
    assert not repository.verify(now=last - timedelta(seconds=1)).stale
    assert repository.verify(now=last).stale


@pytest.mark.parametrize("role", ROLES)
def test_freeze_with_a_life_beyond_the_cap(role: str, repository: Simulator) -> None:
    repository.expires[role] = NOW + LONGEST_LIFE[role]
    repository.verify()
    repository.expires[role] += timedelta(seconds=1)
    with pytest.raises(BundleUntrusted):
        repository.verify()


def test_clock_ten_years_ahead_is_stale_not_refused(repository: Simulator) -> None:
    assert repository.verify(now=NOW + days(3650)).stale


def test_clock_ten_years_behind_uses_the_time_of_issue(repository: Simulator) -> None:
    assert not repository.verify(now=NOW - days(3650)).stale


def test_clock_set_back_does_not_revive_an_expired_ruleset(repository: Simulator) -> None:
    newer = Simulator(issued=NOW + days(100), expires=dict.fromkeys(ROLES, NOW + days(190)))
    floor = HighWater(issued=newer.verify(now=NOW + days(100)).high_water.issued)
    assert repository.verify(now=NOW - days(30), floor=floor).stale


def test_accepted_time_of_issue_is_kept_when_a_later_version_names_an_earlier_one(repository: Simulator) -> None:
    floor = repository.verify().high_water
    repository.version = dict.fromkeys(ROLES, 6)
    repository.issued = NOW - days(60)
    found = repository.verify(floor=floor)
    assert (found.issued, found.high_water.issued) == (NOW - days(60), NOW)


def test_fast_forward_then_recovery_by_a_new_root(repository: Simulator) -> None:
    honest_version = dict(repository.version)
    repository.version = dict.fromkeys(ROLES, 2**40)
    repository.issued = NOW + days(3000)
    floor = repository.verify().high_water
    repository.version = honest_version
    repository.issued = NOW + days(1)
    with pytest.raises(BundleRolledBack):
        repository.verify(floor=floor)
    repository.rotate("targets")
    repository.publish_root(repository.signers["root"])
    found = repository.verify(floor=floor)
    assert (found.version, found.stale) == (5, False)
    assert found.high_water.root == 2


def test_key_rotation_does_not_drop_the_floor_of_the_root(repository: Simulator) -> None:
    repository.root.version = 2
    repository.publish_root(repository.signers["root"])
    floor = repository.verify().high_water
    fork = Simulator()
    with pytest.raises(BundleRolledBack):
        fork.verify(floor=floor)


# Parts left out


def test_missing_target(repository: Simulator) -> None:
    bundle = parts(repository.bundle())
    del bundle["targets"]["ruleset.json"]
    with pytest.raises(BundleIncomplete):
        repository.verify(joined(bundle))


def test_target_missing_from_the_signed_list(repository: Simulator) -> None:
    repository.target_name = "other.json"
    with pytest.raises(BundleIncomplete):
        repository.verify()


@pytest.mark.parametrize("role", ROLES)
def test_missing_metadata(role: str, repository: Simulator) -> None:
    bundle = parts(repository.bundle())
    del bundle["metadata"][f"{role}.json"]
    with pytest.raises(BundleIncomplete):
        repository.verify(joined(bundle))


@pytest.mark.parametrize("custom", [{}, {"x-issued": "soon", "label": "release"}, {"x-issued": 5, "label": "release"}])
def test_no_signed_time_of_issue(custom: dict[str, object], repository: Simulator) -> None:
    repository.custom = custom
    with pytest.raises(BundleIncomplete):
        repository.verify()


def test_oversized_bundle(repository: Simulator) -> None:
    with pytest.raises(BundleUnreadable):
        repository.verify(repository.bundle() + b" " * MAX_BYTES)


def test_other_format(repository: Simulator) -> None:
    bundle = parts(repository.bundle())
    bundle["format"] = 2
    with pytest.raises(BundleUnreadable):
        repository.verify(joined(bundle))
