"""What accounts are called for one reader: members as far as they let themselves be seen."""

from collections.abc import Iterable, Mapping
from typing import Any

from chassis.identity import Caller
from gateway.clients import membership, together
from gateway.clients.doors import Query
from gateway.clients.skills_register import organisations, skills

MEMBER, ORGANISATION, POT = "member", "organisation", "pot"
SOMEBODY = "A member of Q"
SOMEBODY_WITHIN = "a member of Q"
"""The same within a sentence."""
MOST = 200
"""So many are asked for at most; a file with more names only these."""


def names_of(person: Caller, accounts: Iterable[str | None], regions: Mapping[str, str]) -> dict[str, str]:
    """Account id -> what it is called; ``regions`` is code -> name of every region.

    A member is called as the directory shows them to this reader, else as they call themselves beside
    their skills, else by their region.
    """
    wanted = sorted({each for each in accounts if each})
    asked = [each for each in wanted if _holder(each)[0] in DOORS][:MOST]
    seen = _answers(person, {each: DOORS[_holder(each)[0]] for each in asked})
    nameless = [each for each in asked if _holder(each)[0] == MEMBER and not seen[each].get("name")]
    theirs = _answers(person, dict.fromkeys(nameless, skills.get_member_skills))
    return {each: _called(each, seen.get(each, {}), theirs.get(each, {}), regions) for each in wanted}


DOORS: Mapping[str, Query[[str]]] = {
    MEMBER: membership.get_member,
    ORGANISATION: organisations.get_organisation,
}


def _answers(person: Caller, doors: Mapping[str, Query[[str]]]) -> dict[str, Mapping[str, Any]]:
    """Account id -> what its door says of the holder, nothing where it refuses; all asked at once."""
    questions = [door.asking(person, _holder(account)[1]) for account, door in doors.items()]
    answers = together(*questions) if questions else []
    return {
        account: answer if isinstance(answer, Mapping) else {}
        for account, answer in zip(doors, answers, strict=True)
    }


def _called(
    account: str, seen: Mapping[str, Any], theirs: Mapping[str, Any], regions: Mapping[str, str]
) -> str:
    kind, holder = _holder(account)
    if kind == POT:
        return f"Community pot of {regions.get(holder, holder)}"
    name = seen.get("name") or theirs.get("shown_name")
    if name:
        return str(name)
    if kind == ORGANISATION:
        return "An organisation"
    home = regions.get(seen.get("region") or theirs.get("region") or "")
    return f"{SOMEBODY} in {home}" if home else SOMEBODY


def _holder(account: str) -> tuple[str, str]:
    kind, _, holder = account.partition(":")
    return kind, holder
