"""Written forms of contacts, made from their normal form in the rules, independently of the code that reads them."""

from __future__ import annotations

import phonenumbers

from realdesk.ruleset.model import Channel

_HANDLES = {
    "x": ("https://x.com/{}", "twitter.com/{}/status/1", "https://mobile.twitter.com/{}?lang=en",
          "https://twitter.com/intent/follow?screen_name={}", "X: @{}"),
    "telegram": ("https://t.me/{}", "telegram.me/s/{}", "tg://resolve?domain={}", "https://telegram.dog/{}?start=1",
                 "Telegram: @{}"),
    "discord": ("https://discord.gg/{}", "discord.com/invite/{}", "https://discordapp.com/invite/{}?event=1"),
    "instagram": ("https://www.instagram.com/{}/", "instagr.am/{}", "https://instagram.com/{}?hl=en", "IG: @{}"),
    "facebook": ("https://www.facebook.com/{}/", "fb.com/{}", "https://m.me/{}", "https://de-de.facebook.com/{}/posts/1"),
    "reddit": ("https://www.reddit.com/{}/", "old.reddit.com/{}", "https://new.reddit.com/{}/comments/1/x", "{}"),
    "linkedin": ("https://www.linkedin.com/{}/", "de.linkedin.com/{}", "{}"),
    "youtube": ("https://www.youtube.com/{}", "m.youtube.com/{}/videos", "http://youtube.com/{}?sub_confirmation=1"),
    "tiktok": ("https://www.tiktok.com/@{}", "tiktok.com/@{}/video/1", "TikTok: @{}"),
    "medium": ("https://medium.com/@{}", "medium.com/{}", "Medium: @{}"),
    "weibo": ("https://weibo.com/{}", "m.weibo.cn/{}", "http://www.weibo.com/{}?is_all=1"),
    "github": ("https://github.com/{}", "github.com/{}/wallet/issues", "https://github.com/orgs/{}/people"),
    "lens": ("https://hey.xyz/u/{}", "lenster.xyz/u/{}.lens", "https://orb.club/@{}", "Lens: @{}"),
    "bitcointalk": ("https://bitcointalk.org/index.php?action=profile;u={}", "bitcointalk.org/index.php?action=profile;u={};sa=summary",
                    "http://www.bitcointalk.org/index.php?action=profile;u={}"),
    "sms_sender": ("SMS: {}", "短信：{}", "sms {}"),
    "kakao": ("https://pf.kakao.com/{}", "pf.kakao.com/{}/chat", "카카오톡: {}"),
    "line": ("https://line.me/R/ti/p/@{}", "line.me/ti/p/%40{}", "LINE ID: @{}"),
    "wechat": ("微信：{}", "WeChat: {}", "微信号 {}"),
    "android_app": ("https://play.google.com/store/apps/details?id={}&hl=de", "market://details?id={}", "{}"),
    "ios_app": ("https://apps.apple.com/us/app/some-name/{}", "itunes.apple.com/app/{}?mt=8", "{}"),
    "chrome_extension": ("https://chromewebstore.google.com/detail/some-name/{}",
                         "chrome.google.com/webstore/detail/{}?hl=en", "chrome-extension://{}/index.html", "{}"),
    "firefox_addon": ("https://addons.mozilla.org/en-US/firefox/addon/{}/", "addons.mozilla.org/firefox/addon/{}", "{}"),
    "email": ("{}", "mailto:{}?subject=x", " <{}> "),
}  # fmt: skip
_CASELESS = frozenset({"x", "telegram", "instagram", "tiktok", "github", "email"})


def written_forms(channel: Channel) -> tuple[str, ...]:
    """Return at least three written forms of ``channel``; none for support inside an app, which has no address."""
    kind, value = channel.type, channel.value
    if kind == "in_app":
        return ()
    if kind in {"phone", "whatsapp"}:
        return _phones(kind, value)
    if value.startswith("https://"):
        return (value, value.removeprefix("https://"), value.replace("https://", "http://"), value + "#top")
    forms = [form.format(value) for form in _HANDLES[kind]]
    if kind == "email":
        local, _, domain = value.partition("@")
        forms.append(f"{local}+tag@{domain}")
    if kind in _CASELESS:
        forms.append(forms[0].replace(value, value.upper()))
    return tuple(forms)


def _phones(kind: str, value: str) -> tuple[str, ...]:
    if not value.startswith("+"):
        return (value, " ".join(value), f"tel:{value}")
    number = phonenumbers.parse(value)
    styles = phonenumbers.PhoneNumberFormat
    if kind == "whatsapp":
        digits = value.removeprefix("+")
        return (f"https://wa.me/{digits}", f"whatsapp://send?phone=%2B{digits}", f"WhatsApp: {value}")
    shown = [
        phonenumbers.format_number(number, style) for style in (styles.INTERNATIONAL, styles.NATIONAL, styles.RFC3966)
    ]
    return (value, *shown, "00" + value.removeprefix("+"), value + " ext. 12", "".join(f"{c} " for c in value).strip())
