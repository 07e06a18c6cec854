"""The doors of events: keepers announce, any member hosts a meetup, everybody reads (rows 50, 52-55)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from chassis.call import Call, Job
from chassis.doors import PUBLIC, command, due, query
from chassis.versions import refuse_stale
from commons.london import day_of
from commons.places import KEEPERS, keeps, refuse_unknown
from contracts.refusals import Refused
from meetings.events import domain, reach, rooms, schemas, telling
from meetings.events.bookings.domain import BOOKED, INTERESTED, WAITING
from meetings.events.bookings.line import Line
from meetings.events.bookings.schemas import own_booking_answer, own_booking_view
from meetings.events.bookings.store import BookingStore
from meetings.events.domain import MEETUP, Designer, Event
from meetings.events.places.store import PlaceStore
from meetings.events.store import EventStore
from meetings.feedback import asking
from meetings.refusal import Refusal
from meetings.settings import Settings

REMIND, FORGET = "event_reminder", "event_bookings_forgotten"
ORGANISERS = ("member", *KEEPERS)
"""Who may knock where events are run; ``reach.runs`` knows which of them."""


class Events:
    """Which events there are, and what becomes of them."""

    name = "meetings_events"
    context = "meetings"
    refusals = (Refusal,)
    store_class = EventStore
    settings_class = Settings
    store: EventStore
    settings: Settings

    @query(schemas.ListEvents, by=(PUBLIC,))
    def list_events(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Events to come, the next first, or past ones; what is for some regions, to them alone."""
        if asked["region"] is not None:
            refuse_unknown(self.settings.regions, asked["region"])
        page = self.store.page(
            asked,
            now=call.now,
            is_past=asked["past"],
            shown_to=reach.shown_regions(call.caller),
            region=asked["region"],
        )
        limited = [each.id for each in page["items"] if each.capacity is not None]
        free = PlaceStore(self.store.work).free_of(limited) if limited else {}
        return {**page, "items": [_in_short(each, free, call) for each in page["items"]]}

    @query(schemas.GetEvent, by=(PUBLIC,))
    def get_event(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """One event with the reader's own booking; how to join, for who booked. Refused: ``not_found``."""
        event = reach.event_seen(self.store.work, call.caller, asked["id"])
        return self._view(call, event, own_booking_view)

    @command(schemas.AnnounceEvent, by=ORGANISERS)
    def announce_event(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Announce an event; a meetup, any member in the own region (row 55).

        Refused: ``region_unknown``, ``not_your_region``, and what ``domain.announce`` and the room refuse.
        """
        made = self._made(call, asked)
        made = replace(
            made,
            **{
                name: asked[name]
                for name in ("venue_id", "join_link", "phone", "capacity", "booking_closes_at")
            },
            takes_interest=asked["takes_interest"],
            for_seat_holders=asked["for_seat_holders"],
            is_recorded=asked["recorded"],
        )
        made = rooms.with_room(self.store.work, domain.announce(made, self._seated(call, made), call.now))
        PlaceStore(self.store.work).add(made.id, made.capacity or 0)
        self._save(call, made)
        return self._view(call, made)

    @command(schemas.RecordEvent, by=ORGANISERS)
    def record_event(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Record an event that is over, its date as exactly as it is known (row 52).

        Refused: as ``announce_event``, ``event_not_begun``, ``event_cause_missing``.
        """
        rough = asked["rough_date"]
        made = replace(
            self._made(call, asked),
            status=asked["status"],
            cause=asked["cause"],
            attended=asked["attended"],
            rough_date=rough.text if rough else "",
        )
        made = domain.record(made, self._seated(call, made), call.now)
        self.store.save(made, [telling.state_of(made)])
        return self._view(call, made)

    @command(schemas.ChangeEvent, by=ORGANISERS)
    def change_event(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Other words, another place, another number of places; those who booked are told.

        Refused: ``not_found``, ``not_event_organiser``, ``event_cancelled``, ``capacity_below_booked``,
        ``region_unknown``, ``stale_version``, and what the room refuses.
        """
        before = self._run(call, asked)
        changes = {name: _kept(value) for name, value in asked.items() if name not in ("id", "version")}
        for code in changes.get("regions", ()):
            refuse_unknown(self.settings.regions, code)
        if changes.get("venue_id", before.venue_id) != before.venue_id:
            changes.setdefault("place", "")  # the new room says where it is
        after = domain.change(before, changes, self._seated(call, replace(before, **changes)))
        if after is before:
            return self._view(call, before)
        if not after.is_over:
            after = rooms.with_room(self.store.work, after)
        if after.capacity != before.capacity:
            Line(self.store.work, self._longest_offer, call.now).resize(before, after)
        self._save(call, after)
        told = domain.told_of(before, after)
        if told and not after.has_ended and not after.has_begun(call.now):
            self.store.work.publish(
                telling.tell_all(self.store.work, "event_altered", after, call.now, what=told)
            )
        return self._view(call, after)

    @command(schemas.MoveEvent, by=ORGANISERS)
    def move_event(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Another time, or put off until a day is found; all who booked are told at once.

        Refused: as ``domain.move``, ``not_event_organiser``, ``venue_taken``, ``stale_version``.
        """
        before = self._run(call, asked)
        after = domain.move(before, asked["starts_at"], asked["cause"], call.now)
        after = rooms.with_room(self.store.work, after)
        self._save(call, after)
        if after.starts_at is None:
            # The old day is no end: what people need is kept for the new one, if there is one in time.
            in_time = call.now + timedelta(days=self.settings.booking_names_days)
            self.store.work.schedule(FORGET, after.id, in_time, {"part": "needs"})
        Line(self.store.work, self._longest_offer, call.now).fill(after)
        self._tell_all(call, "event_moved", after, cause=after.cause)
        return self._view(call, after)

    @command(schemas.CancelEvent, by=ORGANISERS)
    def cancel_event(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """It does not take place; all who booked are told why at once.

        Refused: ``event_is_over``, ``event_cancelled``, ``event_cause_missing``, ``not_event_organiser``.
        """
        after = domain.cancel(self._run(call, asked), asked["cause"])
        rooms.let_go(self.store.work, after)
        self._save(call, after)
        self._tell_all(call, "event_cancelled", after, cause=after.cause)
        return self._view(call, after)

    @command(schemas.WarnOfWeather, by=ORGANISERS)
    def warn_of_weather(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """A note about the weather to all who booked (row 52).

        Refused: ``event_is_over``, ``event_cancelled``, ``not_event_organiser``.
        """
        after = domain.warn_of_weather(self._run(call, asked), asked["note"], call.now)
        self.store.save(after, [telling.state_of(after)])
        self._tell_all(call, "event_weather", after, note=after.weather_note)
        return self._view(call, after)

    @command(schemas.HoldEvent, by=ORGANISERS)
    def hold_event(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """It took place: how many came, or nobody knows (blank, never 0 for unknown).

        Refused: ``event_not_begun``, ``event_cancelled``, ``event_cause_missing``, ``not_event_organiser``.
        """
        before = self._run(call, asked)
        attended = asked["attended"]
        if attended is None and asked["count_arrivals"]:
            attended = BookingStore(self.store.work).came(before.id) or None
        after = domain.hold(before, attended, asked["poorly"], asked["cause"], call.now)
        self.store.save(after, [telling.state_of(after)])
        return self._view(call, after)

    @due(REMIND)
    def remind_of_event(self, call: Call, job: Job) -> None:
        """A few days before: all who have a place, once for each time to which it was moved."""
        event = self.store.get(job.key)
        if event is None or event.has_ended or event.starts_at is None or event.has_begun(call.now):
            return
        about = {"title": event.title, "when": event.when}
        cause = f"reminder:{event.starts_at.isoformat()}"
        self.store.work.publish(
            telling.tell_booked(self.store.work, "event_reminder", event, cause, about, BOOKED, INTERESTED)
        )

    @due(telling.TELL_AGAIN)
    def tell_again(self, _call: Call, job: Job) -> None:
        """Those who were booking while it changed; the others have had this mail."""
        event = self.store.get(job.key)
        if event is not None:
            told = telling.tell_booked(
                self.store.work, job.data["kind"], event, job.data["cause"], job.data["about"]
            )
            self.store.work.publish(told)

    def _made(self, call: Call, asked: dict[str, Any]) -> Event:
        """The event as it was typed. Refused: ``region_unknown``, ``not_your_region``."""
        region, caller = asked["region"], call.caller
        refuse_unknown(self.settings.regions, region)
        is_own_meetup = asked["kind"] == MEETUP and caller.region == region
        if not is_own_meetup and not keeps(caller, region):
            raise Refused("not_your_region")
        regions = asked["regions"]
        if regions is None:
            regions = [region] if asked["kind"] == MEETUP else []
        for code in regions:
            refuse_unknown(self.settings.regions, code)
        hosting = [caller.subject] if is_own_meetup else []
        plain = ("kind", "title", "description", "minutes", "place", "access", "funded_by", "audience")
        return Event(
            id=call.new_id(),
            version=1,
            region=region,
            starts_at=asked["starts_at"],
            regions=tuple(dict.fromkeys(regions)),
            hosts=tuple(asked["hosts"]),
            host_ids=tuple(dict.fromkeys([*hosting, *asked["host_ids"]])),
            designers=_designers(asked["designers"]),
            topics=tuple(asked["topics"]),
            created_by=caller.subject,
            **{name: asked[name] for name in plain},
        )

    def _run(self, call: Call, asked: dict[str, Any]) -> Event:
        event = reach.event_run(self.store.work, call.caller, asked["id"])
        refuse_stale(event.version, asked["version"])
        return event

    def _seated(self, call: Call, event: Event) -> set[str]:
        """Who of its designers holds a seat now, or held one on its day."""
        days = {day_of(call.now), event.day or day_of(call.now)}
        return reach.seated(self.store.work, [each.member_id for each in event.designers], *days)

    def _save(self, call: Call, event: Event) -> None:
        """The state, and what is to be done before and after it."""
        self.store.save(event, [telling.state_of(event)])
        work, ends = self.store.work, event.ends_at
        asking.plan(work, event, call.now)
        forget_after = timedelta(days=self.settings.booking_needs_days)
        if event.status == domain.CANCELLED:
            work.unschedule(REMIND, event.id)
            work.schedule(FORGET, event.id, call.now + forget_after, {"part": "needs"})
            return
        if event.starts_at is None or ends is None:
            work.unschedule(REMIND, event.id)
            return
        reminder = event.starts_at - timedelta(days=self.settings.event_reminder_days)
        if reminder > call.now:
            work.schedule(REMIND, event.id, reminder)
        work.schedule(FORGET, event.id, ends + forget_after, {"part": "needs"})

    def _tell_all(self, call: Call, kind: str, event: Event, **words: str) -> None:
        if not event.has_begun(call.now):
            self.store.work.publish(telling.tell_all(self.store.work, kind, event, call.now, **words))

    @property
    def _longest_offer(self) -> timedelta:
        return timedelta(hours=self.settings.place_offer_hours)

    def _view(self, call: Call, event: Event, own: Any = own_booking_answer) -> dict[str, Any]:
        """``own`` shows the caller's booking; what commands answer, and remember, has nothing they typed."""
        work, caller = self.store.work, call.caller
        bookings, is_run = BookingStore(work), reach.runs(caller, event)
        mine = None if caller.is_visitor else bookings.standing(event.id, caller.subject)
        free = PlaceStore(work).free_of([event.id]) if event.capacity is not None else {}
        may_join = is_run or (mine is not None and mine.state in (BOOKED, INTERESTED))
        shown = {
            **_in_short(event, free, call),
            **schemas.event_whole(event),
            "features": rooms.features_of(work, event),
            "booked": bookings.count(event.id, BOOKED),
            "waiting": bookings.count(event.id, WAITING),
            "interested": bookings.count(event.id, INTERESTED),
            "organisations": sorted({each.organisation for each in event.designers}),
            "join_link": event.join_link if may_join else None,
            "phone": event.phone if may_join else None,
            "runs": is_run,
            "mine": own(mine, bookings) if mine else None,
            "came": None,
            "may_invite": None,
        }
        if is_run:
            shown["came"] = bookings.came(event.id)
            if event.for_seat_holders:
                today = day_of(call.now)
                shown["may_invite"] = reach.invited(work, event, self.settings.regions, today)
        return shown


def _in_short(event: Event, free: dict[str, int], call: Call) -> dict[str, Any]:
    left = free.get(event.id, 0) if event.capacity is not None else None
    return schemas.event_in_short(event, left, event.takes_bookings(call.now))


def _designers(asked: list[dict[str, Any]]) -> tuple[Designer, ...]:
    return tuple(Designer(each["member_id"], each["organisation"]) for each in asked)


def _kept(value: Any) -> Any:
    """A changed part as an event keeps it."""
    if not isinstance(value, list):
        return value
    return _designers(value) if value and isinstance(value[0], dict) else tuple(value)
