"""What accounts are called for one reader: members as far as they let themselves be seen."""

from collections.abc import Iterable, Mapping
from typing import Any

from chassis.identity import Caller
from gateway.clients import membership, together
from gateway.clients.skills_register import organisations

MEMBER, ORGANISATION, POT = "member", "organisation", "pot"
SOMEBODY = "A member of Q"
MOST = 200
"""So many are asked for at most; a file with more names only these."""


def names_of(person: Caller, accounts: Iterable[str | None], regions: Mapping[str, str]) -> dict[str, str]:
    """Account id -> what it is called; ``regions`` is code -> name of every region."""
    wanted = sorted({each for each in accounts if each})
    asked = [each for each in wanted if _holder(each)[0] in (MEMBER, ORGANISATION)][:MOST]
    answers = together(*(_question(person, each) for each in asked)) if asked else []
    known = dict(zip(asked, answers, strict=True))
    return {each: _called(each, known.get(each), regions) for each in wanted}


def _question(person: Caller, account: str) -> Any:
    kind, holder = _holder(account)
    if kind == MEMBER:
        return membership.get_member.asking(person, holder)
    return organisations.get_organisation.asking(person, holder)


def _called(account: str, answer: Any, regions: Mapping[str, str]) -> str:
    kind, holder = _holder(account)
    if kind == POT:
        return f"Community pot of {regions.get(holder, holder)}"
    seen = answer if isinstance(answer, Mapping) else {}
    if seen.get("name"):
        return str(seen["name"])
    if kind == ORGANISATION:
        return "An organisation"
    home = regions.get(seen.get("region") or "")
    return f"{SOMEBODY} in {home}" if home else SOMEBODY


def _holder(account: str) -> tuple[str, str]:
    kind, _, holder = account.partition(":")
    return kind, holder
