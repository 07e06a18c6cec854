"""Who asks, who is affected and who is told: what a consultation needs to know of groups and people."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from chassis.call import Call
from commons.centre import UK
from commons.london import day_of, in_words
from commons.people.store import People
from commons.places import name_of
from contracts.events import Fact
from contracts.refusals import Refused
from stewardship.consultations.comments import Comment
from stewardship.consultations.domain import (
    AFFECTED_FIRST,
    EVERYWHERE,
    GROUP,
    OPEN,
    REGIONS,
    Consultation,
    Scope,
)
from stewardship.notices import notices
from stewardship.self_organised.domain import ENDED, Group
from stewardship.self_organised.store import SelfOrganisedStore
from stewardship.settings import Settings
from stewardship.speaking import groups_of, people_of


class Asking:
    """One call's view of who may do what in a consultation."""

    def __init__(self, work: Any, settings: Settings, call: Call) -> None:
        self._work = work
        self._settings = settings
        self._call = call
        self._today = day_of(call.now)

    def refuse_stranger(self, asked_by: str) -> None:
        """Refused: ``not_your_region`` unless the caller acts for the asking group."""
        if not self.acts_for(asked_by):
            raise Refused("not_your_region", "Only those who act for the group that asks can do this.")

    def acts_for(self, asked_by: str) -> bool:
        """Whether the caller acts for this region, the centre, or their own self-organised group."""
        if asked_by == UK or asked_by in self._settings.regions:
            return asked_by in groups_of(self._work, self._call.caller, self._today)
        group = SelfOrganisedStore(self._work).get(asked_by)
        return group is not None and group.has(self._call.caller.subject)

    def scope_of(self, asked: dict[str, Any]) -> Scope:
        """Who is affected, checked: nobody asks first whom they have no part in.

        A region asks regions among which it is, or a self-organised group in it; a self-organised group
        its own members, the centre anybody.
        Refused: ``consultation_scope_wrong``, ``region_unknown``, ``group_ended``.
        """
        asker, kind = asked["asked_by"], asked["scope"]
        regions, group_id = tuple(dict.fromkeys(asked["regions"])), asked["group_id"] or ""
        self.refuse_unknown(regions)
        is_own_group = asker != UK and asker not in self._settings.regions
        if is_own_group:
            if self._live(asker) is None:
                raise Refused("group_ended")
            fits = kind == GROUP and group_id in ("", asker) and not regions
            group_id = asker
        elif kind == GROUP:
            group = self._live(group_id)
            fits = group is not None and (asker == UK or asker in group.regions) and not regions
        elif kind == REGIONS:
            fits = bool(regions) and (asker == UK or asker in regions) and not group_id
        else:
            fits = kind == EVERYWHERE and asker == UK and not regions and not group_id
        if not fits:
            said = ["Choose who is affected: your own region or group among them."]
            raise Refused("consultation_scope_wrong", fields={"scope": said})
        return Scope(kind, regions, group_id)

    def refuse_unknown(self, codes: Any) -> None:
        for code in codes:
            if code not in self._settings.regions:
                raise Refused("region_unknown", fields={"regions": ["Choose regions from the list."]})

    def is_affected(self, consultation: Consultation) -> bool:
        """Whether the caller is among those whom it concerns."""
        scope, caller = consultation.scope, self._call.caller
        if scope.kind == EVERYWHERE:
            return True
        if scope.kind == REGIONS:
            return caller.region in scope.regions
        group = SelfOrganisedStore(self._work).get(scope.group_id)
        return group is not None and group.has(caller.subject)

    def allowed(self, consultation: Consultation) -> list[str]:
        """What the caller can do with it now."""
        state = consultation.state(self._call.now)
        actions = []
        if self._call.caller.has("member") and (
            state == OPEN or (state == AFFECTED_FIRST and self.is_affected(consultation))
        ):
            actions.append("comment")
        if not consultation.is_ended and self.acts_for(consultation.asked_by):
            actions += ["decide"] if consultation.can_be_decided(self._call.now) else []
            actions += ["extend"] if consultation.closes_at is not None else []
            actions.append("withdraw")
        return actions

    def opened(self, consultation: Consultation) -> list[Fact]:
        """To those affected: they are asked."""
        closes = consultation.closes_at
        return notices(
            "consultation_opened",
            cause=f"consultation:{consultation.id}:opened",
            members=self._told(consultation),
            about={
                "title": consultation.title,
                "asker": self.name_of(consultation.asked_by),
                "closes": in_words(closes) if closes else "when it is decided",
            },
            path=f"/consultations/{consultation.id}",
            concerning=(consultation.id, consultation.version),
        )

    def decided(self, consultation: Consultation, standing: list[Comment]) -> list[Fact]:
        """To everybody who commented: what became of it. Nothing while nothing is decided."""
        outcome = consultation.outcome
        if outcome is None:
            return []
        return notices(
            "consultation_decided",
            cause=f"consultation:{consultation.id}:decided",
            members={comment.member_id for comment in standing},
            about={
                "title": consultation.title,
                "asker": self.name_of(consultation.asked_by),
                "changes": str(len(outcome.changes)),
                "not_taken": str(len(outcome.not_taken)),
            },
            path=f"/consultations/{consultation.id}",
            concerning=(consultation.id, consultation.version),
        )

    def name_of(self, asked_by: str) -> str:
        """The asking group's name in words."""
        if asked_by == UK or asked_by in self._settings.regions:
            return name_of(self._settings.regions, asked_by)
        group = SelfOrganisedStore(self._work).get(asked_by)
        return group.name if group is not None else "a group"

    def without_names_of_the_gone(self, comments: Iterable[Comment]) -> list[Comment]:
        """The comments as they are shown: a chosen name goes with the member who left Q."""
        found = list(comments)
        gone = People(self._work).gone(each.member_id for each in found if each.shown_name)
        return [replace(each, shown_name="") if each.member_id in gone else each for each in found]

    def _live(self, group_id: str) -> Group | None:
        group = SelfOrganisedStore(self._work).get(group_id) if group_id else None
        return group if group is not None and group.state != ENDED else None

    def _told(self, consultation: Consultation) -> set[str]:
        """Those affected. A region mails its own members, and of other regions those who can pass it on."""
        scope, asker = consultation.scope, consultation.asked_by
        if scope.kind == GROUP:
            group = SelfOrganisedStore(self._work).get(scope.group_id)
            return {each.member_id for each in group.members} if group else set()
        told: set[str] = set()
        for code in scope.regions or tuple(region.code for region in self._settings.regions):
            is_own = asker in (UK, code)
            told |= (
                set(People(self._work).active_in(code))
                if is_own
                else people_of(self._work, code, self._today)
            )
        return told
