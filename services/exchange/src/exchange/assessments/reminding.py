"""When assessors are reminded: a week and two days before the deadline, and when it has passed."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from commons.london import day_of, noon
from exchange.assessments.panels.domain import Panel
from exchange.assessments.store import AssessmentStore
from exchange.proposals.domain import SUBMITTED
from exchange.proposals.store import ProposalStore
from exchange.rounds.domain import PUBLISHED, Round
from exchange.settings import Settings

REMIND = "assessments_due"


def moments(deadline: datetime, settings: Settings) -> list[datetime]:
    """Noons in London, the deadline itself last."""
    days = {settings.assessment_reminder_days, settings.assessment_last_reminder_days, 0}
    return [noon(day_of(deadline) - timedelta(days=each)) for each in sorted(days, reverse=True)]


def next_reminder(deadline: datetime, settings: Settings, now: datetime) -> datetime | None:
    """The next moment after now; None once the deadline has passed."""
    return next((each for each in moments(deadline, settings) if each > now), None)


def plan_reminder(work: Any, settings: Settings, found: Round, panel: Panel, now: datetime) -> None:
    onward = next_reminder(panel.deadline(found), settings, now)
    if onward is not None:
        work.schedule(REMIND, found.id, onward)


def is_over(found: Round | None, panel: Panel | None) -> bool:
    """Whether nobody is to be reminded any more."""
    return found is None or panel is None or found.state != PUBLISHED or panel.published_at is not None


def missing_by_assessor(work: Any, round_id: str) -> dict[str, int]:
    """How many each assessor has not handed in; what was withdrawn meanwhile is not waited for."""
    needed = {each.id for each in ProposalStore(work).of_round(round_id, SUBMITTED)}
    waiting = AssessmentStore(work).waited_for(round_id)
    return dict(Counter(each.assessor for each in waiting if each.proposal_id in needed))
