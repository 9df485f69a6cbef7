"""What it costs to judge chats: one message of 200 characters and a window of 20, against a host that only echoes.

    python -m bench.chat_scores

Both hosts are processes of their own and speak the same framing; round trips alternate between them.
"""

from __future__ import annotations

import json
import statistics
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from conftest import ROOT, index_bytes
from realdesk.ruleset.source import load

ROUNDS = 600
TEXTS = (
    "hi, about the flat: the deposit is one month's rent and comes back when you move out. Could you send me a photo of the kitchen and tell me whether the gas meter was read last week? Then we are all done here",
    "your account was flagged by risk control, to release the withdrawal please pay the verification deposit of 15% which is refunded with the balance, our agent is at https://help-desk.example/start and waits",
    "刚才我去问了一下,他们说标记价格没问题,只是网络有点拥堵,让我在应用里面提交工单等回复。你那边要是还没到账的话也可以先查一下交易哈希,一般十二个区块确认以后就会显示出来,不用着急,晚上再看看也行。对了周末吃饭的地方改到老城那家了,七点半,记得带上次借的书,停车场在后面那条街",
)
"""A friend's, a fake desk's and a Chinese one, of about 200 characters."""
_SERVE = (
    "import sys; from pathlib import Path; from realdesk.host import loop; from realdesk.host.generation import Generation;"
    " from realdesk.host.service import Service;"
    " loop.serve(sys.stdin.buffer, sys.stdout.buffer, Service(Generation(Path(sys.argv[1]))))"
)


class Host:
    """A host process."""

    def __init__(self, command: list[str]) -> None:
        """Start it."""
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)

    def ask(self, message: bytes) -> tuple[float, bytes]:
        """Return the seconds of a round trip, and the reply."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        start = time.perf_counter()
        self._process.stdin.write(struct.pack("=I", len(message)) + message)
        length = struct.unpack("=I", self._read(4))[0]
        reply = self._read(length)
        return time.perf_counter() - start, reply

    def _read(self, length: int) -> bytes:
        assert self._process.stdout is not None
        kept = b""
        while len(kept) < length:
            kept += self._process.stdout.read(length - len(kept))
        return kept

    def end(self) -> None:
        """End it, as a browser does."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(10)


def request(number: int, texts: list[str], conversation: str) -> bytes:
    """Return a request with new messages of a conversation."""
    messages = [{"id": f"{number}-{at}", "from": "peer", "text": text} for at, text in enumerate(texts)]
    chat = {
        "surface": "telegram_k", "page_url": "https://web.telegram.org/k/#77", "conversation": conversation,
        "peer": {"id": "77", "display_name": "Anna", "handle": "anna_k_77"}, "messages": messages,
    }  # fmt: skip
    return json.dumps({"type": "check_chat", "id": number, "chat": chat}, ensure_ascii=False).encode()


def measure(host: Host, echo: Host, make: list[list[str]]) -> tuple[list[float], list[float]]:
    """Return the seconds of each round trip of both, for the messages of ``make`` in turn."""
    ours, theirs = [], []
    for number in range(ROUNDS):
        message = request(number, make[number % len(make)], f"c{number % 40}")
        theirs.append(echo.ask(message)[0])
        ours.append(host.ask(message)[0])
    return ours[ROUNDS // 10 :], theirs[ROUNDS // 10 :]


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "index.bin"
        path.write_bytes(index_bytes(load(ROOT / "rules")))
        host = Host([sys.executable, "-c", _SERVE, str(path)])
        echo = Host([sys.executable, str(ROOT / "tests" / "bench" / "echo" / "host.py")])
        cases = {
            "message, 200 characters, friend": [[TEXTS[0]]],
            "message, 200 characters, fake desk": [[TEXTS[1]]],
            "message, 140 characters, Chinese": [[TEXTS[2]]],
            "window, 20 messages": [[TEXTS[at % 3] for at in range(20)]],
        }
        print(f"{'':36}{'median':>9}{'99%':>10}{'echo':>9}{'ratio':>7}")
        for name, make in cases.items():
            ours, theirs = measure(host, echo, make)
            median, base = statistics.median(ours), statistics.median(theirs)
            worst = sorted(ours)[int(len(ours) * 0.99)]
            print(f"{name:36}{median * 1e6:6.0f} µs{worst * 1e6:7.0f} µs{base * 1e6:6.0f} µs{median / base:6.1f}x")
        host.end()
        echo.end()


if __name__ == "__main__":
    main()
