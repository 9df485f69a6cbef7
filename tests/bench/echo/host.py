"""A native host that reads every message and sends it back: the least that a host can cost which looks at what it is sent.

Native messaging frames are a length and JSON, so JSON is decoded and encoded here too, by the standard library. An echo of
the bare bytes would be a measure of the pipe, and one that hardly grows with the message.
"""

from __future__ import annotations

import json
import os
import sys


def read(length: int) -> bytes:
    """Return ``length`` bytes of standard input, fewer at its end."""
    kept = b""
    while len(kept) < length and (piece := os.read(0, length - len(kept))):
        kept += piece
    return kept


def main() -> None:
    """Echo until standard input ends."""
    while len(head := read(4)) == 4:
        message = json.loads(read(int.from_bytes(head, sys.byteorder)))
        reply = json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode()
        sys.stdout.buffer.write(len(reply).to_bytes(4, sys.byteorder) + reply)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
