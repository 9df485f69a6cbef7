"""Makes ``rules/chat_model.toml`` from the corpus of messages: the same corpus gives the same bytes.

    python -m eval.train_chat          # reports on the held-out templates, writes nothing
    python -m eval.train_chat --write  # also writes the model, fitted to all templates

Logistic regression over the n-grams of ``realdesk.text.model``, hashed into buckets; weights are kept in one byte each.
"""

from __future__ import annotations

import argparse
import base64
from collections import defaultdict
from collections.abc import Sequence
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from conftest import ROOT
from eval.chat_corpus import Sample, samples
from eval.judging import make_index
from realdesk.chats.clauses import Message
from realdesk.index.format import ChatModel
from realdesk.index.reader import Index
from realdesk.text.model import Model, buckets, grams

BUCKETS = 32_768
ROUNDS = 400
RATE = 4.0
DECAY = 4e-4
SURE, LIKELY = 1.15, 0.6
"""Log-odds from which wording is a reason by itself, and beside others."""
OUT = ROOT / "rules" / "chat_model.toml"
_HEAD = """# Made by tests/eval/train_chat.py from tests/eval/corpus/chats.jsonl; not to be changed by hand.
schema = 1
"""

Vector = NDArray[np.float64]
Features = tuple[NDArray[np.int64], NDArray[np.int64], Vector]
"""Row, bucket and value of each entry that is not zero."""


def features(texts: Sequence[str], index: Index) -> Features:
    """Return the n-grams of ``texts`` as a sparse matrix; every row has length 1."""
    rows, columns, values = [], [], []
    for row, text in enumerate(texts):
        found = grams(Message(text, index).wording)
        for bucket in buckets(found, BUCKETS - 1):
            rows.append(row)
            columns.append(bucket)
            values.append(1 / sqrt(len(found)))
    return np.array(rows), np.array(columns), np.array(values)


def fit(data: Features, labels: Vector) -> tuple[Vector, float]:
    """Return weights and bias; both classes count the same."""
    rows, columns, values = data
    weights, bias = np.zeros(BUCKETS), 0.0
    share = np.where(labels == 1, 0.5 / labels.sum(), 0.5 / (1 - labels).sum())
    speed = np.zeros(BUCKETS)
    for _ in range(ROUNDS):
        scores = np.bincount(rows, weights[columns] * values, len(labels)) + bias
        error = (1 / (1 + np.exp(-scores)) - labels) * share
        slope = np.bincount(columns, error[rows] * values, BUCKETS) + DECAY * weights
        speed = 0.9 * speed + slope
        weights -= RATE * 10 * speed
        bias -= RATE * error.sum()
    return weights, bias


def packed(weights: Vector, bias: float) -> ChatModel:
    """Return the model with weights of one byte."""
    scale = float(np.abs(weights).max()) / 127
    small = np.round(weights / scale).astype(np.int8)
    return ChatModel(base64.b85encode(small.tobytes()).decode(), round(scale, 8), round(bias, 4), SURE, LIKELY)


def report(model: Model, held_out: Sequence[Sample], index: Index) -> None:
    """Print by language how many held-out requests are found and how many other messages are taken for one."""
    table: dict[str, list[int]] = defaultdict(lambda: [0] * 6)
    for sample in held_out:
        score = model.score(Message(sample.text, index).wording)
        for name in (sample.lang, "all"):
            at = 0 if sample.scam else 3
            table[name][at] += 1
            table[name][at + 1] += score >= LIKELY
            table[name][at + 2] += score >= SURE
    print(f"{'language':10}{'requests':>9}{'likely':>8}{'sure':>6}{'others':>9}{'likely':>8}{'sure':>6}")
    for name, row in sorted(table.items()):
        print(f"{name:10}{row[0]:9}{row[1]:8}{row[2]:6}{row[3]:9}{row[4]:8}{row[5]:6}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, report and write."""
    parser = argparse.ArgumentParser(description="Fit the model of messages.")
    parser.add_argument("--write", action="store_true", help=f"write {OUT.name}")
    chosen = parser.parse_args(arguments)
    index = make_index()
    every = list(samples())
    known = [sample for sample in every if not sample.held_out]
    data = features([sample.text for sample in known], index)
    model = packed(*fit(data, np.array([float(sample.scam) for sample in known])))
    print(f"{len(every)} messages, {len(every) - len(known)} of them of templates held out")
    report(Model(model), [sample for sample in every if sample.held_out], index)
    if chosen.write:
        data = features([sample.text for sample in every], index)
        write(packed(*fit(data, np.array([float(sample.scam) for sample in every]))))


def write(model: ChatModel) -> None:
    """Write the model as rules."""
    lines = [f"{name} = {getattr(model, name)}" for name in ("scale", "bias", "sure", "likely")]
    OUT.write_text(_HEAD + "\n".join(lines) + f'\nweights = "{model.weights}"\n', "utf-8")
    print(f"wrote {OUT}")


if __name__ == "__main__":
    main()
