"""The pipeline: stages that only move forward, a decision with its reason, one member (row 2)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from statistics import median
from typing import Any

from membership.members.domain import Acceptance
from membership.refusal import Refusal

PROSPECT, APPLIED, IN_REVIEW = "prospect", "applied", "in_review"
ACCEPTED, DECLINED, WITHDRAWN = "accepted", "declined", "withdrawn"
OPEN = (PROSPECT, APPLIED, IN_REVIEW)
DECIDED = (ACCEPTED, DECLINED)
UNREAD = (PROSPECT, WITHDRAWN)
"""Not sent, or taken back: applicants are told that nobody reads it, so reviewers see where it stands."""
STAGES = (*OPEN, *DECIDED, WITHDRAWN)
ORDER = {PROSPECT: 0, APPLIED: 1, IN_REVIEW: 2, ACCEPTED: 3, DECLINED: 3, WITHDRAWN: 3}

ROUTES = ("central", "region", "event", "colleague")
"""How somebody came: the central process (since summer 2018), a region's CSG, an event, a colleague."""

SECONDS_A_DAY = 86_400


@dataclass(frozen=True)
class Step:
    """A stage, entered at an instant by somebody; ``note`` is for those who review."""

    stage: str
    at: datetime
    by: str
    note: str = ""


@dataclass(frozen=True)
class Application:
    """One person's wish to belong. ``stage_since`` is the instant of the last step."""

    id: str
    version: int
    region: str
    name: str
    email: str
    history: tuple[Step, ...]
    why: str = ""
    route: str = ROUTES[0]
    profession: str = ""
    sector: str = ""
    organisation: str = ""
    perspective: str = ""
    submitted_at: datetime | None = None
    compact: Acceptance | None = None
    reviewer: str = ""
    reason: str = ""
    feedback: str = ""
    member_id: str | None = None

    @property
    def stage(self) -> str:
        return self.history[-1].stage

    @property
    def stage_since(self) -> datetime:
        return self.history[-1].at

    @property
    def is_open(self) -> bool:
        return self.stage in OPEN


@dataclass(frozen=True)
class Tip:
    """A good practice that one region shares with all (row 2)."""

    id: str
    text: str
    region: str
    by: str
    at: datetime


def begin(
    application_id: str, *, region: str, name: str, email: str, now: datetime, **answers: Any
) -> Application:
    """A prospect, version 1: nothing is sent before ``submit``. ``answers``: why, profession and so on."""
    steps = (Step(PROSPECT, now, applicant(application_id)),)
    return Application(application_id, 1, region, name, email, history=steps, **answers)


def applicant(application_id: str) -> str:
    """The subject under which an applicant's signed link knocks."""
    return f"applicant:{application_id}"


def amend(application: Application, answers: Mapping[str, Any]) -> Application:
    """Other answers in an application that is not sent yet; part of the step that follows."""
    if application.stage != PROSPECT:
        return application
    return replace(application, **answers)


def keep(application: Application, accepted: Acceptance | None) -> Application:
    """A new prospect as it is saved for later, with the Compact accepted already or not."""
    return replace(application, compact=accepted)


def as_first_version(application: Application) -> Application:
    """Begun and sent in one go: one saved state, whose history begins with being sent."""
    return replace(application, version=1, history=application.history[-1:])


def as_member(application: Application, member_id: str) -> Application:
    """Accepted as this member: a person who comes back keeps the record they had."""
    return replace(application, member_id=member_id)


def submit(application: Application, accepted: Acceptance | None, now: datetime) -> Application:
    """Send a prospect in. Sent already: unchanged.

    Refused: ``compact_not_accepted`` without an acceptance now or earlier, ``invalid_input`` while it
    does not say why, ``application_already_decided``, ``application_closed``.
    """
    if application.stage in (APPLIED, IN_REVIEW):
        return application
    _refuse_ended(application)
    if not application.why:
        raise Refusal("invalid_input", fields={"why": ["Tell us why you would like to belong."]})
    compact = accepted or application.compact
    if compact is None:
        raise Refusal("compact_not_accepted", fields={"compact_accepted": ["Accept the Compact to apply."]})
    sent = _step(application, APPLIED, now, applicant(application.id))
    return replace(sent, submitted_at=now, compact=compact)


def withdraw(application: Application, now: datetime) -> Application:
    """Take an application back; twice is once. Refused: ``application_already_decided``."""
    if application.stage == WITHDRAWN:
        return application
    _refuse_ended(application)
    return _step(application, WITHDRAWN, now, applicant(application.id))


def take_up(application: Application, by: str, now: datetime) -> Application:
    """Begin the review; the same reviewer twice is once.

    Refused: ``application_not_submitted``, ``application_taken_up`` by somebody else,
    ``application_already_decided``, ``application_closed``.
    """
    _refuse_ended(application)
    _refuse_unsent(application)
    if application.stage == IN_REVIEW:
        if application.reviewer != by:
            raise Refusal("application_taken_up")
        return application
    return replace(_step(application, IN_REVIEW, now, by), reviewer=by)


def accept(application: Application, by: str, member_id: str, feedback: str, now: datetime) -> Application:
    """Admit the person as that member; accepted already: unchanged, with the earlier member.

    Refused: ``application_already_decided`` when it was declined, ``application_not_submitted``,
    ``application_closed``.
    """
    if application.stage == ACCEPTED:
        return application
    _refuse_ended(application)
    _refuse_unsent(application)
    decided = _step(application, ACCEPTED, now, by)
    return replace(decided, reviewer=application.reviewer or by, member_id=member_id, feedback=feedback)


def decline(application: Application, by: str, reason: str, feedback: str, now: datetime) -> Application:
    """Turn the application down, with a reason for the file and feedback for the person.

    Declined already: unchanged. Refused: ``reason_required``, and as in ``accept``.
    """
    if application.stage == DECLINED:
        return application
    _refuse_ended(application)
    _refuse_unsent(application)
    if not reason:
        raise Refusal("reason_required", fields={"reason": ["Give a reason for declining."]})
    decided = _step(application, DECLINED, now, by, reason)
    return replace(decided, reviewer=application.reviewer or by, reason=reason, feedback=feedback)


def _step(application: Application, stage: str, now: datetime, by: str, note: str = "") -> Application:
    # Row 2: stages move forward only; the callers have refused everything else in plain words.
    if ORDER[stage] <= ORDER[application.stage]:
        raise Refusal("application_closed")
    steps = (*application.history, Step(stage, now, by, note))
    return replace(application, version=application.version + 1, history=steps)


def _refuse_ended(application: Application) -> None:
    if application.stage in DECIDED:
        raise Refusal("application_already_decided")
    if application.stage == WITHDRAWN:
        raise Refusal("application_closed")


def _refuse_unsent(application: Application) -> None:
    if application.stage == PROSPECT:
        raise Refusal("application_not_submitted")


# Figures


def median_days(histories: Iterable[tuple[Step, ...]]) -> dict[str, float | None]:
    """How long an application usually stood in each open stage, in days to one decimal, half up.

    Only finished stays count; None where there is none. The ended stages have no duration.
    """
    spent: dict[str, list[float]] = {stage: [] for stage in OPEN}
    for steps in histories:
        for here, onward in pairwise(steps):
            spent[here.stage].append((onward.at - here.at).total_seconds() / SECONDS_A_DAY)
    medians: dict[str, float | None] = dict.fromkeys(STAGES)
    medians.update({stage: _one_decimal(median(days)) for stage, days in spent.items() if days})
    return medians


def _one_decimal(number: float) -> float:
    return float(Decimal(repr(number)).quantize(Decimal("0.1"), ROUND_HALF_UP))


def whole_days(since: datetime | None, now: datetime) -> int | None:
    """Full days that have passed since an instant."""
    return None if since is None else int((now - since).total_seconds() // SECONDS_A_DAY)
