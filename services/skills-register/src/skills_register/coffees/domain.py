"""The rules of coffee rounds: who opted in, at which pace, and what came of it, quietly."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from skills_register.refusal import Refusal

PACES = (1, 2, 3)
"""Months between two coffees of a member, as they choose."""

PLANNED, MATCHED, OVER = "planned", "matched", "over"
FEWEST_SHOWN = 5
FEWEST_IN_A_ROUND = 2
MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class Opted:
    """A member who opted in; the id is theirs. ``last`` and ``skips`` are ids of rounds, or "".

    Organisation and place are theirs to name, so that they meet somebody from elsewhere.
    """

    id: str
    version: int
    region: str
    organisation: str
    place: str
    shown_name: str
    pace: int
    since: datetime
    last: str = ""
    skips: str = ""

    def takes_part_in(self, round_id: str) -> bool:
        """Not skipping it, and long enough after the last coffee."""
        if self.skips == round_id:
            return False
        return not self.last or _months(round_id) - _months(self.last) >= self.pace


@dataclass(frozen=True)
class Round:
    """A month's coffees; its id is the month (``2018-11``). ``seed`` is published when it is planned.

    ``met`` and ``said`` are counts of groups: that met, and of which anybody told. ``draw`` is the
    fingerprint of what went into it and what came out, "" until it is dealt.
    """

    id: str
    version: int
    seed: str
    planned_for: datetime
    state: str = PLANNED
    people: int = 0
    groups: int = 0
    met: int = 0
    said: int = 0
    draw: str = ""


@dataclass(frozen=True)
class Group:
    """A pair, or a trio. ``reach`` is what each wrote on how to be reached, ``outcomes`` whether they met."""

    id: str
    version: int
    round_id: str
    people: tuple[str, ...]
    reach: tuple[tuple[str, str], ...] = ()
    outcomes: tuple[tuple[str, bool], ...] = ()

    @property
    def met(self) -> bool:
        """Whether anybody says that they met."""
        return any(met for _, met in self.outcomes)


def round_id_of(day: date) -> str:
    """The round of this day's month."""
    return f"{day.year:04}-{day.month:02}"


def first_day(one: Round) -> date:
    """The first day of its month."""
    year, month = (int(part) for part in one.id.split("-"))
    return date(year, month, 1)


def month_after(day: date, on: int) -> date:
    """The ``on``-th day (1 to 28) of the month after this day's."""
    year, month = divmod(day.year * MONTHS_A_YEAR + day.month, MONTHS_A_YEAR)
    return date(year, month + 1, on)


def skip(opted: Opted, round_id: str) -> Opted:
    """Not in this round; "" is to take part after all."""
    return replace(opted, version=opted.version + 1, skips=round_id)


def say_reach(group: Group, member_id: str, words: str) -> Group:
    """How this one is to be reached, for the group alone; "" takes it back."""
    others = tuple(each for each in group.reach if each[0] != member_id)
    reach = (*others, (member_id, words)) if words else others
    return replace(group, version=group.version + 1, reach=reach)


def note_outcome(group: Group, member_id: str, met: bool) -> Group:
    """What this one says: met, or did not; said again it replaces what they said."""
    others = tuple(each for each in group.outcomes if each[0] != member_id)
    return replace(group, version=group.version + 1, outcomes=(*others, (member_id, met)))


def without(group: Group, member_id: str) -> Group:
    """One of them left; what they wrote goes with them."""
    return replace(
        group,
        version=group.version + 1,
        people=tuple(each for each in group.people if each != member_id),
        reach=tuple(each for each in group.reach if each[0] != member_id),
        outcomes=tuple(each for each in group.outcomes if each[0] != member_id),
    )


def matched(planned: Round, people: int, groups: int, draw: str) -> Round:
    return replace(
        planned, version=planned.version + 1, state=MATCHED, people=people, groups=groups, draw=draw
    )


def over(going: Round, groups: list[Group]) -> Round:
    """Only counts stay of it."""
    return replace(
        going,
        version=going.version + 1,
        state=OVER,
        met=sum(group.met for group in groups),
        said=sum(bool(group.outcomes) for group in groups),
    )


def counted(count: int) -> str:
    """A count of groups as everybody sees it: 1 to 4 is "<5"."""
    return f"<{FEWEST_SHOWN}" if 0 < count < FEWEST_SHOWN else str(count)


def refuse_unknown_pace(pace: int) -> None:
    """Refused: ``coffee_pace_unknown``."""
    if pace not in PACES:
        raise Refusal("coffee_pace_unknown", fields={"pace": ["Choose every month, or every two or three."]})


def _months(round_id: str) -> int:
    year, month = (int(part) for part in round_id.split("-"))
    return year * MONTHS_A_YEAR + month
