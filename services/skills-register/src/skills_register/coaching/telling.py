"""Whom the steps of a question are told to; its words stay on the page."""

from collections.abc import Iterable
from typing import Any

from commons.london import in_words
from commons.people.store import People
from commons.places import name_of
from contracts.events import Fact
from contracts.regions import Regions
from skills_register.coaching.domain import Contact, Question
from skills_register.notices import notices

DESK, MINE = "/coaching/desk", "/coaching/questions"


def named(contact: Contact, regions: Regions) -> list[Fact]:
    """To the member whom the keepers ask."""
    return notices(
        "contact_asked",
        cause=f"coaching:{contact.id}:{contact.named_at.isoformat()}",
        members=[contact.id],
        about={"group": name_of(regions, contact.region)},
        path=DESK,
        concerning=(contact.id, contact.version),
        region=contact.region,
    )


def brought(question: Question) -> list[Fact]:
    """To the contact with whom it lies now."""
    until = in_words(question.due_at) if question.due_at else ""
    last = question.told[-1].member_id
    return _tell("question_brought", question, [last], f"brought {len(question.told)}", DESK, until=until)


def waiting(question: Question, work: Any, regions: Regions) -> list[Fact]:
    """To the region's keepers, or the national team where it has none: find somebody."""
    people = People(work)
    offices = [f"{office}:{question.region}" for office in ("coordinator", "convenor")]
    keepers = people.holding(*offices) or people.holding("national_team")
    cause = f"waiting {len(question.told)}"
    group = name_of(regions, question.region)
    path = f"/coaching/waiting/{question.region}"
    return _tell("question_waiting", question, keepers, cause, path, group=group)


def answered(question: Question) -> list[Fact]:
    """To the asker."""
    cause = f"answered {len(question.answers)}"
    return _tell("question_answered", question, [question.asker_id], cause, MINE)


def _tell(
    kind: str, question: Question, members: Iterable[str], cause: str, path: str, **about: str
) -> list[Fact]:
    return notices(
        kind,
        cause=f"coaching:{question.id}:{cause}",
        members=members,
        about=about,
        path=path,
        concerning=(question.id, question.version),
        region=question.region,
    )
