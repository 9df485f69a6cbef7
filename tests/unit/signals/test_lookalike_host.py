from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from realdesk.index.reader import Index
from realdesk.protocol import Page
from realdesk.verdict import judge


def codes(index: Index, url: str) -> list[str]:
    return [reason.code for reason in judge(Page(url), index, now=index.header.issued).reasons]


@pytest.mark.parametrize(
    ("url", "code", "platform"),
    [
        ("https://coinbase-help.com/", "host_brand_and_support", "coinbase"),
        ("https://630926-coinbase.com/case", "host_brand_in_name", "coinbase"),
        ("https://22911-support-coinbase.com/", "host_brand_and_support", "coinbase"),
        ("https://hotrobinance-vn.com/", "host_brand_and_support", "binance"),
        ("https://binnance.com/", "host_near_name", "binance"),
        ("https://imcoinbaserc.com/", "host_brand_in_name", "coinbase"),
        ("https://support-krakendesk.io/", "host_brand_and_support", "kraken"),
        ("https://coin-base-support.info/", "host_brand_and_support", "coinbase"),
        ("https://coinbase.support/", "host_brand_and_support", "coinbase"),
        ("https://metamask-wallet.zendesk.com/hc", "host_brand_in_name", "metamask"),
        ("https://secure-metamask-eng.pages.dev/", "host_brand_and_support", "metamask"),
        ("https://sites.google.com/view/trustwallet-help-desk", "host_brand_and_support", "trust_wallet"),
        ("https://help-portal-ledgree.webflow.io/", "host_far_name", "ledger"),
        ("https://web.sites.google.com/view/coinbase-login/home", "host_brand_and_support", "coinbase"),
        ("https://coinbase.com.case-8812.net/", "host_brand_and_support", "coinbase"),
        ("https://binance.com.xnb.cn/", "host_brand_in_name", "binance"),
        ("https://cоinbase.com/", "host_confusable", "coinbase"),
        ("https://xn--coinbse-6fg.com/", "host_confusable", "coinbase"),
        ("https://c0inbase-login.com/", "host_confusable", "coinbase"),
        ("https://metarnask.io/", "host_confusable", "metamask"),
        ("https://coinbasse.com/", "host_near_name", "coinbase"),
        ("https://metamaskk-help.com/", "host_brand_and_support", "metamask"),
        ("https://trezzor-support.com/", "host_near_name", "trezor"),
        ("https://wallet.exodus.com.nail-salon.com/", "host_address_inside", "exodus"),
        ("https://metamask-io.web-node.xyz/", "host_address_inside", "metamask"),
        ("https://lido.credit-claim.net/", "host_common_word", "lido"),
        ("https://metemask.io/", "host_near_name", "metamask"),  # a vowel for a vowel
        ("https://umiswap-app.net/", "host_near_name", "uniswap"),  # the key beside it
        ("https://wwwledger.com/", "host_address_word", "ledger"),
        ("https://unlswap.org/", "host_confusable", "uniswap"),
        ("https://pencakeswap.net/", "host_near_name", "pancakeswap"),
        ("https://help-ldger-start.webflow.io/", "host_near_word", "ledger"),
        ("https://helps-metmaskk-ext.gitbook.io/", "host_near_weak", "metamask"),
        ("https://metamask.some-firm.com/", "host_brand_subdomain", "metamask"),
        ("https://www-kraken-com.info/", "host_common_word", "kraken"),
        ("https://krakenexkh.com/", "host_brand_in_name", "kraken"),
        ("https://usdt-survey.net/", "host_common_word", "tether"),
    ],
)
def test_hosts_that_imitate_a_platform_warn(index: Index, url: str, code: str, platform: str) -> None:
    verdict = judge(Page(url), index, now=index.header.issued)
    assert verdict.level in {"caution", "danger"}
    assert verdict.platform == platform
    assert code in [reason.code for reason in verdict.reasons]


@pytest.mark.parametrize(
    "url",
    [
        "https://bookxchange.com/",       # holds "okx"
        "https://babybits.com/",          # holds "bybit"
        "https://claimtoken.org/",        # holds "imtoken"
        "https://finance.gov.mn/",        # one letter from "binance"
        "https://krakenrum.com/",
        "https://kraken-rum.com/",
        "https://ledger-cli.org/",
        "https://webdesignledger.com/",   # "design" holds "sign"
        "https://binance.nodereal.io/",   # a partner's tenant
        "https://www.zendesk.com/",
        "https://sites.google.com/view/book-club",
        "https://192.168.0.1/coinbase",
        "https://localhost/binance",
        "https://github.com/MetaMask/metamask-extension",  # an account on its list
        "https://tandem-support.com/",    # a changed letter makes another word
        "https://tezor-place.org/",       # a short near name without a second sign
        "https://support.krakend.io/",   # a company's own desk; its name begins like a platform's
        "https://help.gitkraken.com/",
        "https://support.polygon.com/",
        "https://hyperledger-fabric.readthedocs.io/",  # a programmers' tool
        "https://ledger.github.io/",
        "https://kraken.tech/",
        "https://chain-link-fencing.com/",  # two words before they are an address
        "https://compound-bow-support.com/",
        "https://sites.google.com/view/ledger-corner",
        "https://pinewallet.github.io/",
        "https://help-leader.webflow.io/",  # ordinary words two letters from "ledger"
        "https://support-lender.pages.dev/",
        "https://ledgree-garden.webflow.io/",  # no word of a help desk
        "https://metamusk.io/",           # one letter away, but an ordinary word
        "https://metatask.io/",           # one letter away, and no slip of the hand
        "https://pic.netbian.com/",       # ends like a name, begins like the end of an address
        "https://circle-of-support.org/",  # grammar, and no desk of Circle's
        "https://coingate.com/",          # a short ordinary word at the end of another name
        "https://sliderrevolution.com/",  # an ordinary word that contains "revolut"
        "https://weatherservice.co/",     # an ordinary word one letter away from "leather"
        "https://opensearch-tops2.cbre.com/",  # "open" and "search", not "opensea"
        "https://coinledger.io/",         # a company of its own
        "https://beforecoinmarketcap.com/",  # letters that cut into short words by chance
        "https://zksync.drpc.org/",       # serves the network
        "https://okx.com.cdn.cloudflare.net/",  # the site itself, delivered by a network
        "https://github.com/someone/metamask-snap",  # a name in the path of a repository
        "https://medium.com/@someone/binance-support-explained-1a2b3c",
    ],
)  # fmt: skip
def test_ordinary_hosts_near_a_name_stay_silent(index: Index, url: str) -> None:
    assert judge(Page(url), index, now=index.header.issued).level == "none"


def test_every_host_on_a_list_is_free_of_lookalike_reasons(index: Index) -> None:
    for host in index.core.hosts:
        assert not [code for code in codes(index, f"https://{host}/") if code.startswith("host_")]


@given(st.text(alphabet="abcinostmek01-.і", min_size=1, max_size=60))
def test_any_host_gets_a_verdict_with_known_codes_only(index: Index, host: str) -> None:
    for code in codes(index, f"https://{host}/"):
        assert code in index.core.policy or code in {"listed", "listed_by_third_parties", "former_domain"}
