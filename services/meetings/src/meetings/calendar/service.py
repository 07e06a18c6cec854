"""The doors of the calendar: keepers plan and publish, everybody reads (rows 41, 43, 50)."""

from collections.abc import Callable, Iterable
from typing import Any

from chassis.call import Again, Call, Job
from chassis.doors import PUBLIC, command, due, query
from chassis.versions import refuse_stale
from commons.london import day_of
from commons.places import KEEPERS, refuse_unknown
from contracts.events import Fact
from contracts.refusals import Refused
from meetings.agendas.following import follow_meeting
from meetings.calendar import cycles, domain, schemas, telling, views, watching
from meetings.calendar.cycles import Cycle
from meetings.calendar.domain import Meeting
from meetings.calendar.invitations import audience, invited
from meetings.calendar.reckoning import midnight, standing_on
from meetings.calendar.rooms import take_room, without_room
from meetings.calendar.rules import rules_of
from meetings.calendar.showing import Showing
from meetings.calendar.store import CycleStore, MeetingStore
from meetings.minutes import clock
from meetings.refusal import Refusal
from meetings.reviews.reminding import follow_meeting as follow_cycle
from meetings.settings import Settings

PLANNERS = ("member", *KEEPERS)
"""A group's chair may hold no role but a seat; who plans for which group is decided behind the door."""


class Calendar:
    """When and where groups meet."""

    name = "meetings_calendar"
    context = "meetings"
    refusals = (Refusal,)
    store_class = MeetingStore
    settings_class = Settings
    store: MeetingStore
    settings: Settings

    @query(schemas.ListMeetings, by=(PUBLIC,))
    def list_meetings(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Published meetings from today on, the next first; or of the past, the newest first.

        With ``region`` its table also sees what is not published yet. Refused: ``region_unknown``.
        """
        region = asked["region"]
        if region:
            refuse_unknown(self.settings.regions, region)
        showing = self._showing(call)
        page = self.store.page(
            asked,
            region=region,
            day_begins=midnight(day_of(call.now)),
            past=asked["when"] == "past",
            shown=not region or not showing.sits_in(region),
        )
        return {**page, "items": showing.several(page["items"])}

    @query(schemas.GetMeeting, by=(PUBLIC,))
    def get_meeting(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """One meeting; before it is published only for the group's table. Refused: ``not_found``."""
        found, showing = self.store.get(asked["id"]), self._showing(call)
        if found is None or not showing.sees(found):
            raise Refused("not_found")
        return showing.whole(found)

    @query(schemas.GroupMeetings, by=(PUBLIC,))
    def meeting_cycle(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """How a group's cycle stands today or stood on a day. Refused: ``region_unknown``."""
        refuse_unknown(self.settings.regions, asked["region"])
        return self._showing(call).cycle(asked["region"], asked["on"] or day_of(call.now))

    @query(schemas.CountInvited, by=PLANNERS)
    def count_invited(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """How many people a session of these groups can invite on a day. Refused: ``region_unknown``."""
        self._known(asked["groups"])
        groups = dict.fromkeys(asked["groups"])
        return views.invited_view(*invited(self.store.work, groups, asked["on"] or day_of(call.now)))

    @command(schemas.PlanMeeting, by=PLANNERS)
    def plan_meeting(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Plan one of a group's meetings, or record one of the past; it is not published yet.

        Refused: ``not_your_region``, ``meeting_too_long``, ``extra_meeting_not_virtual``,
        ``closed_without_reason``, ``meeting_names_somebody``, ``recording_without_consent``,
        ``step_free_needed``, ``cycle_full``,
        ``venue_unknown``, ``venue_not_in_use``, ``venue_taken``.
        """
        refuse_unknown(self.settings.regions, asked["region"])
        if not self._showing(call).plans(asked["region"]):
            raise Refused("not_your_region")
        rules, groups = rules_of(self.settings.regions, asked["region"]), self._known(asked["invited"])
        told = {
            **asked,
            "invited": groups,
            "closed_parts": schemas.parts_from(asked["closed_parts"]),
            "access": asked["access"] or rules.access(bool(groups)),
            "counts": not groups if asked["counts"] is None else asked["counts"],
        }
        made = Meeting(id=call.new_id(), version=1, planned_by=call.caller.subject, **told)
        made = domain.plan(without_room(made), rules)
        self._save(call, made, [])
        return self._showing(call).whole(made)

    @command(schemas.ChangeMeeting, by=PLANNERS)
    def change_meeting(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Move it, or correct what is said of it; the tables are told of a published one that moves.

        Refused: ``meeting_cancelled``, ``meeting_not_begun``, and what ``plan_meeting`` and
        ``publish_meeting`` refuse.
        """
        before = self._kept(call, asked["id"])
        told = schemas.changes_from(asked)
        self._known(told.get("invited", ()))
        if told.get("mode", before.mode) == domain.VIRTUAL:
            told["venue_id"] = None
        rules = rules_of(self.settings.regions, before.region)
        after = domain.change(before, rules, call.now, told)
        return self._done(call, before, after, asked["version"], lambda: self._moved(call, before, after))

    @command(schemas.PublishMeeting, by=PLANNERS)
    def publish_meeting(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Show it to everybody, and tell the tables.

        Refused: ``public_link_needed`` (row 43), ``meeting_place_needed``, ``join_details_needed``,
        ``meeting_cancelled``.
        """
        before = self._kept(call, asked["id"])
        after = domain.publish(before, call.now)
        told = audience(self.store.work, after)
        regions = self.settings.regions
        return self._done(
            call, before, after, asked["version"], lambda: telling.published(regions, after, told, call.now)
        )

    @command(schemas.HoldMeeting, by=PLANNERS)
    def hold_meeting(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """It took place. Refused: ``meeting_not_begun``, ``meeting_cancelled``."""
        before = self._kept(call, asked["id"])
        after = domain.hold(before, asked["observers"], call.now)
        return self._done(call, before, after, asked["version"], list)

    @command(schemas.CancelMeeting, by=PLANNERS)
    def cancel_meeting(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """It does not take place; its room is free again, and the tables are told.

        Refused: ``meeting_held``, ``meeting_names_somebody``.
        """
        before = self._kept(call, asked["id"])
        after = domain.cancel(before, asked["cause"])
        told = audience(self.store.work, after)
        regions = self.settings.regions
        return self._done(
            call, before, after, asked["version"], lambda: telling.cancelled(regions, after, told, call.now)
        )

    @command(schemas.SetCycle, by=PLANNERS)
    def set_cycle(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Record from when to when a group's cycle goes.

        Refused: ``not_your_region``, ``cycle_dates_wrong``, ``cycle_overlaps``, ``stale_version``.
        """
        region = asked["region"]
        refuse_unknown(self.settings.regions, region)
        if not self._showing(call).plans(region):
            raise Refused("not_your_region")
        store = CycleStore(self.store.work)
        before = store.get(region)
        after = cycles.record(before, Cycle(asked["starts_on"], asked["ends_on"]), asked["instead_of"])
        if after is not before:
            refuse_stale(before.version, asked["version"])
            store.save(after)
            watching.plan_watch(self.store.work, self.settings, region, call.now)
        return self._showing(call).cycle(region, asked["starts_on"])

    @due(watching.WATCH)
    def watch_the_cycle(self, call: Call, job: Job) -> Again | None:
        """Tell a group's keepers when its cycle will end below its number."""
        return watching.look(self.store.work, self.settings, job.key, call.now)

    def _moved(self, call: Call, before: Meeting, after: Meeting) -> list[Fact]:
        told = audience(self.store.work, after)
        return telling.moved(self.settings.regions, before, after, told, call.now)

    def _done(
        self, call: Call, before: Meeting, after: Meeting, read: int | None, facts: Callable[[], list[Fact]]
    ) -> dict[str, Any]:
        """Save a step, unless it changed nothing."""
        if after is not before:
            refuse_stale(before.version, read)
            self._save(call, after, facts())
        return self._showing(call).whole(after)

    def _save(self, call: Call, meeting: Meeting, facts: list[Fact]) -> None:
        """The meeting with its room, within its cycle's maximum; the cycle is looked at again."""
        work, regions = self.store.work, self.settings.regions
        _, stands = standing_on(work, regions, meeting.region, meeting.day, call.now)
        if stands is not None:
            cycles.refuse_full(stands, meeting, call.now)
        take_room(work, meeting)
        self.store.save(meeting, [*telling.changed(meeting), *facts])
        watching.plan_watch(work, self.settings, meeting.region, call.now)
        clock.watch(work, meeting, self.settings, call.now)
        follow_meeting(work, meeting, self.settings.agenda_lead_days, call.now)
        follow_cycle(work, meeting, self.settings.agenda_lead_days, call.now)

    def _kept(self, call: Call, meeting_id: str) -> Meeting:
        found, showing = self.store.get(meeting_id), self._showing(call)
        if found is None or not showing.sees(found):
            raise Refused("not_found")
        if not showing.plans(found.region):
            raise Refused("not_your_group")
        return found

    def _known(self, groups: Iterable[str]) -> tuple[str, ...]:
        known = tuple(dict.fromkeys(groups))
        for code in known:
            refuse_unknown(self.settings.regions, code)
        return known

    def _showing(self, call: Call) -> Showing:
        return Showing(self.store.work, self.settings, call.caller, call.now)
