"""An improvement project in the open repository: what it is, who leads it, what came of it (row 70)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from commons.rough_dates import RoughDate
from exchange.learning.identities import refuse_identities
from exchange.projects.facets import CONDITION, DATE, ISSUE, REGION, STP
from exchange.projects.words import key_of
from exchange.refusal import Refusal

PLANNED, RUNNING, FINISHED = "planned", "running", "finished"
STAGES = (PLANNED, RUNNING, FINISHED)
WORKED, PARTLY, DID_NOT_WORK, STOPPED = "worked", "partly", "did_not_work", "stopped"
RESULTS = (WORKED, PARTLY, DID_NOT_WORK, STOPPED)
ARCHIVED = (DID_NOT_WORK, STOPPED)
"""What did not work, and what was given up, is kept to be learnt from."""
NOBODY, MEMBERS, EVERYBODY = "nobody", "members", "everybody"
AUDIENCES = (NOBODY, MEMBERS, EVERYBODY)
LEADER_KINDS = ("service_user", "carer", "clinician", "manager", "commissioner", "analyst", "other")
READ_BY_ALL = ("title", "aim", "team", "stp", "medical_condition", "issue", "site", "funding")
"""Of what is said of a project; how to reach its lead has a place of its own, with their consent."""
FIRST_YEAR, YEARS_AHEAD = 1948, 5
MOST_IN_A_TEAM = 100


@dataclass(frozen=True)
class About:
    """What is said of a project. ``stp`` and ``medical_condition`` may be "": not every project has one.

    A project names one of each facet, its main one: so that the numbers beside facets add up.
    """

    title: str
    aim: str
    team: str
    region: str
    stp: str
    medical_condition: str
    issue: str
    begins: RoughDate
    site: str = ""
    funding: str = ""
    leader_kind: str = ""

    @property
    def year(self) -> str:
        return f"{self.begins.first.year:04}"

    @property
    def labels(self) -> dict[str, str]:
        """Facet -> as people read it."""
        return {
            STP: self.stp,
            REGION: self.region,
            CONDITION: self.medical_condition,
            ISSUE: self.issue,
            DATE: self.year,
        }

    @property
    def keys(self) -> dict[str, str]:
        """Facet -> as it is compared."""
        return {facet: key_of(label) for facet, label in self.labels.items()}


@dataclass(frozen=True)
class Contact:
    """How to reach whoever leads it, and who may read that: their consent, given by choosing."""

    words: str = ""
    audience: str = NOBODY

    def may_read(self, *, is_member: bool) -> bool:
        return bool(self.words) and self.audience in ((MEMBERS, EVERYBODY) if is_member else (EVERYBODY,))


@dataclass(frozen=True)
class Ending:
    """What came of it, and what others can learn; without numbers, if there are none."""

    result: str
    learned: str


@dataclass(frozen=True)
class Offer:
    """Who of the team is asked to lead it (``projects.handing_over``); ``by`` is "" once they left Q."""

    to: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Project:
    """``lead`` is a member's id, "" while nobody leads it; ``joined`` those who joined it.

    ``checked_at`` is when somebody last said that what stands here is true. ``reference`` is what a
    spreadsheet calls it ("": it was never in one).
    """

    id: str
    version: int
    about: About
    stage: str
    lead: str
    added_at: datetime
    changed_at: datetime
    checked_at: datetime
    shown_name: str = ""
    contact: Contact = field(default_factory=Contact)
    is_open: bool = True
    joined: tuple[str, ...] = ()
    ending: Ending | None = None
    is_showcase: bool = False
    is_withdrawn: bool = False
    reason: str = ""
    reference: str = ""
    offer: Offer | None = None

    @property
    def is_archived(self) -> bool:
        return self.ending is not None and self.ending.result in ARCHIVED

    @property
    def people(self) -> tuple[str, ...]:
        return tuple(each for each in (self.lead, *self.joined) if each)

    @property
    def place(self) -> str:
        """Where it stands in a list: by the day on which it began, then by id."""
        return f"{self.about.begins.first.isoformat()}|{self.id}"

    @property
    def is_current(self) -> bool:
        """What ended does not go stale; nor does what is shown no more."""
        return self.stage != FINISHED and not self.is_withdrawn

    def goes_stale_at(self, after: timedelta) -> datetime | None:
        return self.checked_at + after if self.is_current else None


def add(
    project_id: str,
    about: About,
    *,
    stage: str,
    lead: str,
    now: datetime,
    shown_name: str = "",
    contact: Contact | None = None,
    is_open: bool = True,
    ending: Ending | None = None,
    reference: str = "",
) -> Project:
    """Refused: ``project_date_wrong``, ``project_learning_missing``, ``project_ending_missing``,
    ``identity_in_text``.
    """
    _refuse_strange_date(about, now)
    _refuse_unended(stage, ending)
    made = Project(
        project_id,
        1,
        about,
        stage,
        lead,
        now,
        now,
        now,
        shown_name=shown_name,
        contact=contact or Contact(),
        is_open=is_open,
        ending=ending,
        reference=reference,
    )
    _refuse_identified(made)
    refuse_identities(reference=reference)
    return made


def change(before: Project, about: About, now: datetime, **also: Any) -> Project:
    """Said anew, ``also`` with another stage, name, contact or ending; nothing else: unchanged.

    Refused: ``project_withdrawn``, ``project_date_wrong``, ``project_ending_missing``,
    ``project_learning_missing``, ``identity_in_text``.
    """
    refuse_withdrawn(before)
    after = replace(before, about=about, **also)
    if after == before:
        return before
    _refuse_strange_date(about, now)
    _refuse_unended(after.stage, after.ending)
    _refuse_identified(after)
    return _after(after, now)


def confirm(before: Project, now: datetime) -> Project:
    """What stands here is still true. Refused: ``project_withdrawn``, ``project_ended``."""
    refuse_withdrawn(before)
    _refuse_ended(before)
    return replace(before, version=before.version + 1, checked_at=now)


def end(before: Project, ending: Ending, now: datetime) -> Project:
    """What came of it. Refused: ``project_withdrawn``, ``project_learning_missing``, ``identity_in_text``."""
    refuse_withdrawn(before)
    _refuse_unended(FINISHED, ending)
    refuse_identities(learned=ending.learned)
    return _after(before, now, stage=FINISHED, ending=ending)


def go_on(before: Project, now: datetime) -> Project:
    """It runs again. Refused: ``project_withdrawn``, ``project_not_ended``."""
    refuse_withdrawn(before)
    if before.stage != FINISHED:
        raise Refusal("project_not_ended")
    return _after(before, now, stage=RUNNING, ending=None)


def showcase(before: Project, is_showcase: bool, now: datetime) -> Project:
    """Shown as one to look at, or not; as it is already: unchanged. Refused: ``project_withdrawn``."""
    refuse_withdrawn(before)
    return before if before.is_showcase == is_showcase else _after(before, now, is_showcase=is_showcase)


def withdraw(before: Project, reason: str, now: datetime) -> Project:
    """Shown no more; how to reach its people goes at once.

    Refused: ``project_withdrawn``, ``reason_required``.
    """
    refuse_withdrawn(before)
    if not reason:
        raise Refusal("reason_required", "Say why.", {"reason": ["Say why."]})
    return _after(before, now, is_withdrawn=True, reason=reason, contact=Contact(), shown_name="", offer=None)


def put_back(before: Project, now: datetime) -> Project:
    """Refused: ``project_not_withdrawn``."""
    if not before.is_withdrawn:
        raise Refusal("project_not_withdrawn")
    return _after(before, now, is_withdrawn=False, reason="")


def take_in(before: Project, member_id: str) -> Project:
    """Somebody joins. Refused: ``project_withdrawn``, ``project_ended``, ``project_team_full``."""
    refuse_withdrawn(before)
    _refuse_ended(before)
    if member_id in before.people:
        return before
    if len(before.joined) >= MOST_IN_A_TEAM:
        raise Refusal("project_team_full")
    return replace(before, version=before.version + 1, joined=(*before.joined, member_id))


def leave(before: Project, member_id: str) -> Project:
    """Somebody leaves the team. Refused: ``project_not_joined``, also for its lead: a lead hands over."""
    if member_id not in before.joined:
        raise Refusal("project_not_joined")
    return replace(_without(before, member_id), version=before.version + 1)


def forget(before: Project, member_id: str) -> Project:
    """Somebody left Q: the project stays, without them; what they offered, too."""
    after = replace(_without(before, member_id), version=before.version + 1)
    if after.offer is not None and after.offer.by == member_id:
        after = replace(after, offer=replace(after.offer, by=""))
    return replace(after, lead="", shown_name="", contact=Contact()) if before.lead == member_id else after


def _without(project: Project, member_id: str) -> Project:
    """Without somebody who joined it, and without the offer to them."""
    offer = project.offer if project.offer and project.offer.to != member_id else None
    return replace(project, joined=tuple(each for each in project.joined if each != member_id), offer=offer)


def refuse_closed(project: Project, member_id: str) -> None:
    """Whether this member may ask to join.

    Refused: ``project_withdrawn``, ``project_ended``, ``project_takes_nobody``, ``project_joined_already``.
    """
    refuse_withdrawn(project)
    _refuse_ended(project)
    if member_id in project.people:
        raise Refusal("project_joined_already")
    if not project.is_open:
        raise Refusal("project_takes_nobody")


def _after(before: Project, now: datetime, **changed: Any) -> Project:
    return replace(before, version=before.version + 1, changed_at=now, checked_at=now, **changed)


def _refuse_strange_date(about: About, now: datetime) -> None:
    if not FIRST_YEAR <= about.begins.first.year <= now.year + YEARS_AHEAD:
        told = f"Enter a date from {FIRST_YEAR} to {now.year + YEARS_AHEAD}."
        raise Refusal("project_date_wrong", told, {"date": [told]})


def _refuse_unended(stage: str, ending: Ending | None) -> None:
    """A result belongs to what is finished; who gave something up says what others can learn."""
    if (stage == FINISHED) is (ending is None):
        raise Refusal(
            "project_ending_missing", "", {"result": ["What is finished has a result, nothing else has."]}
        )
    if ending is not None and ending.result in ARCHIVED and not ending.learned:
        raise Refusal("project_learning_missing", "", {"learned": ["Say what others can learn from it."]})


def _refuse_identified(project: Project) -> None:
    """Nobody reads a project before everybody does, so what identifies somebody stops it."""
    texts = {name: getattr(project.about, name) for name in READ_BY_ALL}
    learned = project.ending.learned if project.ending else ""
    refuse_identities(**texts, learned=learned, shown_name=project.shown_name)


def refuse_withdrawn(project: Project) -> None:
    if project.is_withdrawn:
        raise Refusal("project_withdrawn")


def _refuse_ended(project: Project) -> None:
    if project.stage == FINISHED:
        raise Refusal("project_ended")


def same_words(about: About, known: Mapping[str, str]) -> About:
    """With the spelling of the facets' values that was there first; ``known``: facet -> label."""
    return replace(
        about,
        stp=known.get(STP, about.stp),
        medical_condition=known.get(CONDITION, about.medical_condition),
        issue=known.get(ISSUE, about.issue),
    )
