"""A notice is told to everybody it names, with all the words of its mail and no others."""

from typing import Any

import pytest

from contracts.notices import MOST_TOLD
from contracts.stewardship import NOTICES
from stewardship.notices import notices

WORDS = {"group": "South West", "ends": "7 September 2018"}


def told(**changes: Any) -> list[Any]:
    given: dict[str, Any] = {
        "kind": "term_ending",
        "cause": "term t-1",
        "members": ["m-1"],
        "about": WORDS,
        "path": "/my-seats",
        "concerning": ("s-1", 1),
        **changes,
    }
    return notices(given.pop("kind"), **given)


@pytest.mark.parametrize(
    "wrong",
    [{"kind": "birthday"}, {"about": {"group": "South West"}}, {"about": {**WORDS, "name": "Ada"}}],
)
def test_a_kind_or_words_that_no_mail_has_are_found_out_where_they_are_written(wrong: dict[str, Any]):
    with pytest.raises(ValueError):
        told(**wrong)


def test_many_members_are_told_by_several_notices_each_once():
    everybody = [f"m-{number:04}" for number in range(MOST_TOLD + 1)]
    facts = told(members=[*everybody, *everybody])
    assert [len(fact.data["members"]) for fact in facts] == [MOST_TOLD, 1]
    assert [member for fact in facts for member in fact.data["members"]] == everybody


def test_nobody_to_tell_is_no_notice():
    assert told(members=[]) == []


@pytest.mark.parametrize(("kind", "gaps"), NOTICES.items())
def test_every_kind_keeps_its_contract(kind: str, gaps: tuple[str, ...]):
    [fact] = told(kind=kind, about=dict.fromkeys(gaps, "words"))
    assert fact.type.data().validate(fact.data) == {}
