"""Memory of the processes of a browser and its companion, from Linux's /proc."""

from __future__ import annotations

import os
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")


@dataclass(frozen=True)
class Memory:
    """Of all processes of a kind: how many, and kibibytes of memory; ``pss`` counts what is shared in shares."""

    count: int = 0
    rss: int = 0
    pss: int = 0

    def __add__(self, other: Memory) -> Memory:
        """Return both together."""
        return Memory(self.count + other.count, self.rss + other.rss, self.pss + other.pss)


def by_kind(root: int | None = None) -> dict[str, Memory]:
    """Return the memory of the descendants of ``root`` (default: this process).

    Kinds: ``host`` (the companion), ``extension``, ``tabs`` (what draws pages), ``browser`` (the rest).
    """
    found: dict[str, Memory] = defaultdict(Memory)
    for process in _descendants(root or os.getpid()):
        try:
            kind, memory = _kind(process), _memory(process)
        except OSError:
            continue
        if kind:
            found[kind] += memory
    return found


def _descendants(root: int) -> list[int]:
    children: dict[int, list[int]] = defaultdict(list)
    for folder in PROC.iterdir():
        if folder.name.isdigit():
            try:
                parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
            children[parent].append(int(folder.name))
    found, waiting = [], [root]
    while waiting:
        below = children[waiting.pop()]
        found += below
        waiting += below
    return found


def _kind(process: int) -> str:
    folder = PROC / str(process)
    command = (folder / "cmdline").read_bytes().replace(b"\0", b" ")
    name = (folder / "comm").read_text().strip()
    if b"realdesk-host" in command:
        return "host" if b"python" in command.partition(b" ")[0] else ""
    if b"--extension-process" in command or name == "WebExtensions":
        return "extension"
    if b"--type=renderer" in command or name.startswith(("Isolated Web", "Web Content")):
        return "tabs"
    return "browser" if b"chrom" in command or b"firefox" in command else ""


def _memory(process: int) -> Memory:
    lines = (PROC / str(process) / "smaps_rollup").read_text().splitlines()[1:]
    sizes = {name: int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in lines)}
    return Memory(1, sizes["Rss"], sizes["Pss"])
