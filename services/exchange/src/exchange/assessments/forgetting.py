"""What goes when a shortlist is long over, and when somebody leaves Q."""

from datetime import datetime, timedelta
from typing import Any

from chassis.call import Call
from exchange.assessments.domain import WAITED_FOR, forget, leave
from exchange.assessments.panels.domain import Panel
from exchange.assessments.panels.store import PanelStore
from exchange.assessments.store import AssessmentStore
from exchange.assessments.telling import Telling
from exchange.rounds.domain import Round
from exchange.rounds.store import RoundStore
from exchange.settings import Settings

FORGET = "assessments_forget"


def forgets_at(found: Round, panel: Panel, settings: Settings) -> datetime:
    return panel.ended_at(found) + timedelta(days=settings.assessment_keep_days)


def plan_forgetting(work: Any, settings: Settings, found: Round, panel: Panel) -> None:
    """Planned when a panel is opened, and anew when its shortlist is published: a round may be cancelled."""
    work.schedule(FORGET, found.id, forgets_at(found, panel, settings))


def forget_round(work: Any, round_id: str) -> None:
    """Points, reasons and what the team was told stay without who wrote them: the record of a decision."""
    store = AssessmentStore(work)
    for before in store.of_round(round_id):
        after = forget(before)
        if after is not before:
            store.save(after)
    PanelStore(work).forget_assessors_of(round_id)


def leave_assessments(work: Any, call: Call, member_id: str) -> None:
    """Who leaves Q assesses no more; what they handed in stays without a name, and keepers hear of what
    nobody does now."""
    store, panels = AssessmentStore(work), PanelStore(work)
    free: dict[str, int] = {}
    for before in store.all_by(member_id):
        if before.state in WAITED_FOR:
            free[before.round_id] = free.get(before.round_id, 0) + 1
        store.save(leave(before))
    for assessor in panels.assessing(member_id):
        panels.forget_assessor(assessor)
    for round_id, number in free.items():
        found, panel = RoundStore(work).get(round_id), panels.get(round_id)
        if found is not None and panel is not None and panel.published_at is None:
            telling = Telling(work, found, panel, call.now)
            work.publish(telling.vacant(f"{round_id} {call.new_id()}", number))
