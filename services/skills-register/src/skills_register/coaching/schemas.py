"""The shapes at the doors of coaching."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Day, Identifier, Line, Paragraphs, RegionCode
from chassis.paging import page_fields
from skills_register.coaching.domain import LISTED, Contact, Coverage, Question

MOST_WORDS = 20
LONGEST_WORD = 80


def _words() -> fields.List[str]:
    word = Line(required=True, longest=LONGEST_WORD)
    return fields.List(word, load_default=list, validate=validate.Length(0, MOST_WORDS))


class NameContact(Schema):
    """Whom the keepers ask to be a contact of their region."""

    region = RegionCode(required=True)
    member_id = Identifier(required=True)


class AcceptContact(Schema):
    """What one may be asked about, for which areas, when, and how one is called."""

    shown_name = Line(required=True)
    topics = _words()
    areas = _words()
    hours = Line(required=True)


class BeAway(Schema):
    """The last day on which one is away; none is to be back."""

    until = Day(load_default=None, allow_none=True, format="iso")


class OneContact(Schema):
    member_id = Identifier(required=True)


class OfRegion(Schema):
    region = RegionCode(required=True)


class WaitingIn(OfRegion):
    """A page of what waits in a region."""

    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class Page(Schema):
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class AskQuestion(Schema):
    """A question; ``region`` is left out by who asks at home, or names an area instead."""

    region = RegionCode(load_default=None, allow_none=True)
    area = Line(load_default="", longest=LONGEST_WORD)
    topic = Line(load_default="", longest=LONGEST_WORD)
    shown_name = Line(required=True)
    words = Paragraphs(required=True)


class OneQuestion(Schema):
    id = Identifier(required=True)


class AnswerQuestion(OneQuestion):
    words = Paragraphs(required=True)


class HandQuestion(OneQuestion):
    """To which contact the keepers hand it."""

    member_id = Identifier(required=True)


def contact_view(contact: Contact, today: date, with_name: bool) -> dict[str, Any]:
    """``with_name``: members see who it is, visitors that there is somebody."""
    shown = {
        "region": contact.region,
        "topics": list(contact.topics),
        "areas": list(contact.areas),
        "hours": contact.hours,
        "is_reachable": contact.is_reachable(today),
        "away_until": contact.away_until.isoformat() if contact.away_until else None,
    }
    if with_name:
        shown |= {"member_id": contact.id, "shown_name": contact.shown_name, "is_listed": _listed(contact)}
    return shown


def standing_view(contact: Contact, today: date) -> dict[str, Any]:
    """What a contact's step answers: how they stand, and nothing that they typed."""
    return {
        "member_id": contact.id,
        "region": contact.region,
        "is_listed": _listed(contact),
        "is_reachable": contact.is_reachable(today),
        "away_until": contact.away_until.isoformat() if contact.away_until else None,
    }


def coverage_view(found: Coverage, name: str) -> dict[str, Any]:
    return {
        "region": found.region,
        "name": name,
        "reachable": found.reachable,
        "wanted": found.wanted,
        "is_gap": found.is_gap,
    }


def outside_view(question: Question) -> dict[str, Any]:
    """For keepers: that it waits, and where; never its words."""
    return {**step_view(question), "topic": question.topic, "area": question.area}


def step_view(question: Question) -> dict[str, Any]:
    """What a step answers: where it lies, and nothing that was typed."""
    return {
        "id": question.id,
        "version": question.version,
        "region": question.region,
        "asked_at": question.asked_at.isoformat(),
        "state": question.state,
        "brought_to": len(question.told),
        "with_keepers": question.with_keepers_since is not None,
        "due_at": question.due_at.isoformat() if question.due_at else None,
    }


def inside_view(question: Question, names: Mapping[str, str]) -> dict[str, Any]:
    """For the asker and the contacts to whom it was brought; ``names`` are those of contacts."""
    return {
        **outside_view(question),
        "asked_by": question.shown_name,
        "words": question.words,
        "lies_with": names.get(question.told[-1].member_id, "") if question.lies_with_a_contact else "",
        "answers": [
            {"words": each.words, "at": each.at.isoformat(), "by": names.get(each.member_id, "")}
            for each in question.answers
        ],
    }


def _listed(contact: Contact) -> bool:
    return contact.state == LISTED
