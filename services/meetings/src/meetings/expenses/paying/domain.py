"""What goes to whoever pays: batches of approved claims, and what regions came to in a year (row 51)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from commons.london import day_of
from meetings.expenses.claims import Claim
from meetings.expenses.costs import ASSISTANT, CLAIMANT, total

FEWEST_SHOWN = 5
MOST_IN_A_BATCH = 100


@dataclass(frozen=True)
class Payment:
    """One claim in a batch, as it was when it was sent: it never changes afterwards."""

    claim_id: str
    claimant_id: str
    region: str
    payee: str
    occasion: str
    on: date
    claimant_pence: int
    assistant_pence: int
    approved_on: tuple[date, date]

    @property
    def pence(self) -> int:
        return self.claimant_pence + self.assistant_pence


@dataclass(frozen=True)
class Batch:
    """What was sent at one time; ``payments`` in the order of the claims' approval."""

    id: str
    version: int
    made_at: datetime
    made_by: str
    payments: tuple[Payment, ...]
    paid: frozenset[str] = frozenset()

    @property
    def pence(self) -> int:
        return sum(each.pence for each in self.payments)

    @property
    def unpaid(self) -> tuple[str, ...]:
        return tuple(each.claim_id for each in self.payments if each.claim_id not in self.paid)


@dataclass(frozen=True)
class Year:
    """What Q was asked to pay for one region's work, by the year of the last journey of each claim."""

    region: str
    year: int
    version: int = 0
    claims: int = 0
    pence: int = 0

    @property
    def is_shown(self) -> bool:
        """Fewer than five claims would give somebody's away (row 51 is private)."""
        return self.claims >= FEWEST_SHOWN


def payment_of(claim: Claim) -> Payment:
    """The line of an approved claim."""
    first, second = (day_of(step.at) for step in claim.approvals)
    return Payment(
        claim_id=claim.id,
        claimant_id=claim.claimant_id,
        region=claim.occasion.region,
        payee=claim.payee,
        occasion=claim.occasion.title,
        on=max(cost.on for cost in claim.costs),
        claimant_pence=total(claim.costs, CLAIMANT),
        assistant_pence=total(claim.costs, ASSISTANT),
        approved_on=(first, second),
    )


def add_up(years: dict[tuple[str, int], Year], payments: Iterable[Payment]) -> list[Year]:
    """The years that these payments change; ``years`` are those there are, by region and year."""
    changed: dict[tuple[str, int], Year] = {}
    for each in payments:
        key = (each.region, each.on.year)
        before = changed.get(key) or years.get(key) or Year(*key)
        changed[key] = replace(before, claims=before.claims + 1, pence=before.pence + each.pence)
    return [replace(year, version=year.version + 1) for year in changed.values()]


def settle(batch: Batch, claim_ids: Iterable[str]) -> Batch:
    """These were paid; those that were already change nothing."""
    paid = batch.paid | set(claim_ids)
    return batch if paid == batch.paid else replace(batch, version=batch.version + 1, paid=paid)
