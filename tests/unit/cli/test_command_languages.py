"""Blocklists and rules on the command line speak the languages that the rest speaks, also of what went wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT


def run(state: Path, *arguments: str, locale: str = "C.UTF-8") -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "REALDESK_HOME": str(state), "LC_ALL": locale}
    command = [sys.executable, "-c", "from realdesk.cli.app import main; main()", *arguments]
    return subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("language", "headline"),
    [
        ("en", "There is no feed"),
        ("zh_CN", "公开名单无法获取、读取或更改。"),
        ("zh_TW", "公開名單無法取得、讀取或變更。"),
    ],
)
def test_error_begins_in_the_language_asked_for_and_ends_with_what_to_do(
    tmp_path: Path, language: str, headline: str
) -> None:
    done = run(tmp_path, "feeds", "enable", "no-such-feed", "--lang", language)
    assert done.returncode == 1
    assert done.stderr.startswith(headline)
    assert "Use one of:" in done.stderr


@pytest.mark.parametrize(
    ("locale", "said"), [("zh_CN.UTF-8", "这个文件不是规则包"), ("zh_TW.UTF-8", "這個檔案不是規則包")]
)
def test_refused_bundle_is_explained_in_the_locales_language(tmp_path: Path, locale: str, said: str) -> None:
    path = tmp_path / "bundle.json"
    path.write_text("{")
    done = run(tmp_path, "rules", "verify", str(path), locale=locale)
    assert done.returncode == 1
    assert said in done.stderr


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Feeds: none is on."), ("zh_CN", "一个都没有启用"), ("zh_TW", "一個都沒有啟用")]
)
def test_update_without_feeds_says_so_in_every_language(tmp_path: Path, language: str, said: str) -> None:
    done = run(tmp_path, "update", "--lang", language)
    assert done.returncode == 0
    assert said in done.stdout
