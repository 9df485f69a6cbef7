"""Readers of list formats, one file each.

A parser takes bytes and yields lines that should be hosts or addresses, or accounts in the form of ``feeds.accounts``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from realdesk.feeds.parsers import (
    csv_column,
    eth_phishing_detect,
    handle_list,
    handle_numbers,
    host_list,
    hosts_file,
    json_array,
    polkadot_phishing,
    url_list,
    yaml_urls,
)

Parser = Callable[[bytes, str], Iterator[str]]
"""(content, name of the column or nothing) to lines. Raises ``BadList``, also while it is iterated."""

PARSERS: dict[str, Parser] = {
    "eth_phishing_detect": eth_phishing_detect.parse,
    "polkadot_phishing": polkadot_phishing.parse,
    "host_list": host_list.parse,
    "hosts_file": hosts_file.parse,
    "url_list": url_list.parse,
    "csv": csv_column.parse,
    "json_array": json_array.parse,
    "yaml_urls": yaml_urls.parse,
    "handle_list": handle_list.parse,
    "handle_numbers": handle_numbers.parse,
}
