"""Writes ``secrets.json``: texts and the secrets in them, for the detectors of both sides.

    PYTHONPATH=tests python -m vectors.make_secrets

Every secret is made up from a fixed seed and opens nothing. Nothing here uses the detectors: phrases come from the
package ``mnemonic``, key pairs from ``cryptography``, and Base58 is written out once more.
"""

from __future__ import annotations

import base64
import json
import random
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from mnemonic import Mnemonic

from vectors.maker import BASE58, LANGUAGES, Maker, Row, base58, base58check, row
from vectors.secret_phrases import beside_eastern, evasions, no_phrases, phrases

FILE = Path(__file__).with_name("secrets.json")


def apart(value: str, size: int, between: str) -> str:
    return between.join(value[at : at + size] for at in range(0, len(value), size))


def keys_in_groups(make: Maker) -> Iterator[Row]:
    wif = base58check(b"\x80" + make.bytes(32) + b"\x01")
    for size, between in ((4, " "), (13, "\n"), (26, "\n"), (13, "-")):
        text = apart(wif, size, between)
        yield row(f"WIF in groups of {size} {between!r}", text, "wif")
        yield row(f"WIF in a message, in groups of {size} {between!r}", f"It is: {text}!", "wif", text)
        text = apart(make.bytes(32).hex(), size, between)
        yield row(f"hex key in groups of {size} {between!r}", f"my private key: {text}", "private_key", text)
        yield row(f"no key: hex in groups of {size} {between!r}", f"my tx hash: {text}")


def extended(version: str, body: bytes, *, private: bool) -> str:
    key = b"\0" + body[41:73] if private else b"\x02" + body[41:73]
    return base58check(bytes.fromhex(version) + body[:41] + key)


def keystore(make: Maker) -> dict[str, Any]:
    return {
        "version": 3,
        "id": str(uuid.UUID(bytes=make.bytes(16), version=4)),
        "address": make.bytes(20).hex(),
        "crypto": {
            "cipher": "aes-128-ctr",
            "cipherparams": {"iv": make.bytes(16).hex()},
            "ciphertext": make.bytes(32).hex(),
            "kdf": "scrypt",
            "kdfparams": {"dklen": 32, "n": 262144, "p": 1, "r": 8, "salt": make.bytes(32).hex()},
            "mac": make.bytes(32).hex(),
        },
    }


def key_pair(make: Maker, *, like_signature: bool = False) -> bytes:
    while True:
        seed = make.bytes(32)
        public = Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
        if (public[31] <= 0x10) == like_signature:
            return seed + public


def keys(make: Maker) -> Iterator[Row]:
    for name, body in {
        "compressed": b"\x80" + make.bytes(32) + b"\x01",
        "uncompressed": b"\x80" + make.bytes(32),
        "test network": b"\xef" + make.bytes(32) + b"\x01",
        "test network, uncompressed": b"\xef" + make.bytes(32),
    }.items():
        value = base58check(body)
        yield row(f"WIF, {name}", value, "wif")
        yield row(f"WIF in a message, {name}", f"Use {value}, it's the old one.", "wif", value)
    for name, head in {"not multiplied": "0142c0", "compressed": "0142e0", "multiplied": "014304"}.items():
        yield row(f"BIP-38, {name}", base58check(bytes.fromhex(head) + make.bytes(36)), "bip38")
    for name, version in {
        "xprv": "0488ade4", "yprv": "049d7878", "zprv": "04b2430c", "Yprv": "0295b005", "Zprv": "02aa7a99",
        "tprv": "04358394", "uprv": "044a4e28", "vprv": "045f18bc", "Uprv": "024285b5", "Vprv": "02575048",
    }.items():  # fmt: skip
        value = extended(version, make.bytes(73), private=True)
        assert value.startswith(name), (name, value)
        yield row(f"extended key {name}", f"root: {value}", "extended_key", value)
    for name, like in {"": False, ", bytes like a signature's": True}.items():
        pair = key_pair(make, like_signature=like)
        yield row(f"Solana{name}", base58(pair), "solana_key")
        yield row(f"Solana as bytes{name}", json.dumps(list(pair)), "solana_key")
    pair = key_pair(make)
    text = f"id.json:\n[{','.join(map(str, pair))}]\n"
    yield row("Solana's key file", text, "solana_key", text[9:-1])
    store = json.dumps(keystore(make))
    yield row("keystore", store, "keystore")
    pretty = json.dumps(keystore(make), indent=2)
    yield row("keystore in a message", f"here is my file\n{pretty}\nthx", "keystore", pretty)
    yield row("keystore with a capital", store.replace('"crypto"', '"Crypto"'), "keystore")
    yield from hex_keys(make)


def hex_keys(make: Maker) -> Iterator[Row]:
    named = {
        "named": "My private key is {}",
        "named in capitals": "PRIVATE KEY: {}",
        "in a file": "ETH_PRIVATE_KEY={}",
        "in code": 'const wallet = {{ privateKey: "{}" }};',
        "Spanish": "mi clave privada: {}",
        "French": "Clé privée : {}",
        "Czech": "soukromý klíč je {}",
        "German": "Privater Schlüssel {}",
        "Russian": "Приватный ключ: {}",
        "Simplified Chinese": "私钥：{}",
        "Traditional Chinese": "我的私鑰是{}",
        "Japanese": "秘密鍵は {} です",
        "Korean": "개인 키 {}",
    }
    for name, pattern in named.items():
        for head in ("", "0x"):
            value = head + make.bytes(32).hex()
            yield row(f"hex key, {name}, {head or 'bare'}", pattern.format(value), "private_key", value)
    value = make.bytes(32).hex()
    yield row("hex key in a field for one", value, "private_key", context="Private key")
    yield row("hex key, the field says it in Chinese", value.upper(), "private_key", context="请输入您的私钥")


def no_keys(make: Maker) -> Iterator[Row]:
    digest = make.bytes(32).hex()
    for name, text in {
        "transaction": f"0x{digest}",
        "transaction without 0x": digest,
        "named transaction": f"My tx hash is 0x{digest}, it is still pending",
        "transaction after a warning": f"Never tell your private key. The transaction is 0x{digest}",
        "transaction, Chinese": f"请不要泄露私钥。交易哈希：0x{digest}",
        "transaction far from a word": f"private key {'and so on ' * 9}{digest}",
        "link to a transaction": f"https://etherscan.io/tx/0x{digest}",
        "checksum of a file": f"{digest}  wallet-1.2.3.tar.gz",
        "public key": f"private key hidden; public key: {digest}",
        "above the order of the curve": f"private key {'f' * 64}",
        "zero": f"private key {'0' * 64}",
        "64 of 65 digits": f"private key {digest}a",
        "signature of Ethereum": f"private key signed it: 0x{make.bytes(65).hex()}",
        "git commit": f"commit {make.bytes(20).hex()}",
        "UUID": str(uuid.UUID(bytes=make.bytes(16), version=4)),
        "Ethereum address": f"0x{make.bytes(20).hex()}",
        "Bitcoin address": base58check(b"\0" + make.bytes(20)),
        "Tron address": base58check(b"\x41" + make.bytes(20)),
        "Solana address": base58(make.bytes(32)),
        "SegWit address": "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
        "image": f"data:image/png;base64,{base64.b64encode(make.bytes(600)).decode()}",
        "session token": base64.urlsafe_b64encode(make.bytes(66)).decode(),
        "xpub": extended("0488b21e", make.bytes(73), private=False),
        "64 numbers": json.dumps([make.random.randrange(256) for _ in range(64)]),
        "64 large numbers": json.dumps([300 + at for at in range(64)]),
        "names of a keystore": '{"crypto": {"ciphertext": "hex string", "kdf": "scrypt", "mac": "hex string"}}',
        "ciphertext of something else": json.dumps({"ciphertext": digest, "iv": digest[:32], "alg": "AES"}),
        "a word of 88 letters": "a" * 88,
    }.items():
        yield row(f"no key: {name}", text)
    yield row("no key: the field is for a transaction", digest, context="Transaction hash (not your private key)"[:16])
    signer = Ed25519PrivateKey.from_private_bytes(make.bytes(32))
    yield row("no key: Solana signatures", " ".join(base58(signer.sign(make.bytes(40))) for _ in range(6)))
    yield from damaged(make)


def damaged(make: Maker) -> Iterator[Row]:
    whole = {
        "WIF": base58check(b"\x80" + make.bytes(32) + b"\x01"),
        "BIP-38": base58check(bytes.fromhex("0142c0") + make.bytes(36)),
        "xprv": extended("0488ade4", make.bytes(73), private=True),
        "Solana": base58(key_pair(make)),
    }
    for name, value in whole.items():
        at = len(value) // 2
        other = next(char for char in BASE58 if char != value[at])
        yield row(f"no key: {name} with a wrong letter", value[:at] + other + value[at + 1 :])
        yield row(f"no key: {name} within a longer word", f"{value}z9")


def codes(make: Maker) -> Iterator[Row]:
    found = {
        "alone": ("482913", "482913"),
        "four digits alone": ("4829", "4829"),
        "with a space": ("482 913", "482 913"),
        "Google's": ("G-482913", "482913"),
        "in a sentence": ("ok it says 482913", "482913"),
        "before a full stop": ("It was 482913.", "482913"),
        "eight digits, named": ("your verification code is 48291375", "48291375"),
        "Chinese": ("验证码是4829", "4829"),
        "Japanese": ("確認コード：48291", "48291"),
    }
    for name, (text, secret) in found.items():
        yield row(f"code: {name}", text, "one_time_code", secret, codes=True)
        yield row(f"no code without suspicion: {name}", text)
    for name, text in {
        "amount": "I sent $482913 and 1,482,913.50 more",
        "date": "on 2026-11-24 at 10:30",
        "telephone number": "+14829134829 or 555-0199-2233",
        "year": "it began in 2024",
        "address": "0x482913ab",
        "long number": "order 482913482913",
    }.items():
        yield row(f"no code: {name}", text, codes=True)


def rows() -> list[Row]:
    """Return all rows; every call returns the same."""
    make = Maker(random.Random(20261124), {language: Mnemonic(language) for language in LANGUAGES})
    made = [
        *phrases(make),
        *keys(make),
        *no_phrases(make),
        *no_keys(make),
        *codes(make),
        *beside_eastern(make),
        *keys_in_groups(make),
        *evasions(make),
    ]
    names = [item["name"] for item in made]
    assert len(names) == len(set(names))
    return made


def content() -> str:
    """Return the text of the file, one row a line; ``found`` has kind, start, end (code points) and count."""
    lines = ",\n".join(json.dumps(item, ensure_ascii=False) for item in rows())
    return f"[\n{lines}\n]\n"


if __name__ == "__main__":
    FILE.write_text(content(), "utf-8")
