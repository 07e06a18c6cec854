"""An election's life: its rules, its deadlines, the steps that follow each other (row 14)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from commons.london import day_of, noon
from stewardship.refusal import Refusal

DRAFTED, NOMINATIONS_OPEN, NOMINATIONS_CLOSED = "drafted", "nominations_open", "nominations_closed"
VOTING, COUNTED, DECLARED, CANCELLED = "voting", "counted", "declared", "cancelled"
STATES = (DRAFTED, NOMINATIONS_OPEN, NOMINATIONS_CLOSED, VOTING, COUNTED, DECLARED, CANCELLED)
OVER = (DECLARED, CANCELLED)
FREEZE_ROLL, REMIND = "roll_frozen", "reminded"
"""Steps that change no state."""

REMINDER_DAYS = 3
MOST_SEATS = 18
MOST_CANDIDATES = 60
GRACE = timedelta(seconds=20)
"""From the close of voting to the count: whoever knocked in time has their ballot in by then."""


@dataclass(frozen=True)
class Rules:
    """What is to be filled. ``patient_seats`` of the seats are kept for patients and service users;
    at most ``most_per_county`` may come from one county; ``system_seats`` are (system, least seats)."""

    seats: int
    patient_seats: int = 0
    most_per_county: int | None = None
    system_seats: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Deadlines:
    """Days; each acts at 12:00 in London."""

    nominations_open: date
    nominations_close: date
    roll_on: date
    voting_opens: date
    voting_closes: date


@dataclass(frozen=True)
class Step:
    """What happened to the election, when and by whom."""

    name: str
    at: datetime
    by: str
    note: str = ""


@dataclass(frozen=True)
class Candidate:
    """Somebody on the ballot paper. ``number`` is their line on it, from 1."""

    number: int
    nomination_id: str
    member_id: str
    shown_name: str
    statement: str
    background: str
    county: str
    sector: str = ""
    system: str = ""
    patient: bool = False


@dataclass(frozen=True)
class Election:
    """One election of a region's group. ``roll_size`` is None until the roll is frozen.

    ``tie_seed`` decides what votes leave open; everybody can read it before nominations open.
    ``contested`` are the rules as the candidates allow: a seat that nobody may take stays empty.
    """

    id: str
    version: int
    region: str
    officer: str
    state: str
    rules: Rules
    deadlines: Deadlines
    tie_seed: str
    history: tuple[Step, ...]
    roll_size: int | None = None
    candidates: tuple[Candidate, ...] = ()
    contested: Rules | None = None
    reason: str = ""

    @property
    def is_contested(self) -> bool:
        """Whether there are more candidates than seats to vote about."""
        return self.contested is not None and len(self.candidates) > self.contested.seats

    @property
    def drafted_at(self) -> datetime:
        return self.history[0].at

    @property
    def is_over(self) -> bool:
        return self.state in OVER

    @property
    def is_published(self) -> bool:
        """Whether ballots, count and receipts are there for everybody."""
        return self.state in (COUNTED, DECLARED)

    @property
    def was_reminded(self) -> bool:
        return any(step.name == REMIND for step in self.history)

    @property
    def voting_closes_at(self) -> datetime:
        return noon(self.deadlines.voting_closes)

    @property
    def count_due_at(self) -> datetime:
        return self.voting_closes_at + GRACE

    def candidate(self, number: int) -> Candidate | None:
        return self.candidates[number - 1] if 1 <= number <= len(self.candidates) else None

    def id_of(self, number: int) -> str:
        """The nomination of a number on the paper."""
        return self.candidates[number - 1].nomination_id

    def member_of(self, number: int) -> str:
        return self.candidates[number - 1].member_id

    def numbers_of(self, nominations: Iterable[str]) -> tuple[int, ...]:
        """Numbers on the paper of these nominations, in their order."""
        by_id = {candidate.nomination_id: candidate.number for candidate in self.candidates}
        return tuple(by_id[each] for each in nominations)


@dataclass(frozen=True)
class Paper:
    """The little of an election that a ballot is held against; ``numbers`` are the candidates'."""

    id: str
    state: str
    closes_at: datetime
    numbers: tuple[int, ...]


def draft(
    election_id: str,
    *,
    region: str,
    officer: str,
    rules: Rules,
    deadlines: Deadlines,
    tie_seed: str,
    now: datetime,
    note: str = "",
) -> Election:
    """A new election, public from its first moment, ``note`` with it. Refused: ``election_dates_wrong``."""
    _check_dates(deadlines, now)
    steps = (Step(DRAFTED, now, officer, note),)
    return Election(election_id, 1, region, officer, DRAFTED, rules, deadlines, tie_seed, steps)


def change(
    election: Election, rules: Rules, deadlines: Deadlines, tie_seed: str, by: str, now: datetime
) -> Election:
    """Other rules, before nominations open. Refused: ``election_begun``, ``election_dates_wrong``,
    ``roll_frozen`` when what is asked for would need another roll than the frozen one."""
    if election.roll_size is not None and deadlines.roll_on != election.deadlines.roll_on:
        raise Refusal("roll_frozen")
    if election.state != DRAFTED:
        raise Refusal("election_begun")
    _check_dates(deadlines, now)
    changed = replace(election, rules=rules, deadlines=deadlines, tie_seed=tie_seed)
    if changed == election:
        return election
    return _stepped(changed, "changed", by, now)


def cancel(election: Election, reason: str, by: str, now: datetime) -> Election:
    """Stop it, with a reason that everybody reads. Refused: ``reason_required``, ``election_over``."""
    if election.state in (*OVER, COUNTED):
        raise Refusal("election_over")
    if not reason:
        raise Refusal(
            "reason_required", "Give a reason: everybody can read it.", {"reason": ["Give a reason."]}
        )
    return _stepped(replace(election, state=CANCELLED, reason=reason), CANCELLED, by, now, reason)


def next_step(election: Election) -> tuple[str, datetime] | None:
    """The next thing that a deadline does, and when; the count has due work of its own."""
    days = election.deadlines
    onward: dict[str, tuple[str, date]] = {
        DRAFTED: (NOMINATIONS_OPEN, days.nominations_open),
        NOMINATIONS_OPEN: (NOMINATIONS_CLOSED, days.nominations_close),
    }
    if election.is_contested:
        onward[NOMINATIONS_CLOSED] = (VOTING, days.voting_opens)
    steps: list[tuple[datetime, bool, str]] = []
    if election.state in onward:
        name, day = onward[election.state]
        steps.append((noon(day), True, name))
        if election.roll_size is None:
            # On the same day the roll comes first: nobody votes before it stands.
            steps.append((noon(days.roll_on), False, FREEZE_ROLL))
    reminder = days.voting_closes - timedelta(days=REMINDER_DAYS)
    if election.state == VOTING and not election.was_reminded and reminder > days.voting_opens:
        steps.append((noon(reminder), True, REMIND))
    if not steps:
        return None
    at, _, name = min(steps)
    return name, at


def open_nominations(election: Election, by: str, now: datetime) -> Election:
    return _stepped(replace(election, state=NOMINATIONS_OPEN), NOMINATIONS_OPEN, by, now)


def freeze_roll(election: Election, size: int, by: str, now: datetime) -> Election:
    """The roll stands, and never changes again. Refused: ``roll_frozen``."""
    if election.roll_size is not None:
        raise Refusal("roll_frozen")
    return _stepped(replace(election, roll_size=size), FREEZE_ROLL, by, now)


def close_nominations(
    election: Election, candidates: tuple[Candidate, ...], contested: Rules | None, by: str, now: datetime
) -> Election:
    """The ballot paper stands. Without anybody who could take a seat the election is cancelled."""
    if contested is None:
        why = "By the close of nominations nobody was fully nominated who could take a seat."
        return cancel(election, why, by, now)
    closed = replace(election, state=NOMINATIONS_CLOSED, candidates=candidates, contested=contested)
    empty = election.rules.seats - contested.seats
    note = f"{empty} of {election.rules.seats} seats stay empty: nobody may take them." if empty else ""
    return _stepped(closed, NOMINATIONS_CLOSED, by, now, note)


def open_voting(election: Election, by: str, now: datetime) -> Election:
    """Open the vote. Without anybody on the roll the election is cancelled, with that reason."""
    if not election.roll_size:
        return cancel(election, "Nobody was on the electoral roll.", by, now)
    return _stepped(replace(election, state=VOTING), VOTING, by, now)


def remind(election: Election, by: str, now: datetime) -> Election:
    return _stepped(election, REMIND, by, now)


def refuse_outside_voting(paper: Paper, now: datetime) -> None:
    """Refused: ``voting_not_open`` before, ``voting_closed`` from the very instant of the close."""
    if paper.state in (DRAFTED, NOMINATIONS_OPEN, NOMINATIONS_CLOSED):
        raise Refusal("voting_not_open")
    if paper.state != VOTING or now >= paper.closes_at:
        raise Refusal("voting_closed")


def refuse_outside_nominations(election: Election, now: datetime) -> None:
    """Refused: ``nominations_not_open`` before, ``nominations_closed`` from the very instant of the close."""
    if election.state == DRAFTED:
        raise Refusal("nominations_not_open")
    if election.state != NOMINATIONS_OPEN or now >= noon(election.deadlines.nominations_close):
        raise Refusal("nominations_closed")


def counted(election: Election, by: str, now: datetime) -> Election:
    """The count is published; without more candidates than seats nobody had to vote.

    Refused: ``voting_open`` while there is still time to vote.
    """
    if election.state == NOMINATIONS_CLOSED and not election.is_contested:
        note = "There were no more candidates than seats, so nobody had to vote."
        return _stepped(replace(election, state=COUNTED), COUNTED, by, now, note)
    if election.state != VOTING or now < election.voting_closes_at:
        raise Refusal("voting_open")
    return _stepped(replace(election, state=COUNTED), COUNTED, by, now)


def declare(election: Election, by: str, now: datetime) -> Election:
    """The returning officer's word; twice is once. Refused: ``not_counted``."""
    if election.state == DECLARED:
        return election
    if election.state != COUNTED:
        raise Refusal("not_counted")
    return _stepped(replace(election, state=DECLARED), DECLARED, by, now)


def refuse_start_before_count(election: Election, starts: date | None) -> None:
    """Nobody's term begins before they were elected. Refused: ``term_dates_wrong``."""
    day = next((day_of(step.at) for step in election.history if step.name == COUNTED), None)
    if starts is not None and day is not None and starts < day:
        raise Refusal("term_dates_wrong", fields={"starts": ["Choose the day of the count or a later day."]})


def refuse_candidate_as_officer(election: Election, member_id: str) -> None:
    """Whoever stands does not run it. Refused: ``candidate_cannot_officiate``."""
    if any(candidate.member_id == member_id for candidate in election.candidates):
        raise Refusal("candidate_cannot_officiate")


def _stepped(election: Election, name: str, by: str, now: datetime, note: str = "") -> Election:
    history = (*election.history, Step(name, now, by, note))
    return replace(election, version=election.version + 1, history=history)


def _check_dates(days: Deadlines, now: datetime) -> None:
    wrong: dict[str, list[str]] = {}
    if noon(days.nominations_open) <= now:
        wrong["nominations_open"] = ["Choose a day whose noon is still to come."]
    if days.nominations_close <= days.nominations_open:
        wrong["nominations_close"] = ["Nominations close after they open."]
    if not days.nominations_open <= days.roll_on <= days.voting_opens:
        wrong["roll_on"] = ["Choose a day from the opening of nominations to the opening of the vote."]
    if days.voting_opens < days.nominations_close:
        wrong["voting_opens"] = ["The vote opens when nominations are closed."]
    if days.voting_closes <= days.voting_opens:
        wrong["voting_closes"] = ["The vote closes after it opens."]
    if wrong:
        raise Refusal("election_dates_wrong", fields=wrong)


def turnout(ballots: int, roll: int) -> Mapping[str, Any]:
    """Who voted of those who could: in per cent to one decimal, half up (64 of 159 is 40.3)."""
    if roll == 0:
        return {"ballots": ballots, "roll": roll, "percent": None}
    tenths = (2000 * ballots + roll) // (2 * roll)
    return {"ballots": ballots, "roll": roll, "percent": tenths / 10}
