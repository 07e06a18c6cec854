"""What a group costs, in words (row 35)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from gateway.portal.dates import show_date
from gateway.portal.money import PENCE


@dataclass(frozen=True)
class Cost:
    """A year of a region."""

    region: str
    name: str
    version: int
    starts: str
    year: str
    amount: str
    new_members: str
    counted_by: str
    share: str
    source: str


def cost_of(answer: Mapping[str, Any]) -> Cost:
    """A cost as its table shows it; the share of a new member is worked out."""
    last = date.fromisoformat(answer["ends"]) - timedelta(days=1)
    return Cost(
        region=answer["region"],
        name=answer["name"],
        version=answer["version"],
        starts=answer["starts"],
        year=f"{show_date(answer['starts'])} to {show_date(last)}",
        amount=answer["amount_shown"],
        new_members=f"{answer['new_members']:,}",
        counted_by=answer["new_members_source"],
        share=answer["per_new_member_shown"],
        source=answer["source"],
    )


def answers_of(answer: Mapping[str, Any]) -> dict[str, str]:
    """A recorded year as the form's answers, to be corrected."""
    told = answer["new_members_source"] if answer["counted_from"] == "figure" else ""
    pounds, pence = divmod(answer["amount_pence"], PENCE)
    return {
        "amount": f"{pounds:,}.{pence:02}" if pence else f"{pounds:,}",
        "approximate": "yes" if answer["approximate"] else "",
        "source": answer["source"],
        "new_members": str(answer["new_members"]) if told else "",
        "new_members_source": told,
        "version": str(answer["version"]),
        **_day("starts", answer["starts"]),
        **_day("ends", answer["ends"]),
    }


def _day(name: str, text: str) -> dict[str, str]:
    day = date.fromisoformat(text)
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}
