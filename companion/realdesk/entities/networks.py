"""How networks write addresses of accounts and invites: data only, read by ``accounts``.

A form is ``path?parameter={name}#fragment``. In a path ``{name}`` takes a handle, ``{id}`` an account's number,
``{phone}`` digits of a telephone number, ``*`` any one segment; what stands before the brace is literal. Further
segments may follow. Forms are tried in order. Hosts that end in a colon are schemes (``tg:``).
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TELEGRAM = "t.me telegram.me telegram.dog"
_X = "x.com twitter.com"
_DISCORD = "discord.com discordapp.com"
_FACEBOOK = "facebook.com fb.com fb.me"
_INSTAGRAM = "instagram.com instagr.am"
_MASTODON = "mastodon.social mastodon.online mstdn.social mas.to mastodon.world fosstodon.org infosec.exchange"
"""Servers anybody may join; on a server of its own an organisation is known by its host."""

FORMS: tuple[tuple[str, str, str, str], ...] = (
    # type, hosts, forms in order, shape of the value
    ("phone", _TELEGRAM, "+{phone}", "{}"),
    ("telegram_invite", _TELEGRAM, "joinchat/{name} +{name}", "{}"),
    ("telegram", _TELEGRAM, "c/{id} s/{name} @{name} {name}", "{}"),
    ("telegram", "tg:", "resolve?domain={name} user?id={id} openmessage?user_id={id} privatepost?channel={id}", "{}"),
    ("telegram_invite", "tg:", "join?invite={name}", "{}"),
    ("phone", "tg:", "resolve?phone={phone}", "{}"),
    ("telegram", "web.telegram.org", "a#@{name} k#@{name} z#@{name} a#{id} k#{id} z#{id}", "{}"),
    ("x", _X, "i/user/{id} intent/user?user_id={id} intent/follow?user_id={id}", "{}"),
    ("x", _X, "intent/user?screen_name={name} intent/follow?screen_name={name} #!/{name} @{name} {name}", "{}"),
    ("x", "twitter:", "user?screen_name={name} user?id={id}", "{}"),
    ("discord", "discord.gg", "invite/{name} {name}", "{}"),
    ("discord", _DISCORD, "invite/{name} users/{id} channels/{id}", "{}"),
    ("whatsapp_code", "wa.me", "message/{name} qr/{name}", "{}"),
    ("whatsapp", "wa.me", "c/{phone} {phone}", "{}"),
    ("whatsapp", "whatsapp.com api.whatsapp.com web.whatsapp.com whatsapp:", "send?phone={phone}", "{}"),
    ("whatsapp_channel", "whatsapp.com", "channel/{name}", "{}"),
    ("whatsapp_invite", "chat.whatsapp.com", "invite/{name} {name}", "{}"),
    ("line", "line.me line: liff.line.me", "R/ti/p/@{name} ti/p/@{name} R/ti/p/~{name} ti/p/~{name}", "{}"),
    ("line", "page.line.me", "@{name} {name}", "{}"),
    ("line_invite", "line.me line:", "R/ti/g2/{name} R/ti/g/{name} R/ti/p/{name} ti/g2/{name} ti/g/{name} ti/p/{name}", "{}"),
    ("line_invite", "lin.ee", "{name}", "{}"),
    ("facebook", _FACEBOOK, "profile.php?id={id} people/*/{id} pages/*/{id} pg/{name} messages/t/{name}", "{}"),
    ("facebook_group", _FACEBOOK, "groups/{name}", "{}"),
    ("facebook", _FACEBOOK, "@{name} {name}", "{}"),
    ("facebook", "m.me", "{name}", "{}"),
    ("facebook", "messenger.com", "t/{name}", "{}"),
    ("facebook", "fb:", "profile/{id} page/{id}", "{}"),
    ("instagram", _INSTAGRAM, "_u/{name} stories/{name} @{name} {name}", "{}"),
    ("instagram", "ig.me", "m/{name}", "{}"),
    ("instagram", "instagram:", "user?username={name}", "{}"),
    ("reddit", "reddit.com", "r/{name}", "r/{}"),
    ("reddit", "reddit.com", "u/{name} user/{name}", "u/{}"),
    ("linkedin", "linkedin.com", "company/{name}", "company/{}"),
    ("linkedin", "linkedin.com", "showcase/{name}", "showcase/{}"),
    ("linkedin", "linkedin.com", "school/{name}", "school/{}"),
    ("linkedin", "linkedin.com", "in/{name}", "in/{}"),
    ("youtube", "youtube.com", "@{name}", "@{}"),
    ("youtube", "youtube.com", "channel/{name}", "channel/{}"),
    ("youtube", "youtube.com", "user/{name}", "user/{}"),
    ("youtube", "youtube.com", "c/{name} {name}", "c/{}"),
    ("tiktok", "tiktok.com", "@{name}", "{}"),
    ("medium", "medium.com", "@{name} {name}", "{}"),
    ("weibo", "weibo.com weibo.cn", "u/{id} n/{name} {id} {name}", "{}"),
    ("wechat_invite", "u.wechat.com", "{name}", "{}"),
    ("wecom_kf", "work.weixin.qq.com", "kfid/{name}", "{}"),
    ("qq", "wpa.qq.com", "msgrd?uin={name}", "{}"),
    ("qq", "tencent:", "message?uin={name}", "{}"),
    ("qq", "mqqwpa:", "im/chat?uin={name}", "{}"),
    ("kakao", "pf.kakao.com", "{name}", "{}"),
    ("kakao_invite", "open.kakao.com", "o/{name} me/{name}", "{}"),
    ("kakao_invite", "qr.kakao.com", "talk/{name}", "{}"),
    ("viber", "chats.viber.com", "{name}", "{}"),
    ("viber", "viber:", "pa?chatURI={name}", "{}"),
    ("viber_phone", "viber:", "chat?number={phone} add?number={phone} contact?number={phone}", "{}"),
    ("viber_invite", "invite.viber.com", "?g2={name} ?g={name}", "{}"),
    ("signal_phone", "signal.me sgnl:", "#p/{phone} signal.me#p/{phone}", "{}"),
    ("signal_code", "signal.me sgnl:", "#eu/{name} signal.me#eu/{name}", "{}"),
    ("signal_invite", "signal.group sgnl:", "#{name} signal.group#{name}", "{}"),
    ("zalo_invite", "zalo.me", "g/{name}", "{}"),
    ("zalo", "zalo.me", "{name}", "{}"),
    ("skype", "skype:", "{name}", "{}"),
    ("skype_invite", "join.skype.com", "invite/{name} {name}", "{}"),
    ("bluesky", "bsky.app", "profile/{name}", "{}"),
    ("threads", "threads.net threads.com", "@{name}", "{}"),
    ("farcaster", "farcaster.xyz warpcast.com", "{name}", "{}"),
    ("lens", "hey.xyz lenster.xyz", "u/lens/{name} u/{name}", "{}"),
    ("lens", "orb.club", "@{name}", "{}"),
    ("bitcointalk", "bitcointalk.org", "index.php?action=profile;u={id}", "{}"),
    ("slack_invite", "join.slack.com", "t/{name}", "{}"),
    ("vk", "vk.com vk.ru", "{name}", "{}"),
    ("twitch", "twitch.tv", "{name}", "{}"),
    *(("mastodon", host, "@{name} users/{name}", "{}@" + host) for host in _MASTODON.split()),
    ("github", "github.com", "orgs/{name} sponsors/{name} {name}", "{}"),
    ("github", "gist.github.com raw.githubusercontent.com", "{name}", "{}"),
    ("matrix", "matrix.to", "#/{name}", "{}"),
    ("form", "docs.google.com", "forms/d/e/{name} forms/u/*/d/e/{name} forms/d/{name}", "google/{}"),
    ("form", "forms.gle", "{name}", "google_short/{}"),
    ("form", "typeform.com", "to/{name}", "typeform/{}"),
    ("form", "jotform.com", "form/{name}", "jotform/{}"),
    ("form", "form.jotform.com", "{name}", "jotform/{}"),
    ("form", "tally.so", "r/{name} embed/{name}", "tally/{}"),
    ("form", "airtable.com", "embed/shr{name} embed/*/shr{name} shr{name} */shr{name}", "airtable/shr{}"),
    ("form", "airtable.com", "embed/*/pag{name} */pag{name}", "airtable/pag{}"),
    ("form", "forms.office.com forms.cloud.microsoft", "r/{name} pages/responsepage.aspx?id={name}", "microsoft/{}"),
    ("form", "forms.yandex.ru forms.yandex.com", "u/{name} cloud/{name}", "yandex/{}"),
    ("form", "form.naver.com", "response/{name}", "naver/{}"),
    ("form", "wj.qq.com", "s2/{name}", "tencent/{}"),
    ("form", "docs.qq.com", "form/page/{name}", "tencent_docs/{}"),
    ("form", "jinshuju.net jinshuju.com", "f/{name}", "jinshuju/{}"),
    ("form", "surveymonkey.com", "r/{name}", "surveymonkey/{}"),
    ("form", "forms.fillout.com", "t/{name}", "fillout/{}"),
    ("form", "share.hsforms.com", "{name}", "hubspot/{}"),
    ("android_app", "play.google.com", "store/apps/details?id={name}", "{}"),
    ("android_app", "market: market.android.com", "details?id={name}", "{}"),
    ("ios_app", "apps.apple.com itunes.apple.com", "*/app/*/id{name} */app/id{name} app/*/id{name} app/id{name}", "id{}"),
    ("chrome_extension", "chromewebstore.google.com", "detail/*/{name} detail/{name}", "{}"),
    ("chrome_extension", "chrome.google.com", "webstore/detail/*/{name} webstore/detail/{name}", "{}"),
    ("chrome_extension", "chrome-extension:", "{name}", "{}"),
    ("firefox_addon", "addons.mozilla.org", "*/firefox/addon/{name} */android/addon/{name} firefox/addon/{name}", "{}"),
)  # fmt: skip

NUMBERED = frozenset({"bitcointalk"})
"""Types whose values are the account's number."""

SUBDOMAINS: dict[str, str] = {"t.me": "telegram", "medium.com": "medium"}
"""Hosts on which ``<name>.host`` is the account, with its type."""

SHARED_BELOW = _words("typeform.com")
"""Hosts below which every name serves the same ids."""

VARIANTS = _words(
    "www m mobile old new np web touch l lm amp i en de fr es pt it ru ja ko tr pl nl id vi th zh ptb canary"
)
"""First labels under which the same pages are served; so are labels such as ``de-de`` and two-letter countries."""

_WORD = "abcdefghijklmnopqrstuvwxyz0123456789_"
NAMES: dict[str, tuple[str, int, int]] = {
    # type: characters of a name (after lower-casing), least and most of them
    "telegram": (_WORD, 4, 32),
    "telegram_invite": (_WORD + "-", 4, 64),
    "x": (_WORD, 1, 15),
    "discord": (_WORD + "-.", 2, 32),
    "whatsapp_code": (_WORD, 4, 40),
    "whatsapp_channel": (_WORD + "-", 8, 60),
    "whatsapp_invite": (_WORD + "-", 8, 60),
    "line": (_WORD + ".-", 2, 30),
    "line_invite": (_WORD + "-", 3, 60),
    "facebook_group": (_WORD + ".-", 2, 80),
    "instagram": (_WORD + ".", 1, 30),
    "reddit": (_WORD + "-", 2, 21),
    "tiktok": (_WORD + ".", 2, 24),
    "medium": (_WORD + ".-", 1, 60),
    "kakao": (_WORD, 2, 40),
    "kakao_invite": (_WORD, 3, 40),
    "wechat_invite": (_WORD + "-", 4, 60),
    "viber": (_WORD + ".-", 2, 60),
    "viber_invite": (_WORD + "-", 4, 120),
    "signal_code": (_WORD + "-", 8, 120),
    "signal_invite": (_WORD + "-", 8, 200),
    "zalo": (_WORD + ".", 4, 40),
    "zalo_invite": (_WORD, 4, 40),
    "skype": (_WORD + ".,:-", 6, 64),
    "bluesky": (_WORD + ".:-", 3, 253),
    "threads": (_WORD + ".", 1, 30),
    "farcaster": (_WORD + ".-", 1, 40),
    "lens": (_WORD + ".-", 2, 40),
    "slack_invite": (_WORD + "-", 2, 40),
    "vk": (_WORD + ".", 2, 32),
    "twitch": (_WORD, 3, 25),
    "mastodon": (_WORD + ".-", 1, 30),
    "wecom_kf": (_WORD, 8, 40),
    "qq": ("0123456789", 5, 12),
    "github": (_WORD + "-", 1, 39),
    "form": (_WORD + "-.=+%", 3, 200),
    "android_app": (_WORD + ".", 3, 150),
    "ios_app": ("0123456789", 5, 12),
    "chrome_extension": ("abcdefghijklmnop", 32, 32),
    "firefox_addon": (_WORD + "@.{}-", 1, 80),
}
"""Types not named here take any name of 1 to 100 characters."""

EXACT = frozenset(
    {"discord", "kakao", "telegram_invite", "whatsapp_code", "whatsapp_channel", "whatsapp_invite", "line_invite"}
    | {"kakao_invite", "wechat_invite", "wecom_kf", "form", "chat_widget", "matrix", "viber_invite", "signal_code"}
    | {"signal_invite", "zalo_invite", "skype_invite"}
)
"""Types whose values differ by their capitals."""

RESERVED: dict[str, frozenset[str]] = {
    "telegram": _words(
        "www addemoji addlist addstickers addstyle addtheme auction auth boost call confirmphone contact giftcode"
        " invoice joinchat login nft proxy setlanguage share socks web bg iv"
    ),
    "x": _words(
        "home explore search hashtag i intent share settings messages notifications login signup tos privacy about"
        " compose download jobs account oauth"
    ),
    "facebook": _words(
        "sharer sharer.php share share.php dialog plugins tr login login.php l.php hashtag watch events groups marketplace"
        " help policies privacy legal photo photo.php permalink.php story.php pages people pg profile.php business"
        " gaming reel reels stories messages settings v2.0 home.php"
    ),
    "instagram": _words("p reel reels tv explore accounts direct stories about legal developer web"),
    "youtube": _words(
        "watch playlist shorts embed feed results live hashtag channel user c redirect account about t s gaming"
        " premium music attribution_link oembed"
    ),
    "medium": _words("m p tag tags search topic me new-story about jobs membership plans help policy"),
    "github": _words(
        "features topics orgs sponsors marketplace pricing about login join search explore settings notifications"
        " issues pulls new collections trending apps enterprise security customer-stories readme contact site"
        " codespaces dashboard organizations account stars discussions"
    ),
    "weibo": _words("p u n login signup search hot tv ajax detail status share"),
    "farcaster": _words("~ ~channel explore search signup login download c miniapps"),
    "vk": _words("feed im login join search video music wall away.php share.php market groups"),
    "twitch": _words("directory downloads jobs p settings subscriptions search turbo videos login signup"),
    "zalo": _words("pc download g"),
    "discord": frozenset({"invite"}),
    "whatsapp_invite": frozenset({"invite"}),
    "reddit": frozenset({"all", "popular", "me"}),
}
"""Names that are pages of the network, not accounts."""

WORDS: dict[str, str] = {
    word: kind
    for kind, words in {
        "telegram": "telegram tg 电报 電報 纸飞机 紙飛機 飞机 飛機 телеграм",
        "x": "x twitter 推特",
        "discord": "discord",
        "whatsapp": "whatsapp wa ватсап",
        "wechat": "wechat weixin 微信 微信号 微信號 vx",
        "line": "line",
        "qq": "qq",
        "facebook": "facebook fb messenger 脸书 臉書",
        "instagram": "instagram ig insta",
        "reddit": "reddit",
        "youtube": "youtube",
        "linkedin": "linkedin",
        "tiktok": "tiktok",
        "medium": "medium",
        "weibo": "weibo 微博",
        "kakao": "kakao kakaotalk 카카오톡 카톡",
        "github": "github",
        "viber": "viber",
        "zalo": "zalo",
        "bluesky": "bluesky bsky",
        "threads": "threads",
        "farcaster": "farcaster warpcast",
        "lens": "lens",
        "bitcointalk": "bitcointalk",
        "sms_sender": "sms 短信 短訊 簡訊",
    }.items()
    for word in words.split()
}
"""What people write before a name to say on which network it is."""

HANDLES = ("x", "telegram", "instagram", "facebook", "youtube", "tiktok", "medium", "weibo", "wechat", "line", "kakao")
"""Networks on which ``@name`` may be an account, the likeliest first."""
