"""What every entity ends as: a type and one value for all its written forms."""

from __future__ import annotations

import msgspec


class Canonical(msgspec.Struct, frozen=True, gc=False):
    """A contact. ``type`` is a channel type of the rules, or one of those below; ``value`` compares equal or not at all.

    ``host``: A-labels. ``url``: host without ``www.``, path and query. ``telegram_invite``, ``whatsapp_invite``,
    ``whatsapp_code``, ``whatsapp_channel``, ``line_invite``, ``wechat_invite``, ``kakao_invite``,
    ``facebook_group``: the code. ``qq``, ``wecom_kf``, ``matrix``: the id. ``form``, ``chat_widget``: the service, a slash
    and the id there (``tally/…``, ``tawk/…``). ``handle``: a name without its network. Accounts known by number have the value ``id:<digits>``.
    """

    type: str
    value: str
