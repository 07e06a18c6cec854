"""A round's poll: what is voted on stands still, and one ballot is one set of projects (row 57)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from commons.london import noon
from exchange.ballots.forms import Choice, refuse_wrong_ballot
from exchange.refusal import Refusal
from exchange.rounds.domain import PUBLISHED, Round
from exchange.rounds.phases import SHORTLIST, VOTE, Phase

OPEN, TALLIED, THROWN_AWAY = "open", "tallied", "thrown_away"
"""``thrown_away``: its round was cancelled while members voted, and nobody counts what they cast."""

SETTLING = timedelta(seconds=20)
"""From the last moment at which a ballot is taken to the tally: whoever knocked in time is in by then."""

MOST_CHOSEN = 500
"""More projects than any paper had: 188 were submitted in 2018."""


@dataclass(frozen=True)
class Entry:
    """A project on the ballot paper.

    ``number`` is its place in the order of the lot, from 1; ``ask`` pence; ``people`` who of its team may not
    vote for it; ``region`` that of its lead on the day when voting opened, ``organisation`` as the
    proposal names it.
    """

    number: int
    id: str
    title: str
    theme: str
    ask: int
    people: frozenset[str]
    region: str
    organisation: str = ""


@dataclass(frozen=True)
class Poll:
    """``id`` is the round's; ``roll`` how many of each region may vote, frozen with the paper."""

    id: str
    version: int
    state: str
    opened_at: datetime
    roll: tuple[tuple[str, int], ...]
    entries: tuple[Entry, ...]
    reminded_at: datetime | None = None
    ended_at: datetime | None = None

    @property
    def roll_size(self) -> int:
        return sum(number for _, number in self.roll)

    @property
    def compares_regions(self) -> bool:
        """Whether votes from a project's own region tell anything: not where everybody is of one."""
        return len(self.roll) > 1

    @property
    def choices(self) -> Mapping[str, Choice]:
        return {each.id: each for each in self.entries}

    def numbers_of(self, chosen: Iterable[str]) -> tuple[int, ...]:
        """Numbers on the paper, the smallest first: one set of projects has one way to be written."""
        number = {each.id: each.number for each in self.entries}
        return tuple(sorted(number[each] for each in chosen))

    def ids_of(self, numbers: Iterable[int]) -> tuple[str, ...]:
        return tuple(self.entries[number - 1].id for number in numbers)

    def own(self, member_id: str) -> tuple[str, ...]:
        """The projects whose team this member belongs to."""
        return tuple(each.id for each in self.entries if member_id in each.people)

    def at_home(self, numbers: Iterable[int], region: str) -> tuple[int, ...]:
        """Those of these numbers whose lead is of the voter's own region; none where all are of one."""
        if not self.compares_regions:
            return ()
        return tuple(number for number in numbers if self.entries[number - 1].region == region)

    def from_colleague(
        self, numbers: Iterable[int], voter: str, organisation: str
    ) -> tuple[tuple[int, bool], ...]:
        """The projects of the organisation where this voter works, their own aside, and which they chose."""
        chosen, place = set(numbers), same_place(organisation)
        return tuple(
            (each.number, each.number in chosen)
            for each in self.entries
            if place and same_place(each.organisation) == place and voter not in each.people
        )


@dataclass(frozen=True)
class Ballot:
    """What is kept of a vote: no member, no time, no order; ``numbers`` on the paper, () is blank."""

    receipt: str
    round_id: str
    numbers: tuple[int, ...]


def same_place(organisation: str) -> str:
    """A name as it is compared: in small letters, blanks as one."""
    return " ".join(organisation.casefold().split())


def stage_voted_on(found: Round) -> str:
    """What stands on the paper: the shortlist, or what was submitted where a round has none."""
    return "shortlisted" if found.phase(SHORTLIST) else "submitted"


def open_poll(found: Round, entries: Sequence[Entry], roll: Mapping[str, int], now: datetime) -> Poll:
    """``entries`` in the order of the lot, which numbers them; ``roll`` how many of each region.

    Refused: ``poll_without_projects``, ``poll_without_voters``.
    """
    if not entries:
        raise Refusal("poll_without_projects")
    if not sum(roll.values()):
        raise Refusal("poll_without_voters")
    numbered = tuple(replace(each, number=number) for number, each in enumerate(entries, 1))
    counted = tuple(sorted((region, number) for region, number in roll.items() if number))
    return Poll(found.id, 1, OPEN, now, counted, numbered)


def reminds_at(phase: Phase, days: int) -> datetime | None:
    """The noon so many days before the last one; None where the vote is not older than a day by then."""
    day = phase.last - timedelta(days=days)
    return noon(day) if day > phase.first else None


def remind(before: Poll, now: datetime) -> Poll:
    return replace(before, version=before.version + 1, reminded_at=now)


def end(before: Poll, state: str, now: datetime) -> Poll:
    """Tallied, or thrown away. Refused: ``vote_tallied``."""
    if before.state != OPEN:
        raise Refusal("vote_tallied")
    return replace(before, version=before.version + 1, state=state, ended_at=now)


def vote_of(found: Round) -> Phase:
    """Every round has this phase (``rounds.phases.NEEDED``)."""
    phase = found.phase(VOTE)
    if phase is None:
        raise Refusal("phase_not_open", "This round has no such phase.")
    return phase


def tallies_at(found: Round) -> datetime:
    """Noon of the last day, the round's grace, and a moment for who knocked in time."""
    return vote_of(found).closes_at + found.grace + SETTLING


def takes_ballots(found: Round, poll: Poll, now: datetime) -> bool:
    """Whether who is on the roll can vote now, the grace included."""
    return poll.state == OPEN and found.state == PUBLISHED and vote_of(found).is_open(now, found.grace)


def refuse_unless_tallied(poll: Poll | None) -> Poll:
    """Refused: ``not_tallied``."""
    if poll is None or poll.state != TALLIED:
        raise Refusal("not_tallied")
    return poll


def problem_with(found: Round, poll: Poll, chosen: Sequence[str], voter: str) -> Refusal | None:
    """Why this would not be taken as a ballot; None: it would."""
    try:
        refuse_wrong_ballot(found.terms.form, chosen, poll.choices, found.terms.limits.pot, voter)
    except Refusal as no:
        return no
    return None


NEVER_ON_A_BALLOT = frozenset({"ballot_project_twice", "ballot_project_unknown", "ballot_own_project"})
"""What no further choice mends; a draft may hold too few or too many."""


def refuse_hopeless_draft(found: Round, poll: Poll, chosen: Sequence[str], voter: str) -> Refusal | None:
    """What is still wrong with a draft, if anything.

    Refused: ``ballot_project_twice``, ``ballot_project_unknown``, ``ballot_own_project``.
    """
    problem = problem_with(found, poll, chosen, voter)
    if problem is not None and problem.code in NEVER_ON_A_BALLOT:
        raise problem
    return problem
