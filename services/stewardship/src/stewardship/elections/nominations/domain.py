"""A nomination needs three people, and each speaks only for themselves (row 14)."""

from dataclasses import dataclass, replace
from datetime import datetime

from commons.people.domain import Person
from stewardship.refusal import Refusal

OPEN, WITHDRAWN, STANDING, LAPSED = "open", "withdrawn", "standing", "lapsed"
STATES = (OPEN, WITHDRAWN, STANDING, LAPSED)
PROPOSER, SECONDER = "proposer", "seconder"
SUPPORTERS = (PROPOSER, SECONDER)
LONGEST_STATEMENT = 1_500


@dataclass(frozen=True)
class Words:
    """What a candidate writes about themselves for the ballot paper; to write it is to agree to stand."""

    shown_name: str
    statement: str
    background: str
    county: str
    sector: str = ""
    system: str = ""
    patient: bool = False


@dataclass(frozen=True)
class Nomination:
    """One candidate's nomination. ``proposer`` and ``seconder`` are member ids, empty until somebody
    is asked or comes; ``confirmed`` names those of the two who have confirmed it themselves."""

    id: str
    version: int
    election: str
    region: str
    candidate: str
    at: datetime
    proposer: str = ""
    seconder: str = ""
    confirmed: frozenset[str] = frozenset()
    words: Words | None = None
    state: str = OPEN

    @property
    def is_complete(self) -> bool:
        """Accepted by the candidate, and confirmed by both who back it."""
        return self.words is not None and self.confirmed == frozenset(SUPPORTERS)

    def part_of(self, member_id: str) -> str | None:
        """What this member is in it: candidate, proposer, seconder, or None."""
        parts = {self.candidate: "candidate", self.proposer: PROPOSER, self.seconder: SECONDER}
        return parts.get(member_id) if member_id else None

    def supporter(self, part: str) -> str:
        return self.proposer if part == PROPOSER else self.seconder


def nominate(
    nomination_id: str,
    election_id: str,
    region: str,
    *,
    by: str,
    candidate: str,
    proposer: str,
    seconder: str,
    words: Words | None,
    now: datetime,
) -> Nomination:
    """Stand oneself (with ``words``), or propose somebody else; both may name whom they ask to back it.

    Refused: ``own_nomination``, ``nomination_not_yours``, ``two_supporters_needed``, ``invalid_input``
    when the candidate writes nothing or somebody else writes for them.
    """
    if by == candidate:
        if words is None:
            raise Refusal("invalid_input", fields={"shown_name": ["Write the name to be shown."]})
        confirmed: frozenset[str] = frozenset()
    else:
        if words is not None:
            raise Refusal("nomination_not_yours")
        proposer, confirmed = _proposer(by, proposer), frozenset({PROPOSER})
    made = Nomination(
        nomination_id, 1, election_id, region, candidate, now, proposer, seconder, confirmed, words
    )
    _refuse_same_people(made)
    return made


def _proposer(by: str, named: str) -> str:
    if named not in ("", by):
        raise Refusal("nomination_not_yours")
    return by


def support(nomination: Nomination, part: str, by: str) -> Nomination:
    """Confirm as proposer or seconder; the same person twice is once.

    Refused: ``nomination_ended``, ``own_nomination``, ``already_supported`` (somebody else has, or is
    asked to), ``two_supporters_needed``.
    """
    _refuse_ended(nomination)
    named = nomination.supporter(part)
    if named not in ("", by):
        raise Refusal("already_supported")
    if part in nomination.confirmed:
        return nomination
    confirmed = nomination.confirmed | {part}
    if part == PROPOSER:
        backed = replace(nomination, proposer=by, confirmed=confirmed)
    else:
        backed = replace(nomination, seconder=by, confirmed=confirmed)
    _refuse_same_people(backed)
    return replace(backed, version=nomination.version + 1)


def accept(nomination: Nomination, words: Words, by: str) -> Nomination:
    """The candidate agrees to stand, in words of their own; again with other words changes them.

    Refused: ``nomination_not_yours``, ``nomination_ended``.
    """
    _refuse_stranger(nomination, by)
    _refuse_ended(nomination)
    if nomination.words == words:
        return nomination
    return replace(nomination, words=words, version=nomination.version + 1)


def withdraw(nomination: Nomination, by: str) -> Nomination:
    """The candidate does not stand, and their words are forgotten; twice is once.

    Refused: ``nomination_not_yours``, ``nomination_ended``.
    """
    _refuse_stranger(nomination, by)
    if nomination.state == WITHDRAWN:
        return nomination
    _refuse_ended(nomination)
    return replace(nomination, state=WITHDRAWN, words=None, version=nomination.version + 1)


def settle(nomination: Nomination, stands: bool) -> Nomination:
    """At the close: on the ballot paper, or lapsed, and then what the candidate wrote is forgotten."""
    if stands:
        return replace(nomination, state=STANDING, version=nomination.version + 1)
    return replace(nomination, state=LAPSED, words=None, version=nomination.version + 1)


def refuse_candidate(person: Person | None, region: str, officer: str) -> None:
    """Refused: ``candidate_not_eligible`` unless an active member of the region,
    ``returning_officer_cannot_stand``."""
    if person is None or not person.is_active or person.region != region:
        raise Refusal("candidate_not_eligible")
    if person.id == officer:
        raise Refusal("returning_officer_cannot_stand")


def refuse_supporter(person: Person | None, region: str) -> None:
    """Refused: ``supporter_not_eligible`` unless an active member of the region."""
    if person is None or not person.is_active or person.region != region:
        raise Refusal("supporter_not_eligible")


def _refuse_same_people(nomination: Nomination) -> None:
    if nomination.candidate in (nomination.proposer, nomination.seconder):
        raise Refusal("own_nomination")
    if nomination.proposer and nomination.proposer == nomination.seconder:
        raise Refusal("two_supporters_needed")


def _refuse_stranger(nomination: Nomination, by: str) -> None:
    if nomination.candidate != by:
        raise Refusal("nomination_not_yours")


def _refuse_ended(nomination: Nomination) -> None:
    if nomination.state != OPEN:
        raise Refusal("nomination_ended")
