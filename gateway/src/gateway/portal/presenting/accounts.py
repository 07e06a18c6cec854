"""Accounts of time in plain words: what was given and received, and what may come next (row 59)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import show_date, show_instant, show_number
from gateway.portal.presenting.time_given import in_hours
from gateway.statements.lines import balance_in_words

AUDIENCES: tuple[tuple[str, str, str], ...] = (
    ("holder", "Only me", "And those who look after my region"),
    ("partners", "Those I exchange time with", "Whoever has agreed an exchange with me"),
    ("region", "My region", "Members whose home region is the same as mine"),
    ("members", "Every member", "Members of Q who are signed in"),
)
"""Who may see a balance: value, name, explanation."""
AUDIENCE_CHOICES = [{"value": value, "text": text, "hint": hint} for value, text, hint in AUDIENCES]


@dataclass(frozen=True)
class Account:
    """An account as its own page, a list of keepers, or somebody else's page shows it; "" where not shown."""

    id: str
    name: str
    kind: str
    given: str
    received: str
    balance: str
    gifts: str
    room: str
    opening: str
    soft_limit: str
    floor: str
    is_low: bool
    seen_by: str


@dataclass(frozen=True)
class Share:
    """Help in a region or a month; a few exchanges are not counted out."""

    name: str
    exchanges: str
    hours: str


@dataclass(frozen=True)
class Timebank:
    """What everybody may see of all accounts."""

    accounts: str
    exchanges: str
    hours: str
    balances: str
    is_even: bool
    audit: str
    regions: tuple[Share, ...]
    months: tuple[Share, ...]


@dataclass(frozen=True)
class Audit:
    """One time that all balances were rebuilt."""

    at: str
    accounts: str
    transfers: str
    findings: str
    lines: tuple[str, ...]
    is_whole: bool


def account_of(found: Mapping[str, Any], name: str) -> Account:
    """An account as the door lets this reader see it."""
    floor, soft = found.get("may_go_down_to"), found.get("soft_limit")
    left = found["balance"] - floor if floor is not None else 0
    return Account(
        id=found["id"],
        name=name,
        kind=found["holder"],
        given=in_hours(found["given"]) if found["given"] else "nothing",
        received=in_hours(found["received"]) if found["received"] else "nothing",
        balance=balance_in_words(found["balance"]),
        gifts=_gifts(found.get("gifts") or 0),
        room=in_hours(left) if left > 0 else "",
        opening=in_hours(found["opening"]) if found.get("opening") else "",
        soft_limit=in_hours(soft) if soft else "",
        floor=in_hours(floor) if floor else "",
        is_low=bool(found.get("is_low")),
        seen_by=found.get("seen_by") or "",
    )


def timebank_of(found: Mapping[str, Any], regions: Mapping[str, str]) -> Timebank:
    """The public page; ``regions`` is code -> name."""
    last = found["last_audit"]
    return Timebank(
        accounts=show_number(found["accounts"]),
        exchanges=show_number(found["exchanges"]),
        hours=in_hours(found["minutes_exchanged"]),
        balances=in_hours(found["sum_of_balances"]),
        is_even=found["sum_of_balances"] == 0,
        audit=_last(last) if last else "",
        regions=tuple(
            sorted(
                (_share(regions.get(row["region"], row["region"]), row) for row in found["regions"]),
                key=lambda share: share.name,
            )
        ),
        months=tuple(_share(show_date(row["month"]), row) for row in reversed(found["months"])),
    )


def audits_of(found: Iterable[Mapping[str, Any]]) -> list[Audit]:
    """Audits with a line for each finding."""
    return [
        Audit(
            at=show_instant(each["at"]),
            accounts=show_number(each["accounts"]),
            transfers=show_number(each["transfers"]),
            findings=show_number(each["differences"]),
            lines=tuple(each["in_words"].splitlines()),
            is_whole=not each["differences"] and not each["total"],
        )
        for each in found
    ]


def _gifts(minutes: int) -> str:
    if not minutes:
        return ""
    said = in_hours(minutes)
    return f"{said} came as gifts or grants" if minutes > 0 else f"{said} went into gifts"


def _last(audit: Mapping[str, Any]) -> str:
    found = audit["differences"]
    said = "no difference was found" if not found else f"{show_number(found)} found that differ"
    return f"{show_instant(audit['at'])}: {said}"


def _share(name: str, row: Mapping[str, Any]) -> Share:
    if row["exchanges"] is None:
        return Share(name, "Not shown", "Not shown")
    return Share(name, show_number(row["exchanges"]), in_hours(row["minutes"]) if row["minutes"] else "None")
