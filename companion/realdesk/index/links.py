"""What a click on a channel opens."""

from __future__ import annotations

_PROFILES = {
    "x": "https://x.com/{}",
    "telegram": "https://t.me/{}",
    "discord": "https://discord.gg/{}",
    "reddit": "https://www.reddit.com/{}",
    "facebook": "https://www.facebook.com/{}",
    "instagram": "https://www.instagram.com/{}",
    "youtube": "https://www.youtube.com/{}",
    "linkedin": "https://www.linkedin.com/{}",
    "tiktok": "https://www.tiktok.com/@{}",
    "medium": "https://medium.com/{}",
    "kakao": "https://pf.kakao.com/{}",
    "line": "https://line.me/R/ti/p/@{}",
    "weibo": "https://weibo.com/{}",
    "github": "https://github.com/{}",
    "lens": "https://hey.xyz/u/{}",
    "bitcointalk": "https://bitcointalk.org/index.php?action=profile;u={}",
    "android_app": "https://play.google.com/store/apps/details?id={}",
    "ios_app": "https://apps.apple.com/app/{}",
    "chrome_extension": "https://chromewebstore.google.com/detail/{}",
    "firefox_addon": "https://addons.mozilla.org/firefox/addon/{}/",
    "phone": "tel:{}",
    "email": "mailto:{}",
}


def channel_url(kind: str, value: str) -> str | None:
    """Return the address a channel opens, or ``None`` when there is none (an in-app chat, a WeChat name)."""
    if value.startswith("https://"):
        return value
    if kind == "whatsapp":
        return "https://wa.me/" + value.removeprefix("+")
    template = _PROFILES.get(kind)
    return template.format(value) if template else None
