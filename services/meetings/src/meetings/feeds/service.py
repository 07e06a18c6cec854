"""The doors of calendar feeds; the gateway draws the files from what they answer."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from chassis.call import Call
from chassis.doors import PUBLIC, command, query
from chassis.fields import Nothing
from commons.london import day_of
from commons.people.domain import ACTIVE
from commons.people.store import People
from commons.places import name_of, refuse_unknown
from contracts.refusals import Refused
from meetings import speaking
from meetings.calendar.domain import Meeting
from meetings.events import reach
from meetings.events.bookings.store import BookingStore
from meetings.feeds import domain, schemas
from meetings.feeds.domain import CalendarAddress, Entry
from meetings.feeds.personal import entries_of
from meetings.feeds.places import places_of
from meetings.feeds.store import FeedStore
from meetings.refusal import Refusal
from meetings.settings import Settings


class Feeds:
    """Whose calendar shows what."""

    name = "meetings_feeds"
    context = "meetings"
    refusals = (Refusal,)
    store_class = FeedStore
    settings_class = Settings
    store: FeedStore
    settings: Settings

    @query(schemas.CalendarOfRegion, by=(PUBLIC,))
    def calendar_of_region(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """A region's published meetings and the events that everybody sees, in order of time.

        ``entries`` is null where ``known`` is the revision still. Refused: ``region_unknown``.
        """
        region = asked["region"]
        refuse_unknown(self.settings.regions, region)
        within = domain.window(call.now)
        meetings = self.store.published(region, within)
        events = self.store.announced(region, within)
        revision = domain.revision_of([*meetings, *events])
        return {
            "name": name_of(self.settings.regions, region),
            "revision": revision,
            "entries": None if asked["known"] == revision else self._public(meetings, events),
        }

    @query(schemas.CalendarOf, by=(PUBLIC,))
    def calendar_of_meeting(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """One meeting; before it is published only for the group's table. Refused: ``not_found``."""
        found = self.store.meetings([asked["id"]])
        if not found:
            raise Refused("not_found")
        meeting, changed_at = found[0]
        at_table = self._at_table(call, meeting)
        if not meeting.is_shown and not at_table:
            raise Refused("not_found")
        place = places_of(self.store.work, [meeting])[meeting.id]
        entry = domain.of_meeting(meeting, changed_at, place, for_table=at_table)
        return {"name": meeting.title, "entries": [schemas.entry_view(entry)]}

    @query(schemas.CalendarOf, by=(PUBLIC,))
    def calendar_of_event(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """One event with a known day, for those who see its page. Refused: ``not_found``."""
        reach.event_seen(self.store.work, call.caller, asked["id"])
        found = self.store.events([asked["id"]])
        if not found:
            raise Refused("not_found")
        event, changed_at = found[0]
        booking = None
        if not call.caller.is_visitor:
            booking = BookingStore(self.store.work).standing(event.id, call.caller.subject)
        place = places_of(self.store.work, [event])[event.id]
        entry = domain.of_event(event, changed_at, place, booking)
        return {"name": event.title, "entries": [schemas.entry_view(entry)]}

    @query(schemas.CalendarOfAddress, by=(PUBLIC,))
    def calendar_of_address(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The calendar behind a member's secret address, unpublished meetings of their groups as tentative.

        Refused: ``not_found`` for an address that was replaced, turned off, or whose owner left.
        """
        address = self.store.by_hash(asked["secret_hash"])
        person = People(self.store.work).get(address.member_id) if address else None
        if person is None or person.status != ACTIVE:
            raise Refused("not_found")
        entries = entries_of(self.store.work, person, call.now)
        return {"name": "My Q Commons", "entries": [schemas.entry_view(each) for each in entries]}

    @query(Nothing, by=("member",))
    def my_calendar_address(self, call: Call, _asked: dict[str, Any]) -> dict[str, Any]:
        """When the caller's address was made; null without one."""
        return schemas.address_view(self.store.address_of(call.caller.subject))

    @command(schemas.MakeCalendarAddress, by=("member",))
    def make_calendar_address(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Give the caller an address; one that they had stops to work."""
        before = self.store.address_of(call.caller.subject)
        version = before.version + 1 if before else 1
        made = CalendarAddress(call.caller.subject, version, asked["secret_hash"], call.now)
        self.store.save_address(made)
        return schemas.address_view(made)

    @command(Nothing, by=("member",))
    def end_calendar_address(self, call: Call, _asked: dict[str, Any]) -> dict[str, Any]:
        """Turn the caller's address off; without one nothing changes."""
        self.store.end_address(call.caller.subject)
        return schemas.address_view(None)

    def _public(
        self, meetings: Iterable[tuple[str, int]], events: Iterable[tuple[str, int]]
    ) -> list[dict[str, Any]]:
        """The whole entries of these ids, as everybody may read them."""
        met = self.store.meetings(meeting_id for meeting_id, _ in meetings)
        announced = self.store.events(event_id for event_id, _ in events)
        places = places_of(self.store.work, [*(each for each, _ in met), *(each for each, _ in announced)])
        entries: list[Entry] = [
            domain.of_meeting(each, at, places[each.id], for_table=False) for each, at in met
        ]
        entries += [domain.of_event(each, at, places[each.id]) for each, at in announced]
        return [schemas.entry_view(each) for each in sorted(entries, key=_in_time)]

    def _at_table(self, call: Call, meeting: Meeting) -> bool:
        work, today = self.store.work, day_of(call.now)
        return any(
            speaking.is_at_the_table(work, call.caller, region, today)
            for region in (meeting.region, *meeting.invited)
        )


def _in_time(entry: Entry) -> tuple[datetime, str]:
    return entry.starts_at or entry.changed_at, entry.id
