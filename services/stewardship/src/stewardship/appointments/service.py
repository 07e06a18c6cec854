"""The doors of calls: open one, ask for a seat, answer an offer, and what happens by itself (row 13)."""

from dataclasses import replace
from typing import Any

from chassis.call import Again, Call, Job
from chassis.doors import PUBLIC, command, due, query
from chassis.fields import Nothing
from chassis.versions import refuse_stale
from commons.london import day_of
from commons.people.store import People
from commons.places import KEEPERS, refuse_unknown
from contracts.refusals import Refused
from stewardship.appointments import domain, expressions, past, schemas, telling, views
from stewardship.appointments.calls import GRACE, LEADERS, OPEN, Wanted
from stewardship.appointments.calls import Call as SeatCall
from stewardship.appointments.expressions import About, Expression
from stewardship.appointments.keeping import (
    CALL_KEEPERS,
    ERASE,
    erase_what_is_due,
    limits_of,
    refuse_inactive,
    save_settled,
    selection_mode,
)
from stewardship.appointments.roster import described, refuse_untakable
from stewardship.appointments.store import AppointmentStore
from stewardship.refusal import Refusal
from stewardship.seats.domain import APPOINTED
from stewardship.seats.filling import Wanted as WantedSeat
from stewardship.seats.filling import fill_seat
from stewardship.seats.rules import rules_of
from stewardship.seats.store import SeatStore
from stewardship.settings import Settings


class Appointments:
    """From a call to a seat."""

    name = "stewardship_appointments"
    context = "stewardship"
    refusals = (Refusal,)
    store_class = AppointmentStore
    settings_class = Settings
    store: AppointmentStore
    settings: Settings

    @command(schemas.OpenCall, by=KEEPERS)
    def open_call(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Call for a seat. A convenor calls for members only: nobody arranges their own succession.

        Where somebody leads the group until a day, and the call says nothing else, the seat begins then.

        Refused: ``region_unknown``, ``not_your_region``, ``role_required``, ``seats_by_vote``,
        ``seat_kind_wrong``, ``closing_date_wrong``, ``panel_incomplete``, ``member_not_active``,
        ``call_running``, and ``term_dates_wrong`` or ``invalid_input`` for a seat that nobody could take.
        """
        asked = dict(asked)
        closes_on, panel, chair = asked.pop("closes_on"), asked.pop("panel"), asked.pop("chair")
        wanted = Wanted(**{**asked, "represents": tuple(asked["represents"])})
        self._may_open(call, wanted)
        wanted = self._after_who_leads_now(call, wanted)
        self._refuse_inactive(panel)
        made = domain.open_call(
            call.new_id(),
            wanted,
            closes_on=closes_on,
            panel=panel,
            chair=chair,
            by=call.caller.subject,
            now=call.now,
            selection_mode=selection_mode(self.settings, wanted.region),
            limits=limits_of(self.settings),
        )
        refuse_untakable(self.settings, made, day_of(call.now))
        self.store.save_call(made)
        self.store.work.schedule("close_call", made.id, made.closes_at + GRACE)
        return views.public_view(made, [], limits_of(self.settings), call.now)

    @query(schemas.ListCalls, by=(PUBLIC,))
    def list_calls(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Calls of a region or of all, the last to close first. Refused: ``region_unknown``."""
        if asked["region"] is not None:
            refuse_unknown(self.settings.regions, asked["region"])
        page = self.store.page(asked["region"], asked["state"], asked)
        return self._public(call, page)

    @query(schemas.CallById, by=(PUBLIC,))
    def get_call(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """One call, how long its form takes, and what the caller has to do with it."""
        found = self._call(asked["id"])
        everybody = self.store.of_call(found.id)
        mine = [each for each in everybody if each.member_id == call.caller.subject]
        standing = next((each for each in reversed(mine) if each.state != expressions.WITHDRAWN), None)
        return {
            **views.public_view(found, everybody, limits_of(self.settings), call.now),
            "form": views.form_view(self.store.seconds_taken(), self._sectors_wanted(found.region)),
            "my_expression": views.applicants_view(standing, found, call.now) if standing else None,
            "on_panel": any(each.member_id == call.caller.subject for each in found.panel),
            "may_arrange": call.caller.acts_for(found.region, "coordinator"),
        }

    @command(schemas.ExpressInterest, by=("member",))
    def express_interest(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Ask for a seat of an open call.

        Refused: ``not_found``, ``call_closed``, ``already_expressed``, ``applicant_on_panel``,
        ``member_not_active``.
        """
        found = self._call(asked["call_id"])
        self._refuse_inactive([call.caller.subject])
        domain.refuse_expression(found, call.caller.subject, call.now)
        about = About(**{name: value for name, value in asked.items() if name != "call_id"})
        made = expressions.express(
            call.new_id(),
            call_id=found.id,
            region=found.region,
            member_id=call.caller.subject,
            about=about,
            now=call.now,
        )
        self.store.save_expression(made, telling.received(self.settings.regions, found, made))
        return views.receipt(made, found, call.now)

    @query(Nothing, by=("member",))
    def my_expressions(self, call: Call, _asked: dict[str, Any]) -> dict[str, Any]:
        """What the caller asked for, and what became of it, the newest first."""
        mine = self.store.of_member(call.caller.subject)
        calls = self.store.several(each.call_id for each in mine)
        return {"items": [views.applicants_view(each, calls[each.call_id], call.now) for each in mine]}

    @command(schemas.ExpressionById, by=("member",))
    def withdraw_expression(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Take it back before it is decided. Refused: ``not_found``, ``expression_decided``."""
        before, found = self._own(call, asked)
        after = expressions.withdraw(before, call.now)
        if after is not before:
            refuse_stale(before.version, asked["version"])
            self.store.save_expression(after)
            if found.state != OPEN:
                self._settle(call, found)
        return views.receipt(after, found, call.now)

    @command(schemas.AnswerOffer, by=("member",))
    def answer_offer(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Take an offered seat, which fills it, or leave it. The same answer twice is once.

        Refused: ``not_found``, ``nothing_offered``, ``offer_expired``, ``offer_answered``, and whatever
        the roster refuses (``holder_not_active``, ``holds_seat_already``, ``convenor_held``,
        ``group_full``): then nothing is changed.
        """
        before, found = self._own(call, asked)
        after = expressions.answer(before, asked["accepts"], call.now)
        if after is before:
            return views.receipt(before, found, call.now)
        refuse_stale(before.version, asked["version"])
        if asked["accepts"]:
            after = expressions.seated(after, self._fill(call, found, after, asked))
        self.store.save_expression(after)
        self.store.work.unschedule("expire_offer", after.id)
        self._settle(call, found)
        return views.receipt(after, found, call.now)

    @command(schemas.EndCall, by=("member", "national_team"))
    def end_call(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Leave the places that are left empty: by the panel's chair, or who looks after the group.

        Refused: ``not_found``, ``call_still_open``, ``applicants_waiting``, ``call_over``.
        """
        before = self._call(asked["id"])
        chairs = any(each.is_chair and each.member_id == call.caller.subject for each in before.panel)
        if not chairs and not call.caller.acts_for(before.region, "coordinator"):
            raise Refused("not_found")
        everybody = self.store.of_call(before.id)
        after = domain.end(before, everybody, call.now)
        if after is not before:
            refuse_stale(before.version, asked["version"])
            save_settled(self.store, self.settings, after)
        return views.public_view(after, everybody, limits_of(self.settings), call.now)

    @command(schemas.CancelCall, by=CALL_KEEPERS)
    def cancel_call(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Call it off before anything is decided, and tell everybody who asked why.

        Refused: ``not_found``, ``call_over``, ``decision_stands``, ``applicant_has_interest``.
        """
        before = self._call(asked["id"])
        if not call.caller.acts_for(before.region, "coordinator"):
            raise Refused("not_found")
        everybody = self.store.of_call(before.id)
        after = domain.cancel(before, everybody, call.caller.subject, asked["reason"], call.now)
        if after is not before:
            refuse_stale(before.version, asked["version"])
            save_settled(self.store, self.settings, after)
            self.store.work.unschedule("close_call", after.id)
            everybody = [self._called_off(after, each, call) for each in everybody]
        return views.public_view(after, everybody, limits_of(self.settings), call.now)

    @command(schemas.RecordPastCall, by=("national_team",))
    def record_past_call(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Record what a source says of a call before this platform; seats are recorded on the roster.

        Refused: ``region_unknown``, ``past_call_wrong``.
        """
        refuse_unknown(self.settings.regions, asked["region"])
        outcomes = [past.PastOutcome(**each) for each in asked["outcomes"]]
        made = domain.record(
            call.new_id(),
            **{**asked, "outcomes": outcomes},
            by=call.caller.subject,
            now=call.now,
            today=day_of(call.now),
        )
        self.store.save_past(made)
        return views.past_view(made)

    @query(schemas.ListPastCalls, by=(PUBLIC,))
    def list_past_calls(self, _call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Recorded calls of a region or of all, the last decided first."""
        page = self.store.past(asked["region"], asked)
        return {**page, "items": [views.past_view(each) for each in page["items"]]}

    @due("close_call")
    def close_call(self, call: Call, job: Job) -> Again | None:
        """At noon the panel's turn begins, or the call ends when nobody asked."""
        before = self.store.get(job.key)
        if before is None:
            return None
        after = domain.close(before, self.store.of_call(before.id), call.now)
        if after is not before:
            until = telling.decide_by(after, limits_of(self.settings))
            members = [each.member_id for each in after.panel if not after.is_over]
            facts = telling.panel_asked(self.settings.regions, after, members, until)
            save_settled(self.store, self.settings, after, facts)
        return None

    @due("expire_offer")
    def expire_offer(self, call: Call, job: Job) -> Again | None:
        """Nobody answered in time: the seat is free for the panel's next choice."""
        before = self.store.expression(job.key)
        after = expressions.expire(before, call.now) if before is not None else None
        if after is not None and after is not before:
            self.store.save_expression(after)
            self._settle(call, self._call(after.call_id))
        return None

    @due(ERASE)
    def erase_words(self, call: Call, job: Job) -> Again | None:
        """What was written in a call is erased after it: what was taken back soon, the rest later."""
        found = self.store.get(job.key)
        following = erase_what_is_due(self.store, self.settings, found, call.now) if found else None
        return Again(following, {}) if following else None

    def _may_open(self, call: Call, wanted: Wanted) -> None:
        refuse_unknown(self.settings.regions, wanted.region)
        if not call.caller.acts_for(wanted.region, "coordinator", "convenor"):
            raise Refused("not_your_region")
        if wanted.kind in LEADERS and not call.caller.acts_for(wanted.region, "coordinator"):
            raise Refused("role_required")

    def _after_who_leads_now(self, call: Call, wanted: Wanted) -> Wanted:
        """A successor begins when the term of whoever leads the group ends, unless the call says when."""
        if wanted.kind not in LEADERS or wanted.starts_on is not None:
            return wanted
        leader = SeatStore(self.store.work).leader(wanted.region, day_of(call.now))
        return replace(wanted, starts_on=leader.term.until) if leader is not None else wanted

    def _fill(self, call: Call, found: SeatCall, expression: Expression, asked: dict[str, Any]) -> str:
        kind = expression.offer.kind if expression.offer else found.kind
        last_words = {name: asked[name] for name in ("background", "location") if asked[name]}
        starts_on = found.wanted.starts_on
        wanted = WantedSeat(
            region=found.region,
            kind=kind,
            member_id=expression.member_id,
            designation=APPOINTED,
            description=described(kind, found, replace(expression.about, **last_words)),
            start=max(starts_on, day_of(call.now)) if starts_on else None,
        )
        return fill_seat(SeatStore(self.store.work), self.settings, call, wanted).id

    def _settle(self, call: Call, found: SeatCall) -> None:
        after = domain.settle(found, self.store.of_call(found.id), call.now)
        save_settled(self.store, self.settings, after)

    def _called_off(self, seat_call: SeatCall, expression: Expression, call: Call) -> Expression:
        after = expressions.cancel(expression, call.now)
        if after is not expression:
            self.store.save_expression(after, telling.cancelled(self.settings.regions, seat_call, after))
        return after

    def _public(self, call: Call, page: dict[str, Any]) -> dict[str, Any]:
        asked_for = self.store.of_calls(each.id for each in page["items"])
        limits = limits_of(self.settings)
        items = [views.public_view(each, asked_for[each.id], limits, call.now) for each in page["items"]]
        return {**page, "items": items}

    def _call(self, call_id: str) -> SeatCall:
        found = self.store.get(call_id)
        if found is None:
            raise Refused("not_found")
        return found

    def _own(self, call: Call, asked: dict[str, Any]) -> tuple[Expression, SeatCall]:
        expression = self.store.expression(asked["id"])
        if expression is None or expression.member_id != call.caller.subject:
            raise Refused("not_found")
        return expression, self._call(expression.call_id)

    def _refuse_inactive(self, member_ids: list[str]) -> None:
        refuse_inactive(People(self.store.work), member_ids)

    def _sectors_wanted(self, region: str) -> tuple[str, ...]:
        return rules_of(self.settings.regions, region).sectors_wanted
