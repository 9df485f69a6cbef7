"""Hosts written for tests."""

from __future__ import annotations

import sys

ANSWER = """#!{python} -S
import json, struct, sys
def read():
    head = sys.stdin.buffer.read(4)
    return json.loads(sys.stdin.buffer.read(struct.unpack("=I", head)[0])) if head else None
def write(value):
    data = json.dumps(value).encode()
    sys.stdout.buffer.write(struct.pack("=I", len(data)) + data)
    sys.stdout.buffer.flush()
"""
HELLO = {"protocol": "1.0", "companion": "99.0", "ruleset": {"stale": False}}
VERDICT = {"level": "danger"}


def host_that(code: str) -> str:
    """A host written for a test, in Python without site packages, so that it starts at once."""
    return ANSWER.replace("{python}", sys.executable) + code


def answering(hello: object, verdict: object = VERDICT, end: str = "") -> str:
    return host_that(
        f"hello, verdict = {hello!r}, {verdict!r}\n"
        "while (message := read()) is not None:\n"
        "    write({'id': message['id'], 'result': hello if message['type'] == 'hello' else verdict})\n" + end
    )
