"""The doors of a panel: declare, read, decide; and who looks after the group exchanges its members."""

from typing import Any

from chassis.call import Call
from chassis.doors import command, query
from chassis.versions import refuse_stale
from commons.london import day_of
from commons.people.store import People
from commons.places import KEEPERS, kept_by
from contracts.refusals import Refused
from stewardship.appointments import domain, schemas, telling, views
from stewardship.appointments.calls import CLOSED, LEADERS, MEMBER, applicants
from stewardship.appointments.calls import Call as SeatCall
from stewardship.appointments.expressions import OFFERED, Decision, Expression
from stewardship.appointments.keeping import (
    CALL_KEEPERS,
    limits_of,
    refuse_inactive,
    save_settled,
    selection_mode,
)
from stewardship.appointments.panels import Interest, may_read, on
from stewardship.appointments.roster import would_be
from stewardship.appointments.store import AppointmentStore
from stewardship.refusal import Refusal
from stewardship.seats.store import SeatStore
from stewardship.settings import Settings


class Panels:
    """Who decides about a seat, and how."""

    name = "stewardship_panels"
    context = "stewardship"
    refusals = (Refusal,)
    store_class = AppointmentStore
    settings_class = Settings
    store: AppointmentStore
    settings: Settings

    @query(schemas.Paged, by=("member",))
    def my_panels(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The calls on whose panel the caller sits, the last to close first."""
        page = self.store.of_panel_member(call.caller.subject, asked)
        asked_for = self.store.of_calls(each.id for each in page["items"])
        limits = limits_of(self.settings)
        items = [
            {
                **views.public_view(each, asked_for[each.id], limits, call.now),
                "my_turn": views.my_turn(each, asked_for[each.id], call.caller.subject),
            }
            for each in page["items"]
        ]
        return {**page, "items": items}

    @query(schemas.PanelOf, by=("member", "national_team"))
    def get_panel(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The call as its panel works on it, or as who looks after the group watches over it.

        Nothing that an applicant wrote is shown to a panel member who has not declared, nor ever to who is
        not on the panel. Refused: ``not_found`` for everybody else, applicants among them.
        """
        found, everybody = self._seen(call, asked["id"])
        shown = self._shown(call, found, everybody)
        return {**shown, "considered": self._considered(call, found, everybody, asked["considering"])}

    @command(schemas.DeclareInterests, by=("member",))
    def declare_interests(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Say "none" (an empty list), or in whom and why; it can be added to and not taken back.

        Refused: ``not_found``, ``call_still_open``, ``call_over``, ``invalid_input``.
        """
        before, everybody = self._on_panel(call, asked["id"])
        interests = [Interest(each["why"], call.now, each["expression_id"]) for each in asked["interests"]]
        after, changed = domain.declare(before, everybody, call.caller.subject, interests, call.now)
        if after is not before:
            save_settled(self.store, self.settings, after)
            self._keep(everybody, changed)
        return views.without_words(self._shown(call, after, self.store.of_call(after.id)))

    @command(schemas.ProposeDecision, by=("member",))
    def propose_decision(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Propose what becomes of an applicant, with reasons and feedback; a second member makes it stand.

        Refused: ``not_found``, ``interests_not_declared``, ``panel_member_has_interest``,
        ``call_still_open``, ``call_over``, ``decision_stands``, ``expression_withdrawn``,
        ``no_place_left``, ``seats_by_vote``, ``stale_version``.
        """
        before, found, everybody = self._to_decide(call, asked)
        decision = Decision(
            asked["outcome"], asked["reasons"], asked["feedback"], (call.caller.subject,), call.now
        )
        mode = selection_mode(self.settings, found.region)
        after = domain.put_forward(found, everybody, before, decision, mode)
        self.store.save_expression(after)
        return self._settled(call, found, everybody, after)

    @command(schemas.ExpressionById, by=("member",))
    def agree_decision(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Agree to what another panel member proposed: two make the decision. Twice is once.

        Refused: as in ``propose_decision``, and ``nothing_proposed``.
        """
        before, found, everybody = self._to_decide(call, asked, only_when_changed=True)
        mode, limits = selection_mode(self.settings, found.region), limits_of(self.settings)
        after = domain.second(found, everybody, before, call.caller.subject, mode, limits, call.now)
        if after is before:
            return views.without_words(self._shown(call, found, everybody))
        refuse_stale(before.version, asked["version"])
        self._refuse_who_left(after)
        self.store.save_expression(after, telling.of_expression(self.settings.regions, found, after))
        if after.offer is not None and after.state == OFFERED:
            self.store.work.schedule("expire_offer", after.id, after.offer.answer_by)
        return self._settled(call, found, everybody, after)

    @command(schemas.ReplacePanelMember, by=CALL_KEEPERS)
    def replace_panel_member(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Put another member in a panel member's place; who comes declares anew.

        Refused: ``not_found``, ``call_over``, ``not_on_panel``, ``already_on_panel``,
        ``applicant_on_panel``, ``member_not_active``, ``stale_version``.
        """
        before, everybody = self._arranged(call, asked["id"])
        refuse_stale(before.version, asked["version"])
        refuse_inactive(People(self.store.work), [asked["comes"]], "comes")
        after, changed = domain.exchange(
            before, everybody, asked["goes"], asked["comes"], call.caller.subject, call.now
        )
        facts = []
        if after.state == CLOSED:
            until = telling.decide_by(after, limits_of(self.settings))
            facts = telling.panel_asked(self.settings.regions, after, [asked["comes"]], until)
        self.store.save_call(after, facts)
        self._keep(everybody, changed)
        public = views.public_view(after, everybody, limits_of(self.settings), call.now)
        return {**public, **views.arrangers_view(after, everybody), "roster": None, "considered": []}

    @query(schemas.Candidates, by=KEEPERS)
    def panel_candidates(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Members whom one might ask onto a panel, by what they do here; no names.

        Refused: ``region_unknown``, ``not_your_region``.
        """
        region = asked["region"]
        kept_by(call.caller, self.settings.regions, region)
        people = People(self.store.work)
        found: dict[str, list[str]] = {}
        for role in ("coordinator", "convenor"):
            for member_id in people.holding(f"{role}:{region}"):
                found.setdefault(member_id, []).append(role)
        for held in SeatStore(self.store.work).holders(region, day_of(call.now)):
            found.setdefault(held.member_id, []).append(held.description.background)
        for member_id in people.holding("national_team"):
            found.setdefault(member_id, []).append("national_team")
        return {"items": [{"member_id": each, "known_as": known} for each, known in found.items()]}

    def _to_decide(
        self, call: Call, asked: dict[str, Any], *, only_when_changed: bool = False
    ) -> tuple[Expression, SeatCall, list[Expression]]:
        expression = self.store.expression(asked["id"])
        if expression is None:
            raise Refused("not_found")
        found, everybody = self._on_panel(call, expression.call_id)
        if not only_when_changed:
            refuse_stale(expression.version, asked["version"])
        return expression, found, everybody

    def _settled(
        self, call: Call, found: SeatCall, everybody: list[Expression], changed: Expression
    ) -> dict[str, Any]:
        # Every step of the panel writes the call too: of two at once one waits, so no seat is promised twice.
        now_known = [changed if each.id == changed.id else each for each in everybody]
        after = domain.settle(found, now_known, call.now)
        save_settled(self.store, self.settings, after)
        return views.without_words(self._shown(call, after, self.store.of_call(after.id)))

    def _keep(self, before: list[Expression], changed: list[Expression]) -> None:
        offered = {each.id for each in before if each.state == OFFERED}
        for each in changed:
            self.store.save_expression(each)
            if each.id in offered and each.state != OFFERED:
                self.store.work.unschedule("expire_offer", each.id)

    def _refuse_who_left(self, expression: Expression) -> None:
        if expression.state == OFFERED:
            refuse_inactive(People(self.store.work), [expression.member_id], "outcome")

    def _shown(self, call: Call, found: SeatCall, everybody: list[Expression]) -> dict[str, Any]:
        public = views.public_view(found, everybody, limits_of(self.settings), call.now)
        reader = on(found.panel, call.caller.subject)
        shown = (
            views.panel_view(found, everybody, reader.member_id)
            if reader is not None
            else views.arrangers_view(found, everybody)
        )
        knows = reader is None or (reader.has_declared and not reader.steps_out_wholly)
        roster = self._would_be(call, found, everybody) if knows and found.state == CLOSED else None
        return {**public, **shown, "roster": roster, "considered": []}

    def _would_be(
        self,
        call: Call,
        found: SeatCall,
        everybody: list[Expression],
        considered: tuple[Expression, str] | None = None,
    ) -> dict[str, Any]:
        seats, regions = SeatStore(self.store.work), self.settings.regions
        return would_be(seats, regions, found, everybody, day_of(call.now), considered)

    def _considered(
        self, call: Call, found: SeatCall, everybody: list[Expression], expression_id: str | None
    ) -> list[dict[str, Any]]:
        """What the rules would say with this applicant in the call's seat, or in a member's instead."""
        one = next((each for each in everybody if each.id == expression_id), None)
        reader = call.caller.subject
        if one is None or not may_read(found.panel, reader, one.id, applicants(everybody)):
            return []
        kinds = [found.kind, MEMBER] if found.kind in LEADERS else [found.kind]
        return [{"kind": kind, **self._would_be(call, found, everybody, (one, kind))} for kind in kinds]

    def _seen(self, call: Call, call_id: str) -> tuple[SeatCall, list[Expression]]:
        found = self.store.get(call_id)
        if found is not None and on(found.panel, call.caller.subject) is not None:
            return found, self.store.of_call(call_id)
        return self._arranged(call, call_id)

    def _arranged(self, call: Call, call_id: str) -> tuple[SeatCall, list[Expression]]:
        found = self.store.get(call_id)
        if found is None or not call.caller.acts_for(found.region, "coordinator"):
            raise Refused("not_found")
        everybody = self.store.of_call(call_id)
        if call.caller.subject in applicants(everybody):
            raise Refused("applicant_has_interest")
        return found, everybody

    def _on_panel(self, call: Call, call_id: str) -> tuple[SeatCall, list[Expression]]:
        found = self.store.get(call_id)
        if found is None or on(found.panel, call.caller.subject) is None:
            raise Refused("not_found")
        return found, self.store.of_call(call_id)
