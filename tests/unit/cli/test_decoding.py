from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from realdesk.cli.app import app
from realdesk.cli.decoding import EncodingError, decode

RUN = CliRunner()


@pytest.fixture
def home(index_data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("REALDESK_HOME", str(tmp_path))
    (tmp_path / "index.bin").write_bytes(index_data)
    return tmp_path


@pytest.mark.parametrize(
    ("encoding", "head", "title"),
    [
        ("gb2312", "<meta charset=gb2312>", "币安客服"),
        ("gbk", '<meta http-equiv="Content-Type" content="text/html; charset=gbk">', "币安客服"),
        ("big5", "<meta charset=big5>", "幣安客服"),
        ("shift_jis", "<meta charset=shift_jis>", "Binance カスタマーサポート"),
        ("euc-kr", "<meta charset=euc-kr>", "Binance 고객센터"),
        ("windows-1251", "<meta charset=windows-1251>", "Служба поддержки Binance"),
        ("utf-16", "", "币安客服"),
        ("utf-8-sig", "", "币安客服"),
        ("utf-8", "", "币安客服"),
    ],
)
def test_a_saved_page_is_judged_in_whatever_encoding_it_declares(
    home: Path, encoding: str, head: str, title: str
) -> None:
    page = home / "page.html"
    page.write_bytes(f"{head}<title>{title}</title><h1>{title}</h1>".encode(encoding))
    done = RUN.invoke(app, ["check", "https://desk.example.com/", "--html", str(page), "--json"])
    found = json.loads(done.stdout)
    assert (found["level"], found["platform"]) == ("unknown", "binance")


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("gbk", "您的账户存在风险，提现已被冻结。请添加客服微信处理解冻，需要缴纳保证金。"),
        ("big5", "您的帳戶因涉及洗錢遭到凍結,請加客服並先支付保證金才能解除凍結。"),
        ("shift_jis", "お客様のアカウントはロックされました。ログインパスワードを入力してください。"),
        ("euc-kr", "출금이 제한되었습니다. 고객센터로 문의해 주세요."),
        ("koi8-r", "Введите секретную фразу из 12 слов, чтобы восстановить доступ."),
        ("windows-1252", "Geben Sie die Wörter für Ihr Konto ein."),
    ],
)
def test_an_encoding_that_nothing_names_is_told_from_the_bytes(encoding: str, text: str) -> None:
    assert text in decode(f"<title>Help</title><p>{text}</p>".encode(encoding))


def test_what_a_page_declares_does_not_spoil_text_that_is_utf_8() -> None:
    assert "币安客服" in decode("<meta charset=gbk><title>币安客服</title>".encode())


def test_a_few_bytes_that_could_be_any_encoding_are_refused_not_called_harmless(home: Path) -> None:
    data = "<title>币安客服</title>".encode("gbk")
    with pytest.raises(EncodingError):
        decode(data)
    page = home / "page.html"
    page.write_bytes(data)
    done = RUN.invoke(app, ["check", "https://desk.example.com/", "--html", str(page), "--json"])
    assert done.exit_code != 0
    assert isinstance(done.exception, EncodingError)
