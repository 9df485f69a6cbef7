"""Readers of list formats, one file each. A parser takes bytes and yields lines that should be hosts or addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from realdesk.feeds.parsers import csv_column, eth_phishing_detect, host_list, hosts_file, polkadot_phishing, url_list

Parser = Callable[[bytes, str], Iterator[str]]
"""(content, name of the column or nothing) to lines. Raises ``BadList``, also while it is iterated."""

PARSERS: dict[str, Parser] = {
    "eth_phishing_detect": eth_phishing_detect.parse,
    "polkadot_phishing": polkadot_phishing.parse,
    "host_list": host_list.parse,
    "hosts_file": hosts_file.parse,
    "url_list": url_list.parse,
    "csv": csv_column.parse,
}
