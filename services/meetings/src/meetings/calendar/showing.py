"""A meeting and a cycle as this caller may see them."""

from datetime import date, datetime, timedelta
from typing import Any

from chassis.identity import Caller
from commons.london import day_of
from commons.places import keeps, name_of
from meetings import speaking
from meetings.calendar import views
from meetings.calendar.domain import CANCELLED, HELD, Meeting
from meetings.calendar.invitations import groups_of, invited
from meetings.calendar.reckoning import midnight, standing_on
from meetings.calendar.rotation import Advice, advice, advice_on_mode, areas_left, areas_used
from meetings.calendar.rules import cadence_of, rules_of
from meetings.calendar.store import MeetingStore
from meetings.settings import Settings
from meetings.venues.domain import Venue
from meetings.venues.store import VenueStore


class Showing:
    """What the doors answer, for one caller at one instant."""

    def __init__(self, work: Any, settings: Settings, caller: Caller, now: datetime) -> None:
        self.work, self.settings, self.caller, self.now = work, settings, caller, now
        self._tables: dict[str, bool] = {}

    def at_the_table(self, meeting: Meeting) -> bool:
        """Whether the caller sits in one of its groups, or keeps its papers."""
        return any(self.sits_in(region) for region in {meeting.region, *meeting.invited})

    def sees(self, meeting: Meeting) -> bool:
        return meeting.is_shown or self.at_the_table(meeting)

    def plans(self, region: str) -> bool:
        """Whether the caller plans this group's meetings: its keepers, and whoever chairs it."""
        return keeps(self.caller, region) or speaking.leads(self.work, self.caller, region, day_of(self.now))

    def several(self, meetings: list[Meeting]) -> list[dict[str, Any]]:
        venues = VenueStore(self.work).several(each.venue_id for each in meetings if each.venue_id)
        return [self._short(each, venues.get(each.venue_id or "")) for each in meetings]

    def whole(self, meeting: Meeting) -> dict[str, Any]:
        store = MeetingStore(self.work)
        venue = VenueStore(self.work).get(meeting.venue_id) if meeting.venue_id else None
        _, stands = standing_on(self.work, self.settings.regions, meeting.region, meeting.day, self.now)
        asked = invited(self.work, groups_of(meeting), meeting.day)
        plans = self.plans(meeting.region)
        others = [each for each in stands.counted if each.id != meeting.id] if stands else []
        return views.whole_view(
            self._short(meeting, venue),
            number=stands.number_of(meeting) if stands else None,
            wanted=stands.wanted if stands else None,
            before=self._seen(store.last_before(meeting)),
            after=self._seen(store.next_after(meeting)),
            asked=asked,
            advice=self._advice(meeting, venue, others, asked[1]) if plans else [],
            may=self._may(meeting) if plans else [],
        )

    def cycle(self, region: str, on: date) -> dict[str, Any]:
        """The cycle of this day, as it stood when the day was over; one of today or later as it stands."""
        regions, today = self.settings.regions, day_of(self.now)
        then = min(self.now, midnight(on + timedelta(days=1)))
        cycles, stands = standing_on(self.work, regions, region, on, then)
        store = VenueStore(self.work)
        counted = stands.counted if stands else ()
        used = areas_used(counted, store.several(each.venue_id for each in counted if each.venue_id))
        return views.cycle_view(
            cycles,
            stands,
            rules_of(regions, region),
            cadence=cadence_of(regions, region),
            name=name_of(regions, region),
            short=stands is not None
            and stands.will_end_short(min(on, today), self.settings.cycle_warning_days),
            has_earlier=stands is not None and self._has_before(region, stands.cycle.starts_on),
            has_later=stands is not None and stands.cycle.ends_on < today,
            used=used,
            left=areas_left(used, store.in_use(region)),
            may_set=self.plans(region),
        )

    def _short(self, meeting: Meeting, venue: Venue | None) -> dict[str, Any]:
        name = name_of(self.settings.regions, meeting.region)
        return views.meeting_view(meeting, name, venue, at_the_table=self.at_the_table(meeting))

    def _has_before(self, region: str, day: date) -> bool:
        """Whether the group has a meeting before this day that the caller may see."""
        shown = not self.sits_in(region)
        found = MeetingStore(self.work).page(
            {"limit": 1}, region=region, day_begins=midnight(day), past=True, shown=shown
        )
        return bool(found["items"])

    def _seen(self, meeting: Meeting | None) -> Meeting | None:
        return meeting if meeting is not None and self.sees(meeting) else None

    def sits_in(self, region: str) -> bool:
        if region not in self._tables:
            today = day_of(self.now)
            self._tables[region] = speaking.is_at_the_table(self.work, self.caller, region, today)
        return self._tables[region]

    def _advice(
        self, meeting: Meeting, venue: Venue | None, others: list[Meeting], size: int
    ) -> list[Advice]:
        """For whoever plans it, while it is to come."""
        if meeting.is_over(self.now):
            return []
        found = advice_on_mode(meeting, rules_of(self.settings.regions, meeting.region))
        if venue is None:
            return found
        store = VenueStore(self.work)
        used = areas_used(others, store.several(each.venue_id for each in others if each.venue_id))
        left = areas_left([*used, venue.area], store.in_use(meeting.region))
        return [*found, *advice(venue, used, left, size)]

    def _may(self, meeting: Meeting) -> list[str]:
        """What the caller can do with it now."""
        if meeting.status == CANCELLED:
            return []
        may = ["change"]
        if not meeting.is_shown:
            may.append("publish")
        if meeting.status != HELD:
            may += ["cancel", "hold"] if meeting.starts_at <= self.now else ["cancel"]
        return may
