"""How a member may be called."""

import pytest

from meetings.introductions import domain
from meetings.refusal import Refusal


def test_the_same_words_again_change_nothing():
    first = domain.introduce(None, "m-1", "Ada", False)
    assert domain.introduce(first, "m-1", "Ada", False) is first
    assert domain.introduce(first, "m-1", "Ada", True).version == 2


def test_an_address_is_no_name():
    with pytest.raises(Refusal, match="name_is_address"):
        domain.introduce(None, "m-1", "ada@example.org", False)
