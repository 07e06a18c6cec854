"""How a draft comes by its first sections: from the agenda, or from what was published before."""

from collections.abc import Iterable
from typing import Any

from chassis.call import Call
from meetings.agendas.items import Item
from meetings.agendas.schemas import is_closed
from meetings.agendas.store import AgendaStore
from meetings.calendar.domain import CLOSED as CLOSED_MEETING
from meetings.calendar.domain import PERSONAL, Meeting
from meetings.minutes.drafts.domain import (
    CLOSED,
    DESCRIBED,
    MOST_SECTIONS,
    OPEN,
    RETURNED,
    Revision,
    Section,
    begin,
)
from meetings.minutes.drafts.store import DraftStore
from meetings.minutes.editions import Edition


def next_position(sections: Iterable[Section]) -> int:
    return max((each.position for each in sections), default=0) + 1


def add(work: Any, call: Call, section: Section) -> None:
    """A new section with the start of its history."""
    DraftStore(work).save(*begin(section, call.new_id(), call.caller.subject, call.now))


def sections_of_agenda(work: Any, call: Call, meeting: Meeting) -> int:
    """A section for each agenda item that has none yet; answers how many were added."""
    agenda = AgendaStore(work).get(meeting.id)
    there = DraftStore(work).of_meeting(meeting.id)
    known, position = {each.item_id for each in there}, next_position(there)
    new = [item for item in agenda.on_it if item.id not in known] if agenda is not None else []
    new = new[: max(MOST_SECTIONS - len(there), 0)]
    for number, item in enumerate(new, position):
        part, reason = _part_of(item, meeting)
        add(work, call, Section(call.new_id(), 1, meeting.id, number, item.title, "", part, reason, item.id))
    return len(new)


def _part_of(item: Item, meeting: Meeting) -> tuple[str, str]:
    """A closed item's section is closed, for the reason that its meeting gives (row 43)."""
    return _closed(meeting) if item.part == CLOSED else part_of_new(meeting)


def part_of_new(meeting: Meeting) -> tuple[str, str]:
    """The part, and the reason, of a section that nobody says it of: closed where the whole meeting is."""
    return _closed(meeting) if meeting.access == CLOSED_MEETING else (OPEN, "")


def _closed(meeting: Meeting) -> tuple[str, str]:
    return CLOSED, meeting.closed_parts[0].reason if meeting.closed_parts else PERSONAL


def sections_of_edition(work: Any, call: Call, edition: Edition) -> None:
    """The public words of an edition, where the closed source is no longer kept."""
    for position, each in enumerate(edition.passages, 1):
        add(
            work,
            call,
            # The same id, so that what links to this section still does.
            Section(each.id, 1, edition.meeting_id, position, each.heading, each.text, item_id=each.item_id),
        )


def closed_links(work: Any, meeting: Meeting, sections: Iterable[Section]) -> set[str]:
    """The ids of what stays at the table: closed sections, also one that was taken out, and closed items.

    A closed item is open where an open section of the minutes is its.
    """
    shown = list(sections)
    closed = [each for each in shown if each.is_closed]
    taken_out = [each for each in DraftStore(work).taken_out(meeting.id) if each.is_closed]
    agenda = AgendaStore(work).get(meeting.id)
    items = {item.id for item in agenda.items if is_closed(item, meeting)} if agenda is not None else set()
    opened = {each.item_id for each in shown if not each.is_closed}
    items = (items | {each.item_id for each in taken_out}) - opened
    return {each.id for each in (*closed, *taken_out)} | {each.item_id for each in closed} | items


def note_returned(work: Any, call: Call, meeting_id: str, note: str) -> None:
    """Why minutes were given back; it may speak of closed words, so it is kept with them."""
    DraftStore(work).note(
        Revision(
            call.new_id(), "", meeting_id, 0, RETURNED, call.caller.subject, call.now, 0, "", note, DESCRIBED
        )
    )
