"""The doors of reviews: keepers and whoever leads write, everybody reads aims and acts (row 48)."""

from datetime import UTC, date, datetime, time
from typing import Any

from chassis.call import Again, Call, Job
from chassis.doors import PUBLIC, command, due, query
from chassis.identity import Caller
from chassis.versions import refuse_stale
from commons.london import LONDON, day_in_words, day_of
from commons.places import KEEPERS, keeps, name_of, refuse_unknown
from contracts.refusals import Refused
from meetings import speaking
from meetings.calendar.domain import CANCELLED, Meeting
from meetings.calendar.store import MeetingStore
from meetings.calendar.watching import keepers_of
from meetings.notices import notices
from meetings.refusal import Refusal
from meetings.reviews import chain, domain, schemas
from meetings.reviews.chain import Placed
from meetings.reviews.domain import Act, Cycle, Plan, Series, Study
from meetings.reviews.reminding import CLOSING, PLANNING
from meetings.reviews.store import ReviewStore
from meetings.settings import Settings

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
WRITERS = ("member", *KEEPERS)
"""Whoever holds the chair's seat knocks as a member; who may write, the door asks."""


class Reviews:
    """Meetings as test cycles."""

    name = "meetings_reviews"
    context = "meetings"
    refusals = (Refusal,)
    store_class = ReviewStore
    settings_class = Settings
    store: ReviewStore
    settings: Settings

    @query(schemas.GetReview, by=(PUBLIC,))
    def get_review(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """A meeting's cycle, and in ``carried`` what the cycle before decided: the plan begins with it.

        Prediction, what happened and what was learned are for the table. Refused: ``not_found``.
        """
        return self._review(call, self._seen(call, asked["meeting"]))

    @query(schemas.RegionReviews, by=(PUBLIC,))
    def region_reviews(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """A group's meetings with their cycles, the newest first, and the cycles over the group itself.

        Where each meeting is a cycle, meetings without one are listed, too. Refused: ``region_unknown``.
        """
        region = asked["region"]
        refuse_unknown(self.settings.regions, region)
        is_inside = self._is_inside(call, region)
        placed = self._chain(region)
        cycles = {each.cycle.id: each.cycle for each in placed}
        meetings = MeetingStore(self.store.work).of_region(region, BEGINNING)
        listed = [
            each
            for each in reversed(meetings)
            if each.status != CANCELLED and (each.is_shown or is_inside) and not each.invited
            if each.id in cycles or self._is_required(region)
        ]
        whole = [each for each in self.store.of_region(region) if each.series is not None]
        return {
            "region": region,
            "is_required": self._is_required(region),
            "may_write": self._may_write(call, region),
            "meetings": [
                {
                    **schemas.meeting_view(each),
                    "number": chain.number_of(each.starts_at, placed),
                    **schemas.cycle_view(cycles.get(each.id), is_inside=is_inside),
                }
                for each in listed
            ],
            "series": [schemas.series_view(each, is_inside=is_inside) for each in _newest_first(whole)],
        }

    @query(schemas.GetCycle, by=(PUBLIC,))
    def get_series(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """One cycle over the group itself. Refused: ``not_found``."""
        return self._series(call, self._cycle_over_the_group(asked["id"]))

    @command(schemas.PlanCycle, by=WRITERS)
    def plan_cycle(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Plan a meeting's cycle, or plan it anew before it begins.

        A first plan that comes later is kept and marked as late. Refused: ``not_found``,
        ``not_your_group``, ``meeting_cancelled``, ``prediction_fixed``, ``cycle_closed``,
        ``review_names_somebody``, ``stale_version``.
        """
        meeting = self._seen(call, asked["meeting"])
        self._refuse_readers(call, meeting.region)
        if meeting.status == CANCELLED:
            raise Refused("meeting_cancelled")
        plan = Plan(asked["aim"], asked["prediction"], call.now, call.caller.subject)
        before = self.store.get(meeting.id)
        if before is None:
            self.store.save(domain.planned(meeting.id, meeting.region, plan, meeting.starts_at))
        else:
            refuse_stale(before.version, asked["version"])
            self._save(before, domain.replan(before, plan, meeting.starts_at))
        return self._review(call, meeting)

    @command(schemas.PlanSeries, by=WRITERS)
    def plan_series(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Treat the group itself as one cycle, over a year or another stretch of time.

        Refused: ``region_unknown``, ``not_your_group``, ``series_dates_wrong``, ``review_names_somebody``.
        """
        refuse_unknown(self.settings.regions, asked["region"])
        self._refuse_readers(call, asked["region"])
        plan = Plan(asked["aim"], asked["prediction"], call.now, call.caller.subject)
        series = Series(asked["title"], asked["since"], asked["until"])
        made = domain.planned(call.new_id(), asked["region"], plan, _midnight(series.since), series)
        self.store.save(made)
        return self._series(call, made)

    @command(schemas.StudyCycle, by=WRITERS)
    def study_cycle(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Say what happened and compare it with the prediction; for a meeting's cycle or the group's.

        Refused: ``not_found``, ``not_your_group``, ``cycle_not_begun``, ``cycle_closed``, ``stale_version``.
        """
        before, begins = self._written(call, asked)
        found = Study(asked["done"], asked["match"], asked["learned"])
        return self._saved(call, before, domain.study(before, found, begins, call.now))

    @command(schemas.CloseCycle, by=WRITERS)
    def close_cycle(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Say what the group does next; the next plan quotes it.

        Refused: ``not_found``, ``not_your_group``, ``cycle_not_studied``, ``cycle_closed``,
        ``review_names_somebody``, ``stale_version``.
        """
        before, _ = self._written(call, asked)
        act = Act(asked["kind"], asked["text"], call.now, call.caller.subject)
        return self._saved(call, before, domain.close(before, act))

    @due(PLANNING)
    def remind_to_plan(self, call: Call, job: Job) -> None:
        """Some days before the meeting: where each is a cycle and this one has no plan, keepers are told."""
        meeting = MeetingStore(self.store.work).get(job.key)
        if meeting is None or meeting.is_over(call.now) or meeting.invited:
            return
        if self._is_required(meeting.region) and self.store.get(meeting.id) is None:
            self._remind("cycle_plan_due", call, meeting)

    @due(CLOSING)
    def remind_to_close(self, call: Call, job: Job) -> Again | None:
        """The meeting is over: where its cycle is asked for or begun, its keepers are told once."""
        meeting, cycle = MeetingStore(self.store.work).get(job.key), self.store.get(job.key)
        if meeting is None or meeting.status == CANCELLED or (cycle and cycle.act):
            return None
        if cycle is None and (meeting.invited or not self._is_required(meeting.region)):
            return None
        if call.now < meeting.ends_at:
            return Again(meeting.ends_at, {})  # it was moved to a later day
        self._remind("cycle_close_due", call, meeting)
        return None

    def _remind(self, kind: str, call: Call, meeting: Meeting) -> None:
        """Once for each meeting: a move of it is no new cause."""
        self.store.work.publish(
            notices(
                kind,
                cause=f"cycle:{meeting.id}",
                members=keepers_of(self.store.work, meeting.region, call.now),
                about={
                    "group": name_of(self.settings.regions, meeting.region),
                    "day": day_in_words(meeting.day),
                },
                path=f"/meetings/{meeting.id}/review",
                concerning=(meeting.id, meeting.version),
                region=meeting.region,
            )
        )

    def _review(self, call: Call, meeting: Meeting) -> dict[str, Any]:
        is_inside = self._is_inside(call, meeting.region)
        placed = self._chain(meeting.region)
        cycle = self.store.get(meeting.id)
        carried = chain.carried_to(meeting.starts_at, placed, for_everybody=not is_inside)
        return {
            **schemas.meeting_view(meeting),
            "region": meeting.region,
            "has_begun": meeting.starts_at <= call.now,
            "is_cancelled": meeting.status == CANCELLED,
            "is_required": self._is_required(meeting.region),
            "may_write": self._may_write(call, meeting.region),
            "number": chain.number_of(meeting.starts_at, placed),
            "carried": schemas.carried_view(carried),
            **schemas.cycle_view(cycle, is_inside=is_inside),
        }

    def _series(self, call: Call, cycle: Cycle) -> dict[str, Any]:
        return {
            **schemas.series_view(cycle, is_inside=self._is_inside(call, cycle.region)),
            "has_begun": cycle.series is not None and _midnight(cycle.series.since) <= call.now,
            "may_write": self._may_write(call, cycle.region),
        }

    def _written(self, call: Call, asked: dict[str, Any]) -> tuple[Cycle, datetime]:
        """The cycle that the caller may write, and when it begins."""
        before = self.store.get(asked["id"])
        if before is None:
            raise Refused("not_found")
        meeting = self._seen(call, before.id) if before.series is None else None
        self._refuse_readers(call, before.region)
        refuse_stale(before.version, asked["version"])
        if meeting is not None:
            return before, meeting.starts_at
        return before, _midnight(before.series.since if before.series else date.max)

    def _saved(self, call: Call, before: Cycle, after: Cycle) -> dict[str, Any]:
        self._save(before, after)
        if after.series is not None:
            return self._series(call, after)
        return self._review(call, self._seen(call, after.id))

    def _save(self, before: Cycle, after: Cycle) -> None:
        if after is not before:
            self.store.save(after)

    def _chain(self, region: str) -> list[Placed]:
        cycles = self.store.of_region(region)
        meetings = MeetingStore(self.store.work).several(each.id for each in cycles if each.series is None)
        return chain.chained(cycles, meetings)

    def _cycle_over_the_group(self, cycle_id: str) -> Cycle:
        found = self.store.get(cycle_id)
        if found is None or found.series is None:
            raise Refused("not_found")
        return found

    def _is_required(self, region: str) -> bool:
        known = self.settings.regions.get(region)
        return known is not None and known.meetings.pdsa

    def _is_inside(self, call: Call, region: str) -> bool:
        return speaking.is_at_the_table(self.store.work, call.caller, region, day_of(call.now))

    def _may_write(self, call: Call, region: str) -> bool:
        return _writes(self.store.work, call.caller, region, day_of(call.now))

    def _refuse_readers(self, call: Call, region: str) -> None:
        if not self._may_write(call, region):
            raise Refused("not_your_group", "Only whoever leads the group or keeps its papers writes this.")

    def _seen(self, call: Call, meeting_id: str) -> Meeting:
        meeting = MeetingStore(self.store.work).get(meeting_id)
        if meeting is None or not (meeting.is_shown or self._is_inside(call, meeting.region)):
            raise Refused("not_found")
        return meeting


def _writes(work: Any, caller: Caller, region: str, on: date) -> bool:
    return keeps(caller, region) or speaking.leads(work, caller, region, on)


def _midnight(day: date) -> datetime:
    """The instant at which a day of the community begins."""
    return datetime.combine(day, time(), LONDON).astimezone(UTC)


def _newest_first(cycles: list[Cycle]) -> list[Cycle]:
    return sorted(
        cycles, key=lambda each: (each.series.since if each.series else date.min, each.id), reverse=True
    )
