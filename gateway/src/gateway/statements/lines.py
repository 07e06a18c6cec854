"""The lines of a statement in words: what was given, what was received, and with whom (row 59)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.time_words import day_in_words, in_hours

GIFTS = {
    "opening": ("Opening allowance", "Opening allowance"),
    "donation": ("Gift received", "Gift made"),
    "grant": ("Time granted", "Time granted"),
}
"""Kind -> what it is for whom it came to, and for whom it came from."""


@dataclass(frozen=True)
class Line:
    """One entry; ``added`` (to what the account has) and ``used`` are words, one of them is empty."""

    transfer_id: str
    date: str
    kind: str
    other: str
    purpose: str
    added: str
    used: str
    taken_back: bool
    may_reverse: bool

    @property
    def time(self) -> str:
        """``3 hours added``, ``45 minutes used``."""
        return f"{self.added} added" if self.added else f"{self.used} used"


def line_of(entry: Mapping[str, Any], other: str, *, keeps: bool = False) -> Line:
    """An entry as a page and a file show it."""
    came = entry["minutes"] > 0
    said = in_hours(entry["minutes"])
    return Line(
        transfer_id=entry["transfer_id"],
        date=day_in_words(entry["at"]),
        kind=kind_of(entry),
        other=other,
        purpose=entry["purpose"] or "",
        added=said if came else "",
        used="" if came else said,
        taken_back=entry["reversed_by"] is not None,
        may_reverse=keeps and not entry["reverses"] and not entry["reversed_by"],
    )


def kind_of(entry: Mapping[str, Any]) -> str:
    """What it was, for the holder of the account."""
    came = entry["minutes"] > 0
    if entry["reverses"]:
        return "Taken back"
    if entry["kind"] in GIFTS:
        return GIFTS[entry["kind"]][0 if came else 1]
    return "Help given" if came else "Help received"


def balance_in_words(minutes: int) -> str:
    """What a balance means, with no word that it has to be made good."""
    if not minutes:
        return "As much used as given"
    return f"{in_hours(minutes)} {'in hand' if minutes > 0 else 'more used than given'}"


def period_in_words(since: str | None, until: str | None) -> str:
    """``1 October 2018 to 31 October 2018``, or as far as it goes."""
    if since and until:
        return f"{day_in_words(since)} to {day_in_words(until)}"
    if since:
        return f"From {day_in_words(since)} on"
    return f"Up to {day_in_words(until)}" if until else "From the beginning until now"
