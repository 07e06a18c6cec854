"""Who reads which agenda: everybody a published one, the group's table any."""

from dataclasses import dataclass
from typing import Any

from chassis.call import Call
from commons.london import day_of
from commons.places import keeps
from contracts.refusals import Refused
from meetings import speaking
from meetings.agendas.domain import Agenda
from meetings.agendas.items import Item
from meetings.agendas.schemas import Reader, is_closed
from meetings.agendas.store import AgendaStore
from meetings.calendar.domain import Meeting
from meetings.calendar.store import MeetingStore


@dataclass(frozen=True)
class Opened:
    """A meeting's agenda as it lies before one reader."""

    meeting: Meeting
    agenda: Agenda
    reader: Reader

    def item(self, item_id: str) -> Item:
        """One of its items. Refused: ``not_found``, also for a closed item or one set aside elsewhere."""
        found = self.agenda.item(item_id)
        if found is None or not (self.reader.at_table or self._is_public(found)):
            raise Refused("not_found")
        return found

    def _is_public(self, item: Item) -> bool:
        return item.is_on and not is_closed(item, self.meeting)


def opened(work: Any, call: Call, meeting_id: str) -> Opened:
    """The agenda of this meeting. Refused: ``not_found``, also where it is not for this reader yet."""
    meeting = MeetingStore(work).get(meeting_id)
    if meeting is None:
        raise Refused("not_found")
    reader = reader_of(work, call, meeting.region)
    agenda = AgendaStore(work).of(meeting, call.now)
    if not reader.at_table and not (meeting.is_shown and agenda.is_published):
        raise Refused("not_found")
    return Opened(meeting, agenda, reader)


def for_table(work: Any, call: Call, meeting_id: str) -> Opened:
    """The same, for who may write on it. Refused: ``not_found``, ``not_your_group``."""
    found = opened(work, call, meeting_id)
    if not found.reader.at_table:
        raise Refused("not_your_group")
    return found


def for_keepers(work: Any, call: Call, meeting_id: str) -> Opened:
    """The same, for who orders it. Refused: ``not_found``, ``not_your_group``, ``not_agenda_keeper``."""
    found = for_table(work, call, meeting_id)
    if not found.reader.keeps:
        raise Refused("not_agenda_keeper")
    return found


def reader_of(work: Any, call: Call, region: str) -> Reader:
    """The caller, as far as this group's agendas go."""
    today = day_of(call.now)
    leading = keeps(call.caller, region) or speaking.leads(work, call.caller, region, today)
    seated = leading or speaking.sits_in(work, call.caller, region, today)
    return Reader(call.caller.subject, at_table=seated, keeps=leading)
