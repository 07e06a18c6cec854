"""Whom minutes tell what: that they are due, that they wait for approval, that they are out (row 44)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from commons.london import day_in_words
from commons.people.store import People
from commons.places import name_of
from contracts.events import Fact
from contracts.meetings import MINUTES_PUBLISHED
from contracts.regions import Regions
from meetings.calendar.domain import Meeting
from meetings.minutes.approving import approvers, leaders
from meetings.minutes.domain import Minutes
from meetings.minutes.drafts.store import DraftStore
from meetings.notices import notices
from meetings.speaking import table_of


@dataclass(frozen=True)
class Telling:
    """The facts that tell people of one meeting's minutes on that day."""

    work: Any
    regions: Regions
    meeting: Meeting
    today: date

    def due(self, due_on: date, days: int) -> list[Fact]:
        """``days`` after the meeting its minutes are not out: to who drafts them and to who leads."""
        drafting = DraftStore(self.work).writers(self.meeting.id)
        if not drafting:
            drafting = set(People(self.work).holding(f"coordinator:{self.meeting.region}"))
        return self._told(
            "minutes_due",
            f"minutes {self.meeting.id} of {self.meeting.day} after {days} days",
            drafting | leaders(self.work, self.meeting.region, self.today),
            {"due": day_in_words(due_on)},
        )

    def submitted(self, minutes: Minutes) -> list[Fact]:
        """To who approves, once each time that they are submitted."""
        to = approvers(self.work, self.meeting.region, self.today)
        return self._told("minutes_to_approve", f"minutes {minutes.id} version {minutes.version}", to, {})

    def published(self, minutes: Minutes) -> list[Fact]:
        """What other contexts hear of an edition; and to the table, unless it is recorded history."""
        edition = minutes.editions[-1]
        state = {
            "meeting_id": minutes.id,
            "version": minutes.version,
            "region": minutes.region,
            "edition": edition.number,
            "published_at": edition.at.isoformat(),
        }
        facts = [MINUTES_PUBLISHED.of(minutes.id, minutes.version, state, minutes.region)]
        if edition.is_recorded_later:
            return facts
        to = table_of(self.work, minutes.region, self.today)
        cause = f"minutes {minutes.id} edition {edition.number}"
        return facts + self._told("minutes_published", cause, to, {})

    def _told(self, kind: str, cause: str, members: set[str], more: dict[str, str]) -> list[Fact]:
        if not members:
            return []
        return notices(
            kind,
            cause=cause,
            members=members,
            about={
                "meeting": self.meeting.title,
                "group": name_of(self.regions, self.meeting.region),
                **more,
            },
            path=f"/meetings/{self.meeting.id}/minutes",
            concerning=(self.meeting.id, self.meeting.version),
            region=self.meeting.region,
        )
