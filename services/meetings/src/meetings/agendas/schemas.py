"""The shapes at the doors of agendas, and an agenda as its reader may see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Identifier, Line, Paragraphs, Version
from meetings.agendas.domain import MOST_ITEMS, Agenda
from meetings.agendas.items import CLOSED, OUTCOMES, PARKED, PARTS, SENT_BACK, Item, Paper
from meetings.calendar.domain import CANCELLED, Meeting
from meetings.calendar.domain import CLOSED as BEHIND_DOORS
from meetings.calendar.schemas import Day

LONGEST_TITLE = 120
LONGEST_WHY = 2_000
LONGEST_REASON = 500
MOST_MINUTES = 480


class OneAgenda(Schema):
    """A meeting's agenda, by the meeting's id."""

    meeting_id = Identifier(required=True)


class ProposeItem(OneAgenda):
    """``proposer`` is for keepers who write down what another member asked for, by chat perhaps."""

    title = Line(required=True, longest=LONGEST_TITLE)
    minutes = fields.Int(required=True, strict=True, validate=validate.Range(1, MOST_MINUTES))
    why = Paragraphs(load_default="", longest=LONGEST_WHY)
    outcome = fields.Str(required=True, validate=validate.OneOf(OUTCOMES))
    part = fields.Str(load_default=PARTS[0], validate=validate.OneOf(PARTS))
    proposer = Identifier(load_default=None, allow_none=True)


class OneItem(OneAgenda):
    """One of its items."""

    item_id = Identifier(required=True)


class ChangeItem(OneItem):
    """What is given replaces what was there."""

    title = Line(required=False, longest=LONGEST_TITLE, validate=validate.Length(1))
    minutes = fields.Int(strict=True, validate=validate.Range(1, MOST_MINUTES))
    why = Paragraphs(longest=LONGEST_WHY)
    outcome = fields.Str(validate=validate.OneOf(OUTCOMES))
    part = fields.Str(validate=validate.OneOf(PARTS))
    version = Version()


class SupportItem(OneItem):
    """``supports`` false takes it back."""

    supports = fields.Bool(load_default=True)


class OrderItems(OneAgenda):
    """Every item that is on the agenda, in the order in which it is talked about."""

    item_ids = fields.List(Identifier(), required=True, validate=validate.Length(max=MOST_ITEMS))
    version = Version()


class SetAside(OneItem):
    """Why, for the proposer to read."""

    reason = Paragraphs(load_default="", longest=LONGEST_REASON)


class PublishAgenda(OneAgenda):
    """``published_on`` is for an agenda that went out on an earlier day than it is recorded here."""

    published_on = Day(load_default=None, allow_none=True)


@dataclass(frozen=True)
class Reader:
    """Who looks at an agenda: at the group's table or not, and whether they order it (``keeps``)."""

    member_id: str
    at_table: bool
    keeps: bool


def agenda_view(
    agenda: Agenda,
    meeting: Meeting,
    reader: Reader,
    names: Mapping[str, str],
    *,
    lead_days: int,
    arising: Mapping[str, Any],
) -> dict[str, Any]:
    """An agenda as this reader may see it; ``names`` are the words for people in this group's papers.

    ``minutes`` is the sum of all items beside the meeting's length, with what is ``over``. ``arising``
    is what comes before this meeting by itself. Closed items are counted for everybody and
    shown to the table alone; so is what was set aside.
    """
    timing, lead = agenda.timing(meeting.minutes), agenda.lead(meeting.day, lead_days)
    seen = [item for item in agenda.on_it if reader.at_table or not is_closed(item, meeting)]
    titles = {item.id: item.title for item in (agenda.items if reader.at_table else seen)}
    return {
        "meeting_id": agenda.meeting_id,
        "version": agenda.version,
        "region": agenda.region,
        "published_at": agenda.published_at.isoformat() if agenda.published_at else None,
        "due_on": (meeting.day - timedelta(days=lead_days)).isoformat(),
        "lead": {"days": lead.days, "wanted": lead.wanted, "is_late": lead.is_late} if lead else None,
        "minutes": {"sum": timing.minutes, "limit": timing.limit, "over": timing.over},
        **arising,
        "items": [_item_view(each, agenda, meeting, reader, names) for each in seen],
        "closed_items": len(agenda.on_it) - len(seen),
        "set_aside": [_item_view(each, agenda, meeting, reader, names) for each in agenda.set_aside]
        if reader.at_table
        else [],
        "changes": [
            {
                "at": each.at.isoformat(),
                "kind": each.kind,
                "item_id": each.item_id or None,
                "title": titles.get(each.item_id),
                "words": each.words,
            }
            for each in agenda.changes
            if not each.item_id or each.item_id in titles
        ],
        "has_closed_part": has_closed_part(meeting),
        "may": _may(agenda, meeting, reader),
    }


def has_closed_part(meeting: Meeting) -> bool:
    """Whether an item may be without the public (row 43)."""
    return bool(meeting.closed_parts) or meeting.access == BEHIND_DOORS


def is_closed(item: Item, meeting: Meeting) -> bool:
    return item.part == CLOSED or meeting.access == BEHIND_DOORS


def _may(agenda: Agenda, meeting: Meeting, reader: Reader) -> list[str]:
    if meeting.status == CANCELLED:
        return []
    may = []
    if reader.keeps or (reader.at_table and not agenda.is_published):
        may.append("propose")
    if reader.keeps:
        may.append("order")
        if meeting.is_shown and not agenda.is_published:
            may.append("publish")
    return may


def _may_with(item: Item, agenda: Agenda, reader: Reader) -> list[str]:
    """What this reader may do with an item now."""
    if not reader.at_table:
        return []
    own = item.proposer == reader.member_id
    is_free = not agenda.is_published
    may = (
        ["change"] if (reader.keeps or (own and is_free)) and (item.is_on or item.state == SENT_BACK) else []
    )
    if item.is_on:
        may += ["attach"] if reader.keeps or (own and is_free) else []
        may += ["support"] if is_free and not own else []
        may += ["park", "send_back"] if reader.keeps else []
    return may + (["withdraw"] if own and is_free and item.state != PARKED else [])


def _item_view(
    item: Item, agenda: Agenda, meeting: Meeting, reader: Reader, names: Mapping[str, str]
) -> dict[str, Any]:
    after = agenda.begins_after().get(item.id)
    begins_at = meeting.starts_at + timedelta(minutes=after) if after is not None else None
    knows = reader.at_table
    return {
        "id": item.id,
        "title": item.title,
        "minutes": item.minutes,
        "begins_at": begins_at.isoformat() if begins_at else None,
        "why": item.why,
        "outcome": item.outcome,
        "part": CLOSED if is_closed(item, meeting) else item.part,
        "proposer": names[item.proposer],
        "is_yours": knows and item.proposer == reader.member_id,
        "supporters": len(item.supporters),
        "supported_by_you": knows and reader.member_id in item.supporters,
        "papers": [paper_view(paper) for paper in item.papers],
        "came_from": item.came_from.isoformat() if item.came_from else None,
        "state": item.state,
        "reason": item.reason if knows else "",
        "may": _may_with(item, agenda, reader),
    }


def paper_view(paper: Paper) -> dict[str, Any]:
    """A paper of an item; its file is downloaded in ``parts`` parts."""
    return {
        "id": paper.id,
        "name": paper.name,
        "media_type": paper.media_type,
        "size": paper.size,
        "parts": paper.parts,
        "at": paper.at.isoformat(),
    }
