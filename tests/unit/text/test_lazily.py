from __future__ import annotations

import re

import pytest

from realdesk.text.lazily import lazily


def test_a_pattern_is_compiled_when_it_is_first_used_and_once() -> None:
    broken = lazily("(")
    with pytest.raises(re.error):
        broken()
    sound = lazily("a+")
    assert sound() is sound()
