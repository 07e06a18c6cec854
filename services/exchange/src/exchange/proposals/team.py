"""Who applies together: co-applicants are asked, and agree or decline (row 56; pure)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from exchange.refusal import Refusal

ASKED, AGREED, DECLINED, LEFT = "asked", "agreed", "declined", "left"
STATES = (ASKED, AGREED, DECLINED, LEFT)
"""*Left*: agreed first and went, or was taken off by the lead."""


@dataclass(frozen=True)
class CoApplicant:
    """``shown_name`` is how they are called beside this proposal, if they wish."""

    member_id: str
    state: str
    asked_at: datetime
    answered_at: datetime | None = None
    shown_name: str = ""


def ask(
    people: Iterable[CoApplicant], lead: str, member_id: str, most: int, now: datetime
) -> tuple[CoApplicant, ...]:
    """One more is asked; somebody who went may be asked again, who declined is left in peace.

    Refused: ``co_applicant_is_lead``, ``co_applicant_twice``, ``co_applicant_declined``,
    ``co_applicants_too_many``.
    """
    known = tuple(people)
    if member_id == lead:
        raise Refusal("co_applicant_is_lead", "", {"member_id": ["You lead this proposal."]})
    before = of(known, member_id)
    if before is not None and before.state in (ASKED, AGREED):
        raise Refusal("co_applicant_twice")
    if before is not None and before.state == DECLINED:
        raise Refusal("co_applicant_declined")
    if sum(each.state in (ASKED, AGREED) for each in known) >= most:
        raise Refusal("co_applicants_too_many", f"A proposal has {most} co-applicants at most.")
    return (*_without(known, member_id), CoApplicant(member_id, ASKED, now))


def answer(
    people: Iterable[CoApplicant], member_id: str, *, agrees: bool, shown_name: str, now: datetime
) -> tuple[CoApplicant, ...]:
    """Who was asked agrees or declines. Refused: ``co_applicant_not_asked``."""
    known = tuple(people)
    before = of(known, member_id)
    if before is None or before.state != ASKED:
        raise Refusal("co_applicant_not_asked")
    state, name = (AGREED, shown_name) if agrees else (DECLINED, "")
    return _put(known, replace(before, state=state, answered_at=now, shown_name=name))


def leave(people: Iterable[CoApplicant], member_id: str, now: datetime) -> tuple[CoApplicant, ...]:
    """Somebody goes, or their lead takes them off. Refused: ``co_applicant_not_asked``."""
    known = tuple(people)
    before = of(known, member_id)
    if before is None or before.state not in (ASKED, AGREED):
        raise Refusal("co_applicant_not_asked")
    return _put(known, replace(before, state=LEFT, answered_at=now, shown_name=""))


def joined(
    people: Iterable[CoApplicant], others: Iterable[CoApplicant], lead: str, now: datetime
) -> tuple[CoApplicant, ...]:
    """Those of another proposal come in: ``others`` are agreed or asked; who is here already stays as they
    are, and the lead is no co-applicant."""
    known = tuple(people)
    here = {lead, *(each.member_id for each in known if each.state in (ASKED, AGREED))}
    new = tuple(each for each in others if each.member_id not in here)
    ids = {each.member_id for each in new}
    agreed = tuple(replace(each, asked_at=now) for each in new)
    return (*(each for each in known if each.member_id not in ids), *agreed)


def of(people: Iterable[CoApplicant], member_id: str) -> CoApplicant | None:
    return next((each for each in people if each.member_id == member_id), None)


def forget(people: Iterable[CoApplicant], member_id: str) -> tuple[CoApplicant, ...]:
    """Who left Q is no co-applicant, and nothing says that they were."""
    return _without(tuple(people), member_id)


def _put(people: tuple[CoApplicant, ...], changed: CoApplicant) -> tuple[CoApplicant, ...]:
    return tuple(changed if each.member_id == changed.member_id else each for each in people)


def _without(people: tuple[CoApplicant, ...], member_id: str) -> tuple[CoApplicant, ...]:
    return tuple(each for each in people if each.member_id != member_id)
