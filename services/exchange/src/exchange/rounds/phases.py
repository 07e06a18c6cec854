"""When a round does what: its phases as data, deadlines at noon, and a stated grace (row 56)."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from commons.london import LONDON, day_in_words, noon
from exchange.refusal import Refusal

IDEA, PROPOSAL, SHORTLIST, VOTE, AWARD, REPORT = "idea", "proposal", "shortlist", "vote", "award", "report"
KINDS = (IDEA, PROPOSAL, SHORTLIST, VOTE, AWARD, REPORT)
"""In the order in which a round has them; a round may leave out the first, the third and the last."""

DOING = {
    IDEA: "Ideas are taken",
    PROPOSAL: "Proposals are taken",
    SHORTLIST: "The shortlist is made",
    VOTE: "Members vote",
    AWARD: "Awards are decided",
    REPORT: "Reports are taken",
}
WHO_MAY = {
    IDEA: ("member",),
    PROPOSAL: ("member",),
    SHORTLIST: ("assessor", "keeper"),
    VOTE: ("elector",),
    AWARD: ("keeper",),
    REPORT: ("lead",),
}
"""Who acts in a phase: a lead and their co-applicants, assessors, those on the roll, the round's keepers."""

NEEDED = (PROPOSAL, VOTE, AWARD)
APART = ((PROPOSAL, VOTE), (SHORTLIST, VOTE))
"""The second of each pair begins when nothing is taken in the first any more: what is voted on stands still.

Awards may begin on the last day of the vote; they wait for the tally.
"""


@dataclass(frozen=True)
class Phase:
    """From the beginning of ``first`` until noon of ``last``, days in London."""

    kind: str
    first: date
    last: date

    @property
    def opens_at(self) -> datetime:
        return datetime.combine(self.first, time(), LONDON).astimezone(UTC)

    @property
    def closes_at(self) -> datetime:
        return noon(self.last)

    def is_open(self, now: datetime, grace: timedelta = timedelta()) -> bool:
        return self.opens_at <= now < self.closes_at + grace

    def in_words(self) -> str:
        days = f"from {day_in_words(self.first)} until noon on {day_in_words(self.last)}"
        return f"{DOING[self.kind]} {days}."


def phases_of(told: list[Phase], grace: timedelta = timedelta()) -> tuple[Phase, ...]:
    """The phases in their order; ``grace`` is given after each deadline.

    Refused: ``phases_wrong`` with the first thing that is wrong.
    """
    found = {each.kind: each for each in told}
    if len(found) < len(told):
        raise _wrong("Each phase has one pair of days.")
    missing = [kind for kind in NEEDED if kind not in found]
    if missing:
        raise _wrong(f"A round needs the phase {missing[0]}.")
    ordered = tuple(found[kind] for kind in KINDS if kind in found)
    for each in ordered:
        if each.last <= each.first:
            raise _wrong(f"The phase {each.kind} ends after the day on which it begins.")
    for before, after in pairwise(ordered):
        if after.first < before.first or after.last < before.last:
            raise _wrong(f"The phase {after.kind} neither begins nor ends before the phase {before.kind}.")
    for first, second in APART:
        if first in found and found[second].opens_at < found[first].closes_at + grace:
            raise _wrong(f"The phase {second} begins on a day after the phase {first}, its grace included.")
    if found[AWARD].first < found[VOTE].last:
        raise _wrong("The phase award begins on the day on which the phase vote ends, or later.")
    return ordered


def refuse_unless_open(
    phases: tuple[Phase, ...], kind: str, now: datetime, grace: timedelta = timedelta()
) -> None:
    """Refused: ``phase_not_open``, with why, when, and what is given after the deadline."""
    phase = next((each for each in phases if each.kind == kind), None)
    if phase is None:
        raise Refusal("phase_not_open", "This round has no such phase.")
    if phase.is_open(now, grace):
        return
    if now < phase.opens_at:
        raise Refusal("phase_not_open", f"It is too early. {phase.in_words()}")
    minutes = int(grace.total_seconds() // 60)
    later = f" What came up to {minutes} minutes later was still taken." if minutes else ""
    raise Refusal("phase_not_open", f"It is too late. {phase.in_words()}{later}")


def open_phases(
    phases: tuple[Phase, ...], now: datetime, grace: timedelta = timedelta()
) -> tuple[Phase, ...]:
    return tuple(each for each in phases if each.is_open(now, grace))


def _wrong(sentence: str) -> Refusal:
    return Refusal("phases_wrong", sentence, {"phases": [sentence]})
