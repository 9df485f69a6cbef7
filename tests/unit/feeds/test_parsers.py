"""The list formats: real lists are read, hostile ones are refused, and nothing makes a parser fail in another way."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from feeds.homes import LISTS
from realdesk.feeds.parsers import PARSERS
from realdesk.feeds.parsers.lines import MAX_LINE, BadList

LINE_FORMATS = ("host_list", "hosts_file", "url_list")


def read(kind: str, content: bytes, column: str = "") -> list[str]:
    return list(PARSERS[kind](content, column))


def test_the_real_eth_phishing_detect_config_gives_its_blacklist_and_nothing_else() -> None:
    content = (LISTS / "config.json").read_bytes()
    config = json.loads(content)
    found = read("eth_phishing_detect", content)
    assert len(found) > 13_000
    assert set(found) == set(config["blacklist"]) - set(config["whitelist"])


def test_the_real_hosts_file_gives_its_hosts_without_this_computer() -> None:
    found = read("hosts_file", (LISTS / "hosts.txt").read_bytes())
    assert len(found) > 900
    assert found[0] == "yearnson.finance"
    assert "localhost" not in found


def test_the_polkadot_list_gives_what_it_denies() -> None:
    denied = b'["bad.example.com", "good.example.com", "sites.google.com/view/bad"]'
    content = b'{"allow": ["good.example.com"], "deny": ' + denied + b"}"
    assert read("polkadot_phishing", content) == ["bad.example.com", "sites.google.com/view/bad"]


def test_a_host_list_may_have_comments_blank_lines_and_any_line_ends() -> None:
    content = (
        "\ufeff# Title\r\n\r\nbad.example.com # why\r*.worse.example.com\n! note\n  padded.example.com  \n".encode()
    )
    assert read("host_list", content) == ["bad.example.com", "*.worse.example.com", "padded.example.com"]


def test_a_list_in_utf16_is_read() -> None:
    assert read("host_list", "bad.example.com\nbäd.example.com\n".encode("utf-16")) == [
        "bad.example.com",
        "bäd.example.com",
    ]


def test_a_hosts_file_may_name_several_hosts_and_the_computer_itself() -> None:
    content = (
        b"127.0.0.1\tlocalhost\n::1 ip6-localhost ip6-loopback\n255.255.255.255 broadcasthost\n"
        b"0.0.0.0 a.example.com b.example.com # why\n::1 c.example.com\n"
    )
    assert read("hosts_file", content) == ["a.example.com", "b.example.com", "c.example.com"]


def test_a_hosts_file_that_sends_a_host_elsewhere_blocks_nothing() -> None:
    assert read("hosts_file", b"203.0.113.9 bank.example.com\nnonsense\n") == ["", ""]


def test_a_list_of_addresses_takes_addresses_alone() -> None:
    content = b"https://bad.example.com/x?y=1\nHTTP://bad.example.org/\nbad.example.net\nftp://bad.example.com/\n"
    assert read("url_list", content) == ["https://bad.example.com/x?y=1", "HTTP://bad.example.org/", "", ""]


def test_a_table_is_read_by_the_name_of_its_column() -> None:
    content = b'\xef\xbb\xbfphish_id,URL,target\n1,"https://bad.example.com/a,b",Acme\n2\n3,https://bad.example.org/,\n'
    assert read("csv", content, "url") == ["https://bad.example.com/a,b", "", "https://bad.example.org/"]


def test_a_table_may_have_its_header_in_a_comment() -> None:
    content = b'# made today\n# id,dateadded,url\n"1","2026-01-01","https://bad.example.com/"\n'
    assert read("csv", content, "url") == ["https://bad.example.com/"]


def test_a_list_of_names_is_read_with_and_without_signs_and_comments() -> None:
    content = b"# impostors\r\nDesk_Helper1\n@walletdesk_77 # why\n\n  padded_name  \n"
    assert read("handle_list", content) == ["Desk_Helper1", "@walletdesk_77", "padded_name"]


def test_an_object_of_numbers_gives_number_and_name_and_the_name_alone_where_there_is_no_number() -> None:
    content = b'{"1234500001": "desk_helper1", "walletdesk77": "walletdesk77", "1234500002": " "}'
    assert read("handle_numbers", content) == [
        "id:1234500001", "desk_helper1=", "walletdesk77", "id:1234500002", "",
    ]  # fmt: skip


def test_an_array_of_addresses_needs_no_scheme() -> None:
    content = b'["bad.example.com/x", "https://bad.example.org/?a=1", " padded.example.com "]'
    assert read("json_array", content) == ["bad.example.com/x", "https://bad.example.org/?a=1", "padded.example.com"]


YAML = b"""---
- name: twitter.com/desk_helper1
  url: https://twitter.com/desk_helper1
  description: 'url: https://good.example.com/'
  addresses:
    ETH:
    - "0x00"
  - name: wrongly indented
  url: "https://bad.example.com/a?b=1"
- url: 'http://bad.example.org/'  # note
- name: without
  reporter: somebody
"""


def test_the_addresses_of_yaml_records_are_read_even_where_the_indentation_is_wrong() -> None:
    assert read("yaml_urls", YAML) == [
        "https://twitter.com/desk_helper1", "https://bad.example.com/a?b=1", "http://bad.example.org/",
    ]  # fmt: skip


def test_yaml_that_would_blow_up_is_never_built() -> None:
    levels = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
    with pytest.raises(BadList):
        read("yaml_urls", f"a0: &a0 [x]\n{levels}".encode())


@pytest.mark.parametrize("kind", ["handle_numbers", "json_array", "yaml_urls"])
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"null",
        b"7",
        b'{"1": 2}',
        b'{"1": ["a"]}',
        b'[{"a": "b"}]',
        b'{"x":' * 100_000,
        b"[" * 100_000,
        b"\xff\xfe\x00\x00",
        b"prose about accounts",
    ],
    ids=range(11),
)
def test_a_list_of_another_kind_is_refused(kind: str, content: bytes) -> None:
    with pytest.raises(BadList):
        read(kind, content)


@pytest.mark.parametrize(
    "content",
    [b"", b"a,b\n1,2\n", b"url" + b"x" * 70_000 + b"\n", b'url\n"never closed\n' + b"x" * 70_000, b"\0\0\0"],
    ids=["empty", "no such column", "long header", "open quote", "nul"],
)
def test_a_table_that_is_none_is_refused(content: bytes) -> None:
    with pytest.raises(BadList):
        read("csv", content, "url")


@pytest.mark.parametrize("kind", ["eth_phishing_detect", "polkadot_phishing"])
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b'{"blacklist": {}, "deny": {}}',
        b'{"blacklist": [1], "deny": [1]}',
        b'{"blacklist": ["a.example.com"], "deny": ["a.example.com"]',
        b'{"x":' * 100_000,
        b"\xff\xfe\x00\x00",
    ],
    ids=range(9),
)
def test_a_document_of_another_kind_is_refused(kind: str, content: bytes) -> None:
    with pytest.raises(BadList):
        read(kind, content)


@pytest.mark.parametrize("kind", PARSERS)
@pytest.mark.parametrize(
    "page",
    [
        b"<!DOCTYPE html><html><body>Sign in to use this network</body></html>",
        b"\n\n  <HTML><head></head></HTML>",
        b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>",
        b"<!-- portal --><html>",
    ],
    ids=range(4),
)
def test_the_login_page_of_a_network_is_no_list(kind: str, page: bytes) -> None:
    with pytest.raises(BadList, match="web page"):
        read(kind, page, "url")


@pytest.mark.parametrize("kind", LINE_FORMATS)
def test_an_endless_line_is_cut(kind: str) -> None:
    (cut,) = (
        read(kind, b"https://a.example.com/" + b"a" * 1_000_000)
        if kind == "url_list"
        else (read(kind, (b"0.0.0.0 " if kind == "hosts_file" else b"") + b"a" * 1_000_000))
    )
    assert len(cut) <= MAX_LINE + 1


@given(st.binary(max_size=2_000), st.sampled_from(sorted(PARSERS)))
@example(b"\xef\xbb\xbf", "host_list")
@example(b"\xff\xfe", "csv")
@example(b"0.0.0.0", "hosts_file")
def test_any_bytes_give_texts_or_one_kind_of_error(content: bytes, kind: str) -> None:
    try:
        found = read(kind, content, "url")
    except BadList:
        return
    assert all(isinstance(line, str) and len(line) <= MAX_LINE + 1 for line in found)


HOSTS = st.lists(st.from_regex(r"[a-z][a-z0-9-]{0,20}\.example\.(com|org)", fullmatch=True), max_size=20)
NOISE = st.lists(st.sampled_from(["", "# note", "   ", "! note", "\t"]), max_size=5)


@given(HOSTS, NOISE, st.sampled_from(["\n", "\r\n", "\r"]), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_every_host_written_is_read_back_whatever_the_line_ends_and_encoding(
    hosts: list[str], noise: list[str], end: str, encoding: str
) -> None:
    lines = [line for pair in zip(hosts, noise * 20 or [""] * 20, strict=False) for line in pair]
    assert read("host_list", end.join(lines).encode(encoding)) == hosts
    assert read("hosts_file", end.join(f"0.0.0.0 {host}" for host in hosts).encode(encoding)) == hosts
    assert read("url_list", end.join(f"https://{host}/x" for host in hosts).encode(encoding)) == [
        f"https://{host}/x" for host in hosts
    ]
    assert read("eth_phishing_detect", json.dumps({"blacklist": hosts}).encode("utf-8")) == hosts
