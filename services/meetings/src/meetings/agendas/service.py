"""The doors of agendas: the table proposes and supports, who leads orders and publishes (row 42)."""

from typing import Any

from chassis.call import Call, Job
from chassis.doors import PUBLIC, command, due, query
from chassis.versions import refuse_stale
from commons.london import day_of, noon
from commons.places import name_of
from contracts.refusals import Refused
from meetings import speaking
from meetings.agendas import domain, schemas
from meetings.agendas.arising import arising
from meetings.agendas.domain import Agenda
from meetings.agendas.items import Item
from meetings.agendas.reading import Opened, for_keepers, for_table, opened
from meetings.agendas.reminding import AGENDA_DUE
from meetings.agendas.store import PAPERS, AgendaStore
from meetings.agendas.telling import Telling
from meetings.calendar.domain import CANCELLED
from meetings.calendar.store import MeetingStore
from meetings.calendar.watching import keepers_of
from meetings.called import called
from meetings.files.store import FileStore
from meetings.refusal import Refusal
from meetings.settings import Settings

TABLE = ("member", "convenor", "coordinator", "national_team")
"""A seat holder knocks as a member; whether they are at the table is decided behind the door."""


class Agendas:
    """What is to be talked about at a meeting."""

    name = "meetings_agendas"
    context = "meetings"
    refusals = (Refusal,)
    store_class = AgendaStore
    settings_class = Settings
    store: AgendaStore
    settings: Settings

    @query(schemas.OneAgenda, by=(PUBLIC,))
    def get_agenda(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """An agenda with its sum of minutes and what comes on it by itself. Refused: ``not_found``."""
        return self._view(call, opened(self.store.work, call, asked["meeting_id"]))

    @command(schemas.ProposeItem, by=TABLE)
    def propose_item(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Put something on the agenda; until it is published, everybody at the table may.

        Refused: ``not_your_group``, ``agenda_published``, ``agenda_no_closed_part``, ``agenda_full``,
        ``meeting_cancelled``, ``not_at_the_table`` for a named proposer who does not belong to the group.
        """
        found = for_table(self.store.work, call, asked["meeting_id"])
        _refuse_cancelled(found)
        item = Item(
            id=call.new_id(),
            proposer=self._proposer(call, found, asked["proposer"]),
            proposed_at=call.now,
            **{name: asked[name] for name in ("title", "minutes", "why", "outcome", "part")},
        )
        after = domain.propose(
            found.agenda,
            item,
            keeps=found.reader.keeps,
            has_closed_part=schemas.has_closed_part(found.meeting),
        )
        return self._saved(call, found, after)

    @command(schemas.ChangeItem, by=TABLE)
    def change_item(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Reword an item or give it other minutes; one that was sent back returns to the agenda.

        Refused: ``not_your_item``, ``agenda_published``, ``agenda_item_set_aside``, ``stale_version``.
        """
        found = for_table(self.store.work, call, asked.pop("meeting_id"))
        item = found.item(asked.pop("item_id"))
        refuse_stale(found.agenda.version, asked.pop("version"))
        after = domain.change(
            found.agenda,
            item,
            asked,
            by=call.caller.subject,
            keeps=found.reader.keeps,
            has_closed_part=schemas.has_closed_part(found.meeting),
            now=call.now,
        )
        return self._saved(call, found, after)

    @command(schemas.SupportItem, by=TABLE)
    def support_item(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Say that it matters to you too. Refused: ``agenda_published``, ``agenda_item_own``."""
        found = for_table(self.store.work, call, asked["meeting_id"])
        item = found.item(asked["item_id"])
        after = domain.support(found.agenda, item, call.caller.subject, asked["supports"])
        return self._saved(call, found, after)

    @command(schemas.OneItem, by=TABLE)
    def withdraw_item(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Take your own proposal back. Refused: ``not_your_item``, ``agenda_published``."""
        found = for_table(self.store.work, call, asked["meeting_id"])
        item = found.item(asked["item_id"])
        after = domain.withdraw(found.agenda, item, call.caller.subject)
        files = FileStore(self.store.work, PAPERS)
        for paper_id in {paper.id for paper in (*item.papers, *self.store.forget_waiting(item.id))}:
            files.delete(paper_id)
        return self._saved(call, found, after)

    @command(schemas.OrderItems, by=TABLE)
    def order_items(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Put the items in order.

        Refused: ``not_agenda_keeper``, ``agenda_order_wrong``, ``stale_version``.
        """
        found = for_keepers(self.store.work, call, asked["meeting_id"])
        refuse_stale(found.agenda.version, asked["version"])
        after = domain.order(found.agenda, asked["item_ids"], by=call.caller.subject, now=call.now)
        return self._saved(call, found, after)

    @command(schemas.SetAside, by=TABLE)
    def park_item(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Keep an item for the group's next meeting, where it comes back by itself; its proposer is told.

        Refused: ``not_agenda_keeper``, ``agenda_item_set_aside``, ``reason_required``.
        """
        found = for_keepers(self.store.work, call, asked["meeting_id"])
        item = found.item(asked["item_id"])
        after, waiting = domain.park(
            found.agenda, item, asked["reason"], by=call.caller.subject, now=call.now
        )
        self.store.park(waiting, found.meeting)
        return self._saved(call, found, after, self._telling(found).parked(after, item))

    @command(schemas.SetAside, by=TABLE)
    def send_back_item(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Give an item back to its proposer, who may change it; they are told why.

        Refused: ``not_agenda_keeper``, ``agenda_item_set_aside``, ``reason_required``.
        """
        found = for_keepers(self.store.work, call, asked["meeting_id"])
        item = found.item(asked["item_id"])
        after = domain.send_back(found.agenda, item, asked["reason"], by=call.caller.subject, now=call.now)
        return self._saved(call, found, after, self._telling(found).sent_back(after, item))

    @command(schemas.PublishAgenda, by=TABLE)
    def publish_agenda(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Everybody may read it from now on; the table is told. Published already: unchanged.

        Refused: ``not_agenda_keeper``, ``agenda_empty``, ``meeting_not_published``,
        ``meeting_cancelled``, ``invalid_input`` for a day to come.
        """
        found = for_keepers(self.store.work, call, asked["meeting_id"])
        _refuse_cancelled(found)
        if not found.meeting.is_shown:
            raise Refused("meeting_not_published")
        on = asked["published_on"]
        if on is not None and on > day_of(call.now):
            raise Refused("invalid_input", fields={"published_on": ["This day is still to come."]})
        at = call.now if on in (None, day_of(call.now)) else noon(on)
        after = domain.publish(found.agenda, call.caller.subject, at)
        if after is found.agenda:
            return self._view(call, found)
        self.store.work.unschedule(AGENDA_DUE, found.meeting.id)
        if found.meeting.is_over(call.now):
            return self._saved(call, found, after)
        told = self._telling(found).published(after, self._table(call, found))
        return self._saved(call, found, after, told)

    @due(AGENDA_DUE)
    def remind_of_agenda(self, call: Call, job: Job) -> None:
        """The lead time has come: whoever keeps the agenda is told while it is not published."""
        meeting = MeetingStore(self.store.work).get(job.key)
        if meeting is None or meeting.is_over(call.now):
            return
        agenda = self.store.of(meeting, call.now)
        keepers = keepers_of(self.store.work, meeting.region, call.now)
        if keepers and not agenda.is_published:
            group = name_of(self.settings.regions, meeting.region)
            self.store.work.publish(Telling(meeting, group).due(agenda, keepers))

    def _proposer(self, call: Call, found: Opened, named: str | None) -> str:
        """Who proposes: the caller, or whom a keeper names; every item has one (row 42)."""
        if named is None or named == call.caller.subject:
            return call.caller.subject
        table = self._table(call, found) | speaking.table_of(
            self.store.work, found.meeting.region, found.meeting.day
        )
        if not found.reader.keeps or named not in table:
            said = "Choose somebody who belongs to this group."
            raise Refused("not_at_the_table", said, {"proposer": [said]})
        return named

    def _table(self, call: Call, found: Opened) -> set[str]:
        return speaking.table_of(self.store.work, found.meeting.region, day_of(call.now))

    def _telling(self, found: Opened) -> Telling:
        return Telling(found.meeting, name_of(self.settings.regions, found.meeting.region))

    def _saved(self, call: Call, found: Opened, after: Agenda, facts: Any = ()) -> dict[str, Any]:
        if after is not found.agenda:
            self.store.save(after, facts)
        return self._view(call, Opened(found.meeting, after, found.reader))

    def _view(self, call: Call, found: Opened) -> dict[str, Any]:
        meeting, reader, work = found.meeting, found.reader, self.store.work
        names = called(
            work,
            {item.proposer for item in found.agenda.items},
            meeting.region,
            meeting.day,
            for_everybody=not reader.at_table,
        )
        return schemas.agenda_view(
            found.agenda,
            meeting,
            reader,
            names,
            lead_days=self.settings.agenda_lead_days,
            arising=arising(work, meeting, reader, day_of(call.now)),
        )


def _refuse_cancelled(found: Opened) -> None:
    if found.meeting.status == CANCELLED:
        raise Refused("meeting_cancelled")
