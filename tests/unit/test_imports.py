"""The two flows meet in the index and nothing flows back; the host process stays light and without network."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT, index_bytes
from realdesk.ruleset.source import load

PACKAGE = ROOT / "companion" / "realdesk"
SEEN = ("protocol", "entities", "text", "signals", "verdict", "host", "chats", "lookup.search", "index.format", "index.reader",
        "feeds.format", "feeds.names", "feeds.reader", "feeds.schedule")  # fmt: skip
TRUSTED = ("ruleset", "index.compile")
FETCHED = tuple(f"feeds.{name}" for name in ("compile", "decode", "entries", "fetch", "parsers", "store", "update"))
HEAVY = ("aiohttp", "tldextract", "tuf", "securesystemslib", "cryptography", "asyncio", "ssl", "http.client", "requests",
         "selectolax", "rich", "typer", "socket", "phonenumbers", "pypinyin", "urllib.request")  # fmt: skip

LATER = ("realdesk.chats.judge", "realdesk.lookup.detect", "realdesk.lookup.search", "rapidfuzz", "dataclasses", "inspect",
         "typing_extensions", "_socket")  # fmt: skip


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts)


def imports_of(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("realdesk."):
            base = node.module.removeprefix("realdesk.")
            found |= {base} | {f"{base}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module == "realdesk":
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {a.name.removeprefix("realdesk.") for a in node.names if a.name.startswith("realdesk.")}
    return found


def within(name: str, groups: tuple[str, ...]) -> bool:
    return any(name == group or name.startswith(group + ".") for group in groups)


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=module_name)
def test_imports_point_along_the_flows(path: Path) -> None:
    name = module_name(path)
    imported = imports_of(path)
    if within(name, SEEN):
        assert not [other for other in imported if within(other, (*TRUSTED, *FETCHED, "installation", "cli"))]
    if within(name, (*TRUSTED, *FETCHED)):
        assert not [
            other
            for other in imported
            if within(other, ("host", "signals", "verdict", "protocol", "installation", "cli"))
        ]
    if within(name, ("entities",)):
        assert not [other for other in imported if within(other, ("index", "signals", "verdict", "host"))]


def test_the_host_process_imports_nothing_heavy_and_nothing_that_speaks_to_a_network(tmp_path: Path) -> None:
    code = (
        "import io, sys, json, struct\n"
        "from datetime import datetime, UTC\n"
        "from realdesk.host import loop, framing\n"
        "from realdesk.host.generation import Generation\n"
        "from realdesk.host.service import Service\n"
        "from pathlib import Path\n"
        "out = io.BytesIO()\n"
        "messages = [{'type':'hello','id':1,'protocol':'1.0'},"
        " {'type':'check_page','id':2,'page':{'url':'https://coinbase-help.com/','frames':[{'url':'x','text':'call +1 888 555 0114'}]}},"
        " {'type':'contacts','id':3,'platform':'binance'}, {'type':'platforms','id':4,'text':'bian'},"
        " {'type':'regulator','id':5,'regulator':'uk_fca'},"
        " {'type':'surfaces','id':6},"
        " {'type':'check_chat','id':7,'chat':{'conversation':'c','messages':[{'from':'peer','text':'send me your seed phrase +1 888 555 0114'}]}},"
        " {'type':'forget_chat','id':8,'conversation':'c'}]\n"
        "data = b''.join(struct.pack('=I', len(m)) + m for m in (json.dumps(m).encode() for m in messages))\n"
        f"loop.serve(io.BytesIO(data), out, Service(Generation(Path({str(tmp_path / 'index.bin')!r}))))\n"
        "assert b'host_brand_and_support' in out.getvalue(), out.getvalue()\n"
        "assert out.getvalue().count(b'\"result\"') == 8, out.getvalue()\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])\n"
    )
    make = (
        "from pathlib import Path; from conftest import index_bytes, ROOT; from realdesk.ruleset.source import load\n"
        f"Path({str(tmp_path / 'index.bin')!r}).write_bytes(index_bytes(load(ROOT / 'rules')))"
    )
    subprocess.run([sys.executable, "-c", make], check=True, cwd=ROOT / "tests")
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "[]", "")


def test_a_verdict_on_an_address_waits_for_nothing_that_only_pages_and_chats_need(tmp_path: Path) -> None:
    (tmp_path / "index.bin").write_bytes(index_bytes(load(ROOT / "rules")))
    message = b'{"type":"check_page","id":1,"page":{"url":"https://www.garden-notes.example/"}}'
    code = (
        "import io, struct, sys\n"
        "from pathlib import Path\n"
        "from realdesk.host import loop\n"
        "from realdesk.host.generation import Generation\n"
        "from realdesk.host.service import Service\n"
        f"message, out = {message!r}, io.BytesIO()\n"
        f"service = Service(Generation(Path({str(tmp_path / 'index.bin')!r})))\n"
        "loop.serve(io.BytesIO(struct.pack('=I', len(message)) + message), out, service)\n"
        "assert b'garden-notes' in out.getvalue(), out.getvalue()\n"
        f"print([name for name in {LATER!r} if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "[]", "")
