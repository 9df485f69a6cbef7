"""Policies of whoever manages the computer, by which browsers of the Chromium family refuse to start programs.

Only the policy files of Linux are read; on macOS and Windows ``chrome://policy`` shows what is set.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from realdesk.host.registration import HOST_NAME
from realdesk.installation.browsers import Browser
from realdesk.installation.faults import Fault
from realdesk.installation.machine import Machine


def policy_faults(browser: Browser, machine: Machine) -> list[Fault]:
    """Name the policy file that keeps ``browser`` from starting the companion, if there is one."""
    files = sorted(path for folder in browser.policies for path in machine.path(folder).glob("*.json"))
    policies = [(path, _read(path)) for path in files]
    if any(HOST_NAME in _names(policy, "NativeMessagingAllowlist") for _, policy in policies):
        policies = [(path, {**policy, "NativeMessagingBlocklist": []}) for path, policy in policies]
    for path, policy in policies:
        blocked = {"*", HOST_NAME} & _names(policy, "NativeMessagingBlocklist")
        if blocked or policy.get("NativeMessagingUserLevelHosts") is False:
            return [Fault("policy_forbids", {"browser": browser.name, "path": str(path)})]
    return []


def _read(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def _names(policy: dict[str, Any], key: str) -> set[str]:
    value = policy.get(key)
    return {item for item in value if isinstance(item, str)} if isinstance(value, list) else set()
