"""The lines of a claim: journeys and subsistence, each with its day and its amount in pence (row 51)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from meetings.refusal import Refusal

CLAIMANT, ASSISTANT = "claimant", "assistant"
SHARES = (CLAIMANT, ASSISTANT)

JOURNEY, SUBSISTENCE = "journey", "subsistence"
KINDS = (JOURNEY, SUBSISTENCE)

BY_MILES = ("car", "motorcycle", "bicycle")
MODES = ("train", "bus", "taxi", "air", "ferry", *BY_MILES, "other")
MOST_LINES = 60
MOST_TENTHS = 20_000


@dataclass(frozen=True)
class Limits:
    """What a deployment sets: the most that a line and a claim come to, and pence for a mile by mode."""

    most_line: int
    most_claim: int
    rates: Mapping[str, int]


@dataclass(frozen=True)
class Cost:
    """One line. ``whose`` is the claimant's or the assistant's share; ``tenths`` are tenths of a mile.

    A journey by car has its miles and the rate of the day it was written down; every other line
    its amount alone.
    """

    id: str
    whose: str
    kind: str
    on: date
    pence: int
    mode: str = ""
    origin: str = ""
    destination: str = ""
    tenths: int | None = None
    rate: int | None = None
    what: str = ""

    @property
    def needs_receipt(self) -> bool:
        """Nobody gets a receipt for miles in their own car."""
        return self.tenths is None


@dataclass(frozen=True)
class Written:
    """A line as somebody wrote it: an amount, or miles where the mode is paid by the mile."""

    whose: str
    kind: str
    on: date
    pence: int | None = None
    mode: str = ""
    origin: str = ""
    destination: str = ""
    tenths: int | None = None
    what: str = ""


def cost_of(cost_id: str, written: Written, today: date, limits: Limits) -> Cost:
    """The line with its amount. Refused: ``expense_line_incomplete``, ``expense_day_wrong``,
    ``expense_amount_wrong``."""
    if written.on > today:
        raise Refusal("expense_day_wrong", fields={"on": ["Enter a day that has been."]})
    _refuse_incomplete(written)
    by_miles = written.kind == JOURNEY and written.mode in BY_MILES
    rate = limits.rates[written.mode] if by_miles else None
    pence = _for_miles(written.tenths, rate) if rate is not None else written.pence
    name = "miles" if by_miles else "pence"
    if pence is None or not 0 < pence <= limits.most_line:
        said = f"Enter an amount of more than £0 and at most {pounds(limits.most_line)}."
        raise Refusal("expense_amount_wrong", fields={name: [said]})
    return Cost(
        id=cost_id,
        whose=written.whose,
        kind=written.kind,
        on=written.on,
        pence=pence,
        mode=written.mode if written.kind == JOURNEY else "",
        origin=written.origin,
        destination=written.destination,
        tenths=written.tenths if by_miles else None,
        rate=rate,
        what=written.what,
    )


def _refuse_incomplete(written: Written) -> None:
    lacking: dict[str, list[str]] = {}
    if written.kind == JOURNEY:
        lacking |= {} if written.mode else {"mode": ["Choose how you travelled."]}
        lacking |= {} if written.origin else {"origin": ["Say where the journey began."]}
        lacking |= {} if written.destination else {"destination": ["Say where the journey ended."]}
        if written.mode in BY_MILES and not 0 < (written.tenths or 0) <= MOST_TENTHS:
            lacking["miles"] = [f"Enter the miles: more than 0 and at most {MOST_TENTHS // 10:,}."]
    elif not written.what:
        lacking["what"] = ["Say what it was for."]
    if lacking:
        raise Refusal("expense_line_incomplete", fields=lacking)


def _for_miles(tenths: int | None, rate: int) -> int:
    """Miles times the rate, rounded half up to a penny."""
    return ((tenths or 0) * rate + 5) // 10


def total(costs: Iterable[Cost], whose: str | None = None) -> int:
    """Pence of all lines, or of one share."""
    return sum(cost.pence for cost in costs if whose in (None, cost.whose))


def pounds(pence: int) -> str:
    """``£36.80``; ``£1,000.00``."""
    return f"£{pence // 100:,}.{pence % 100:02d}"
