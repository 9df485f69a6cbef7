"""What can be wrong with an installation. The sentences are ``fault_<code>`` and ``fix_<code>`` in ``_locales``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

FaultCode = Literal[
    "check_failed",
    "companion_older",
    "flatpak_confined",
    "flatpak_portal",
    "host_cannot_start",
    "host_died",
    "host_does_not_end",
    "host_hangs",
    "host_interpreter_missing",
    "host_missing",
    "host_other_environment",
    "host_prints",
    "host_protocol",
    "host_wrong_answer",
    "index_damaged",
    "index_format",
    "launcher_ephemeral",
    "launcher_foreign",
    "launcher_missing",
    "launcher_not_executable",
    "launcher_shim",
    "manifest_both_families",
    "manifest_missing",
    "manifest_not_json",
    "manifest_relative_path",
    "manifest_unreadable",
    "manifest_wrong_family",
    "manifest_wrong_id",
    "manifest_wrong_name",
    "manifest_wrong_type",
    "no_browser",
    "no_ruleset",
    "not_registered",
    "policy_forbids",
    "registrations_contradict",
    "registry_dangling",
    "ruleset_stale",
    "snap_confined",
    "snap_portal",
    "state_not_private",
    "state_not_writable",
]


@dataclass(frozen=True)
class Fault:
    """One fault: its code and the parameters of its sentences."""

    code: FaultCode
    params: dict[str, str] = field(default_factory=dict)
