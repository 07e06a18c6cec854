"""The shapes at the doors of actions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Day, Identifier, Line, Paragraphs, RegionCode, Version
from chassis.paging import page_fields
from meetings.actions.domain import OVERDUE, STATES, Action, Step

LONGEST_TEXT = 1_000
LONGEST_NOTE = 1_000


class AddAction(Schema):
    """``owner`` is a member's id; ``section`` and ``item`` link to the minutes' section and agenda's item.

    ``is_closed`` left out: it is where the whole meeting is.
    """

    meeting = Identifier(required=True)
    text = Paragraphs(required=True, longest=LONGEST_TEXT)
    # Not required here: a missing owner is refused by the domain, in its own words (row 45).
    owner = fields.Str(load_default="", validate=validate.Length(max=64))
    due_on = Day(required=True)
    section = Line(load_default="", longest=64)
    item = Line(load_default="", longest=64)
    is_closed = fields.Bool(load_default=None, allow_none=True)


class ListActions(Schema):
    """A group's register; ``state`` is open, done, dropped or overdue, left out for all."""

    region = RegionCode(required=True)
    state = fields.Str(load_default=None, allow_none=True, validate=validate.OneOf((*STATES, OVERDUE)))
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class OfMeeting(Schema):
    """A meeting by id."""

    meeting = Identifier(required=True)


class ListOwners(Schema):
    """A group by its region."""

    region = RegionCode(required=True)


class GetAction(Schema):
    """One action by id."""

    id = Identifier(required=True)


class _Act(Schema):
    """``version`` is what the caller read, else the newest is meant."""

    id = Identifier(required=True)
    version = Version()


class ChangeAction(_Act):
    """New words, another day, or both; ``words`` says why. The day it has already answers an asked one no."""

    text = Paragraphs(load_default=None, allow_none=True, longest=LONGEST_TEXT)
    due_on = Day(load_default=None, allow_none=True)
    words = Paragraphs(load_default="", longest=LONGEST_NOTE)


class FinishAction(_Act):
    """``on`` is the day on which it was done, else today."""

    note = Paragraphs(load_default="", longest=LONGEST_NOTE)
    on = Day(load_default=None, allow_none=True)


class DropAction(_Act):
    """``on`` is the day on which it was given up, else today."""

    reason = Paragraphs(load_default="", longest=LONGEST_NOTE)
    on = Day(load_default=None, allow_none=True)


class ReopenAction(_Act):
    reason = Paragraphs(load_default="", longest=LONGEST_NOTE)


class AskForDay(_Act):
    due_on = Day(required=True)
    words = Paragraphs(load_default="", longest=LONGEST_NOTE)


class OfferAction(_Act):
    """``to`` is the id of the member who is asked to take it over."""

    to = Identifier(required=True)
    words = Paragraphs(load_default="", longest=LONGEST_NOTE)


class AnswerOffer(_Act):
    accepts = fields.Bool(required=True)
    words = Paragraphs(load_default="", longest=LONGEST_NOTE)


@dataclass(frozen=True)
class Reader:
    """Who reads, and what of this group they may see: ``at_table`` reads and changes everything."""

    member_id: str
    at_table: bool

    def knows(self, action: Action) -> bool:
        """Whether they see more of it than everybody: the table, its owner, and whom it is offered to."""
        mine = self.member_id in (action.owner_id, action.offered_to)
        return self.at_table or (bool(self.member_id) and mine)


def may(action: Action, reader: Reader) -> list[str]:
    """What this reader can do with the action now."""
    owns = bool(reader.member_id) and reader.member_id == action.owner_id
    if not action.is_open:
        return ["reopen"] if owns or reader.at_table else []
    verbs = ["answer_offer"] if reader.member_id and reader.member_id == action.offered_to else []
    verbs += ["finish", "offer"] if owns or reader.at_table else []
    verbs += ["ask_day"] if owns and not reader.at_table else []
    verbs += ["change", "drop"] if reader.at_table else []
    return verbs


def action_view(
    action: Action, reader: Reader, names: Mapping[str, str], today: date, *, carried: int, gone: bool
) -> dict[str, Any]:
    """An action as this reader may see it; ``names`` are the words for people in this group's papers.

    ``carried`` counts the held meetings to which it was carried. Everybody sees the words, the owner's
    seat, the days and the state; notes, ids and who changed what are the table's and the owner's.
    """
    knows = reader.knows(action)
    asked = action.asked if knows else None
    offered = action.offered_to if knows else ""
    return {
        "id": action.id,
        "version": action.version,
        "region": action.region,
        "meeting_id": action.meeting_id,
        "raised_on": action.raised_on.isoformat(),
        "text": action.text,
        "owner": names[action.owner_id],
        "owner_id": action.owner_id if knows else None,
        "owner_left": gone,
        "is_mine": bool(reader.member_id) and reader.member_id == action.owner_id,
        "due_on": action.due_on.isoformat(),
        "state": action.state,
        "is_overdue": action.is_overdue(today),
        "ended_on": action.ended_on.isoformat() if action.ended_on else None,
        "carried": carried,
        "section": action.section or None,
        "item_id": action.item_id or None,
        "is_closed": action.is_closed,
        "is_public": action.is_public,
        "asked_day": asked.due_on.isoformat() if asked else None,
        "asked_words": asked.words if asked else None,
        "offered_to": names[offered] if offered else None,
        "offered_to_me": bool(offered) and offered == reader.member_id,
        "history": [_step(each, names, knows) for each in action.history],
        "may": may(action, reader),
    }


def _step(step: Step, names: Mapping[str, str], knows: bool) -> dict[str, Any]:
    return {
        "kind": step.kind,
        "at": step.at.isoformat(),
        "on": step.on.isoformat(),
        "by": names[step.by] if knows else None,
        "words": step.words if knows else "",
        "due_on": step.due_on.isoformat() if step.due_on else None,
    }
