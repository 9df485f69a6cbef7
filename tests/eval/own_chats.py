"""Conversations and peers written for the project, and single messages, judged as a chat.

``corpus/{conversations,blind_conversations,blind_conversations_2,blind_conversations_3}/*.txt``: a conversation begins with
``# id language surface first_alarm type`` (``-`` for benign ones),
then ``@ name | handle | bio | verified``, perhaps ``~ address of the page``, and messages: ``<`` of the peer, ``>`` of the
user. ``corpus/peers/*.tsv``: surface, name, handle, bio, verified (``yes`` or nothing), whom it imitates or is.

    python -m eval.own_chats            # what is judged wrong
    python -m eval.own_chats --messages # also the benign texts of the data, each as a single message
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from eval import conversations
from eval.chat_judge import judge
from eval.data import files, json_lines
from eval.judging import WARNED, make_index
from eval.run import data_folder
from realdesk.index.reader import Index

CORPUS = Path(__file__).parent / "corpus"
FOLDERS = ("conversations", "blind_conversations", "blind_conversations_2", "blind_conversations_3")


def rows(folder: str = "conversations") -> Iterator[dict[str, Any]]:
    """Yield the conversations of a folder of the corpus in the form of the labelled data."""
    for path in sorted((CORPUS / folder).glob("*.txt")):
        for block in path.read_text("utf-8").split("\n# "):
            if block.strip():
                yield _conversation(block.removeprefix("# "), path.stem)


def _conversation(block: str, label: str) -> dict[str, Any]:
    head, *lines = block.strip().splitlines()
    identity, lang, surface, first, kind = head.split(" ", 4)
    row: dict[str, Any] = {"id": identity, "lang": lang, "surface": surface, "type": kind, "label": label}
    row |= {"first_alarm": None if first == "-" else int(first), "page_url": "", "peer": {}, "messages": []}
    for line in lines:
        mark, _, text = line.partition(" ")
        if mark == "@":
            row["peer"] = peer(*(cell.strip() for cell in text.split("|")))
        elif mark == "~":
            row["page_url"] = text.strip()
        else:
            row["messages"].append({"from": "peer" if mark == "<" else "me", "text": text})
    return row


def peer(name: str, handle: str = "", bio: str = "", verified: str = "") -> dict[str, Any]:
    """Return a peer in the form of the labelled data."""
    return {"display_name": name, "handle": handle or None, "bio": bio or None, "verified": verified == "yes" or None}


def peers() -> Iterator[dict[str, Any]]:
    """Yield the peers, each as a conversation in which nothing was said yet."""
    for path in sorted((CORPUS / "peers").glob("*.tsv")):
        for line in path.read_text("utf-8").splitlines():
            if not line.strip():
                continue
            surface, name, handle, bio, verified, kind = (cell.strip() for cell in line.split("\t"))
            found = peer(name, handle, bio, verified)
            label = {"impostor": "scam"}.get(path.stem, path.stem)
            yield {"id": f"{surface} {name} @{handle}", "lang": surface, "surface": surface, "type": kind, "label": label,
                   "first_alarm": None, "page_url": "", "peer": found, "messages": []}  # fmt: skip


def measure(index: Index, console: Console) -> dict[str, Any]:
    """Judge both, print the tables and return the scores for JSON."""
    found = {}
    parts = {name.replace("_", " "): rows(name) for name in FOLDERS} | {"peers": peers()}
    for name, every in ((name, list(part)) for name, part in parts.items()):
        scores = conversations.score((row, judge(row, index)) for row in every)
        found[name] = scores
        console.print(f"Own {name} ({len(every)}), {scores['late']} warned too late")
        table = Table("group", "right", "of")
        for group, (right, total) in scores["right"].items():
            table.add_row(group, str(right), str(total))
        console.print(table)
        for error in scores["errors"]:
            reasons = "; ".join(error["reasons"])
            console.print(f"{error['id']} [{error['label']}] {error['level']} {error['when']}: {reasons}", markup=False)
    return found


def benign_messages(folder: Path, index: Index, console: Console) -> tuple[int, int]:
    """Judge each benign text of the data as the first message of a stranger; return how many are flagged, and of how many."""
    flagged = total = 0
    for path in files(folder, "texts"):
        for row in json_lines(path):
            if row["label"] != "benign":
                continue
            total += 1
            said = {"surface": "telegram", "messages": [{"from": "peer", "text": row["text"]}]}
            outcome = judge(said, index)
            if outcome.level in WARNED:
                flagged += 1
                console.print(f"{path.stem} {outcome.level} {outcome.reasons}: {row['text'][:160]!r}", markup=False)
    console.print(f"{flagged} of {total} benign messages flagged ({100 * flagged / max(total, 1):.2f} %)")
    return flagged, total


def main(arguments: Sequence[str] | None = None) -> None:
    """Judge and print."""
    parser = argparse.ArgumentParser(description="Judge the conversations and peers written for the project.")
    parser.add_argument("--messages", action="store_true", help="also judge the benign texts of the data as messages")
    chosen = parser.parse_args(arguments)
    console, index = Console(width=160), make_index()
    measure(index, console)
    folder = data_folder()
    if chosen.messages and folder is not None:
        benign_messages(folder, index, console)


if __name__ == "__main__":
    main()
