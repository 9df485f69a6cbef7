"""The ``hosts`` file of operating systems: an address of this computer or of nowhere, then the hosts it is given."""

from __future__ import annotations

from collections.abc import Iterator

from realdesk.feeds.parsers.lines import lines_of

_NOWHERE = frozenset({"0.0.0.0", "127.0.0.1", "::", "::1", "0:0:0:0:0:0:0:0", "0:0:0:0:0:0:0:1"})  # noqa: S104 - compared
_OWN = frozenset(
    {"localhost", "localhost.localdomain", "local", "broadcasthost", "ip6-localhost", "ip6-loopback", "0.0.0.0"}  # noqa: S104 - compared
    | {"ip6-localnet", "ip6-mcastprefix", "ip6-allnodes", "ip6-allrouters", "ip6-allhosts"}
)
_MOST_NAMES = 32


def parse(content: bytes, column: str = "") -> Iterator[str]:
    """Yield the hosts that are sent nowhere; a line that is none, or sends one elsewhere, comes out empty."""
    del column
    for line in lines_of(content):
        address, *names = line.partition("#")[0].split()[: _MOST_NAMES + 1] or [""]
        others = [name for name in names if name.lower() not in _OWN]
        if address in _NOWHERE:
            yield from others
        elif others or not names:
            yield ""
