"""What an award says: how much, on which conditions, in which instalments, with which reports (row 57)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from exchange.refusal import Refusal
from exchange.rounds.domain import pounds

MOST_CONDITIONS = 10
MOST_INSTALMENTS = 12
MOST_REPORTS = 12


@dataclass(frozen=True)
class Condition:
    """Something that is to be so before an instalment that names it is paid; ``met_at`` when it was."""

    text: str
    met_at: datetime | None = None
    met_by: str | None = None


@dataclass(frozen=True)
class Instalment:
    """Pence, on a day. ``after`` are the numbers of conditions it waits for, ``report`` that of a report."""

    amount: int
    due: date
    after: tuple[int, ...] = ()
    report: int | None = None
    paid_on: date | None = None
    paid_by: str | None = None
    reference: str = ""


@dataclass(frozen=True)
class Report:
    """What the project tells everybody, asked for by a day; ``told`` is how often we reminded them.

    ``spent``: pence spent so far, if they say so. ``skipped`` says why a keeper asks for it no more.
    """

    due: date
    text: str = ""
    spent: int | None = None
    handed_in_at: datetime | None = None
    handed_in_by: str | None = None
    skipped: str = ""
    skipped_by: str | None = None
    told: int = 0

    @property
    def is_open(self) -> bool:
        return self.handed_in_at is None and not self.skipped


@dataclass(frozen=True)
class Terms:
    """Conditions, instalments and reports are numbered from 1. Nothing for a project: ``amount`` is 0."""

    amount: int
    reason: str = ""
    conditions: tuple[Condition, ...] = ()
    instalments: tuple[Instalment, ...] = ()
    reports: tuple[Report, ...] = ()

    @property
    def paid(self) -> int:
        return sum(each.amount for each in self.instalments if each.paid_on is not None)

    def waits_for(self, instalment: Instalment) -> list[str]:
        """In words, what an instalment still waits for."""
        unmet = [number for number in instalment.after if self.conditions[number - 1].met_at is None]
        found = [f"condition {number}: {self.conditions[number - 1].text.rstrip('.')}" for number in unmet]
        if instalment.report is not None and self.reports[instalment.report - 1].is_open:
            found.append(f"report {instalment.report}")
        return found


def checked(terms: Terms, ask: int) -> Terms:
    """Terms that hold together, for a proposal that asks for ``ask`` pence.

    Refused: ``award_over_ask``, ``award_reason_required`` (a part, or nothing), ``award_skip_wrong``,
    ``award_instalments_wrong`` with the first thing that is wrong.
    """
    if terms.amount > ask:
        raise Refusal("award_over_ask", "", {"amount": [f"The project asks for {pounds(ask)}."]})
    if terms.amount < ask and not terms.reason:
        raise Refusal("award_reason_required", "", {"reason": ["Say why it gets less than it asks for."]})
    if terms.amount <= 0:
        if terms.amount < 0 or terms.conditions or terms.instalments or terms.reports:
            raise Refusal("award_skip_wrong")
        return terms
    problem = next(_problems(terms), None)
    if problem is not None:
        raise Refusal("award_instalments_wrong", problem, {"instalments": [problem]})
    return terms


def _problems(terms: Terms) -> Iterator[str]:
    if any(each.amount <= 0 for each in terms.instalments):
        yield "Each instalment is more than nothing."
    total = sum(each.amount for each in terms.instalments)
    if total != terms.amount:
        yield f"The instalments make {pounds(total)}, the award is {pounds(terms.amount)}."
    if any(later.due < earlier.due for earlier, later in pairwise(terms.instalments)):
        yield "Put the instalments in the order of their days."
    if any(later.due < earlier.due for earlier, later in pairwise(terms.reports)):
        yield "Put the reports in the order of their days."
    for each in terms.instalments:
        if any(not 1 <= number <= len(terms.conditions) for number in each.after):
            yield "An instalment waits for a condition that is not there."
        if each.report is not None and not 1 <= each.report <= len(terms.reports):
            yield "An instalment waits for a report that is not there."
