"""Who is told of an agenda: the table that it is out, its keepers that it is due, proposers what became."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from commons.london import day_in_words
from contracts.events import Fact
from meetings.agendas.domain import Agenda
from meetings.agendas.items import Item
from meetings.calendar.domain import Meeting
from meetings.notices import notices


@dataclass(frozen=True)
class Telling:
    """The mails about one meeting's agenda; ``group`` is what people call the region."""

    meeting: Meeting
    group: str

    def published(self, agenda: Agenda, table: Iterable[str]) -> list[Fact]:
        return self._told("agenda_published", agenda, table, f"agenda {self.meeting.id}", self._when())

    def due(self, agenda: Agenda, keepers: Iterable[str]) -> list[Fact]:
        # The day is part of the cause: a meeting that moved has a lead time of its own.
        cause = f"agenda {self.meeting.id} for {self.meeting.day.isoformat()}"
        return self._told("agenda_due", agenda, keepers, cause, self._when())

    def parked(self, agenda: Agenda, item: Item) -> list[Fact]:
        return self._of_item("item_parked", agenda, item)

    def sent_back(self, agenda: Agenda, item: Item) -> list[Fact]:
        return self._of_item("item_sent_back", agenda, item)

    def _of_item(self, kind: str, agenda: Agenda, item: Item) -> list[Fact]:
        about = {"group": self.group, "title": item.title}
        cause = f"item {item.id} at version {agenda.version}"
        return self._told(kind, agenda, [item.proposer], cause, about)

    def _told(
        self, kind: str, agenda: Agenda, members: Iterable[str], cause: str, about: Mapping[str, str]
    ) -> list[Fact]:
        return notices(
            kind,
            cause=cause,
            members=members,
            about=about,
            path=f"/meetings/{self.meeting.id}/agenda",
            concerning=(self.meeting.id, max(1, agenda.version)),
            region=self.meeting.region,
        )

    def _when(self) -> dict[str, str]:
        return {"group": self.group, "day": day_in_words(self.meeting.day)}
