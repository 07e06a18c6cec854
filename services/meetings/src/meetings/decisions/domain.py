"""A decision: its words, its method, who took part, the objections kept, and the day of its review.

Consent: nobody has an objection that is neither taken in nor stood aside from. Consensus: everybody agrees
in the same way. Majority: more votes for than against, abstentions counted apart. The quorum is a share
of the seats filled on that day: a majority decision below it is refused; one by consent or consensus may
be written down, is shown as below the quorum, and has to be looked at again.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from meetings.refusal import Refusal

CONSENT, CONSENSUS, MAJORITY = "consent", "consensus", "majority"
METHODS = (CONSENT, CONSENSUS, MAJORITY)

TAKEN_IN, STOOD_ASIDE, MAINTAINED = "taken_in", "stood_aside", "maintained"
ANSWERS = (TAKEN_IN, STOOD_ASIDE, MAINTAINED)
"""What became of an objection; a majority may decide against a maintained one."""

KEPT, CHANGED, ENDED = "kept", "changed", "ended"
OUTCOMES = (KEPT, CHANGED, ENDED)
IN_FORCE, SUPERSEDED = "in_force", "superseded"
STATES = (IN_FORCE, ENDED, SUPERSEDED)
REVIEW_DUE = "review_due"
"""No state of its own: one in force whose day of review has come."""


@dataclass(frozen=True)
class Counts:
    """Votes of a majority decision."""

    favour: int
    against: int
    abstain: int

    @property
    def cast(self) -> int:
        return self.favour + self.against + self.abstain


@dataclass(frozen=True)
class Quorum:
    """How many seats were filled that day, how many of their holders took part, how many had to."""

    filled: int
    took_part: int
    needed: int

    @property
    def is_reached(self) -> bool:
        return self.took_part >= self.needed


@dataclass(frozen=True)
class Objection:
    """What somebody said against it, in their words, and what became of that. No name."""

    words: str
    answer: str


@dataclass(frozen=True)
class Review:
    """What came of looking at it again, on which day."""

    on: date
    outcome: str
    words: str


@dataclass(frozen=True)
class Decision:
    """What a group decided at a meeting. ``is_closed`` and ``is_shared`` as with actions.

    ``supersedes`` and ``superseded_by`` are decisions: the one whose place it took, and its follower.
    """

    id: str
    version: int
    region: str
    meeting_id: str
    decided_on: date
    title: str
    text: str
    method: str
    quorum: Quorum
    counts: Counts | None = None
    objections: tuple[Objection, ...] = ()
    review_on: date | None = None
    reviews: tuple[Review, ...] = ()
    supersedes: str = ""
    superseded_by: str = ""
    section: str = ""
    item_id: str = ""
    is_closed: bool = False
    is_shared: bool = False
    recorded_by: str = ""

    @property
    def state(self) -> str:
        if self.superseded_by:
            return SUPERSEDED
        return ENDED if self.reviews and self.reviews[-1].outcome == ENDED else IN_FORCE

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it: with the minutes that carry it, and never a closed part's."""
        return self.is_shared and not self.is_closed

    def is_review_due(self, today: date) -> bool:
        return self.state == IN_FORCE and self.review_on is not None and self.review_on <= today


def quorum_of(filled: int, took_part: int, percent: int) -> Quorum:
    """More than ``percent`` of the seats filled that day have to take part, all of them at 100.

    >>> quorum_of(8, 5, 50).needed, quorum_of(9, 5, 50).needed, quorum_of(9, 9, 100).needed
    (5, 5, 9)
    """
    return Quorum(filled, took_part, min(filled, filled * percent // 100 + 1))


def decide(decision: Decision) -> Decision:
    """The decision, if what is written down of it holds together.

    Refused: ``decision_counts_wanted``, ``decision_counts_unwanted``, ``decision_counts_exceed``,
    ``decision_not_carried``, ``decision_without_quorum``, ``decision_objection_open``,
    ``decision_review_wanted``, ``decision_review_before``.
    """
    _refuse_early(decision.review_on, decision.decided_on)
    if decision.method == MAJORITY:
        _refuse_lost(decision.counts, decision.quorum)
        return decision
    if decision.counts is not None:
        raise Refusal("decision_counts_unwanted")
    if any(each.answer == MAINTAINED for each in decision.objections):
        raise Refusal("decision_objection_open", fields={"objections": ["Say what became of it."]})
    if not decision.quorum.is_reached and decision.review_on is None:
        said = "Say when the group looks at this again: fewer took part than the quorum asks."
        raise Refusal("decision_review_wanted", said, {"review_on": [said]})
    return decision


def reword(before: Decision, changed: Decision) -> Decision:
    """What is written down of it, corrected before minutes carry it. The same: unchanged.

    Refused: ``decision_published`` and what ``decide`` refuses.
    """
    if changed == before:
        return before
    if before.is_shared:
        raise Refusal("decision_published")
    return replace(decide(changed), version=before.version + 1)


def review(decision: Decision, outcome: str, words: str, on: date, next_on: date | None = None) -> Decision:
    """Looked at again: kept or changed (then with the next day, if any), or ended.

    Refused: ``decision_over``, ``reason_required`` (not kept), ``decision_review_before``.
    """
    if decision.state != IN_FORCE:
        raise Refusal("decision_over")
    if outcome != KEPT and not words:
        said = "Say what is changed, or why it ends."
        raise Refusal("reason_required", said, {"words": [said]})
    _refuse_early(on + timedelta(days=1), decision.decided_on, "on")
    _refuse_early(next_on, on, "next_on")
    return replace(
        decision,
        version=decision.version + 1,
        reviews=(*decision.reviews, Review(on, outcome, words)),
        review_on=None if outcome == ENDED else next_on,
    )


def supersede(earlier: Decision, by_id: str, by_region: str) -> Decision:
    """Another decision of the group takes its place. Refused: ``decision_over``, ``not_found``."""
    if by_region != earlier.region:
        raise Refusal("not_found")
    if earlier.state != IN_FORCE:
        raise Refusal("decision_over")
    return replace(earlier, version=earlier.version + 1, superseded_by=by_id, review_on=None)


def took_part(holders: Iterable[str], said: Iterable[str]) -> int:
    """How many of those who held a seat took part. Refused: ``decision_not_seat_holder``."""
    there = set(said)
    if there - set(holders):
        said_so = "Choose from those who held a seat on that day."
        raise Refusal("decision_not_seat_holder", said_so, {"took_part": [said_so]})
    return len(there)


def _refuse_lost(counts: Counts | None, quorum: Quorum) -> None:
    if counts is None:
        raise Refusal("decision_counts_wanted", fields={"favour": ["Enter how many were for it."]})
    if counts.cast > quorum.took_part:
        raise Refusal("decision_counts_exceed", fields={"favour": ["There are more votes than voters."]})
    if not quorum.is_reached:
        raise Refusal("decision_without_quorum", fields={"took_part": ["Too few took part."]})
    if counts.favour <= counts.against:
        raise Refusal("decision_not_carried", fields={"favour": ["More have to be for it than against."]})


def _refuse_early(day: date | None, after: date, field: str = "review_on") -> None:
    if day is not None and day <= after:
        raise Refusal("decision_review_before", fields={field: ["Choose a later day."]})
