"""What a group costs, in words (row 35)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import show_date

PENCE = 100


@dataclass(frozen=True)
class Cost:
    """A year of a region."""

    region: str
    name: str
    version: int
    year: str
    amount: str
    new_members: str
    counted_by: str
    share: str
    source: str


def cost_of(answer: Mapping[str, Any]) -> Cost:
    """A cost as its table shows it; the share of a new member is worked out."""
    return Cost(
        region=answer["region"],
        name=answer["name"],
        version=answer["version"],
        year=f"{show_date(answer['starts'])} to {show_date(answer['ends'])}",
        amount=answer["amount_shown"],
        new_members=f"{answer['new_members']:,}",
        counted_by=answer["new_members_source"],
        share=answer["per_new_member_shown"],
        source=answer["source"],
    )


def pence_of(typed: str) -> int | None:
    """Pence from pounds as people write them: ``10,000``, ``£208.33``; None when it is no amount."""
    pounds, _, rest = typed.replace(",", "").replace("£", "").strip().partition(".")
    if not pounds.isdecimal() or (rest and not (rest.isdecimal() and len(rest) <= 2)):
        return None
    return int(pounds) * PENCE + int((rest or "0").ljust(2, "0"))
