"""How a group's cycle of meetings stands, in words (row 41)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from gateway.portal.dates import LONDON, show_date
from gateway.portal.presenting.meetings import group_title, show_length

RULE_MODES = {
    "face_to_face": "face to face",
    "face_to_face_preferred": "face to face where possible",
    "hybrid": "face to face and online",
    "online": "online",
}
CADENCES = {
    "monthly": "each month",
    "two_monthly": "every two months",
    "quarterly": "each quarter",
    "half_yearly": "twice a year",
}


@dataclass(frozen=True)
class Cycle:
    """How a group's cycle stands, in words."""

    region: str
    name: str
    days: str
    is_set: bool
    held: int
    wanted: int | None
    counts: tuple[tuple[str, str], ...]
    rules: str
    missing: str
    is_urgent: bool
    areas: str
    areas_left: str
    may_set: bool
    max_minutes: int | None
    number: str
    earlier: str
    later: str


def cycle_of(answer: Mapping[str, Any]) -> Cycle:
    has_days = answer["starts_on"] is not None
    return Cycle(
        region=answer["region"],
        name=group_title(answer["region"], answer["name"]),
        days=f"{show_date(answer['starts_on'])} to {show_date(answer['ends_on'])}" if has_days else "",
        is_set=answer["is_set"],
        held=answer["held"] or 0,
        wanted=answer["wanted"],
        counts=_counts(answer) if has_days else (),
        rules=_rules(answer),
        missing=_missing(answer),
        is_urgent=answer["will_end_short"],
        areas=", ".join(_times(each) for each in answer["areas"]),
        areas_left=", ".join(answer["areas_left"]),
        may_set=answer["may_set"],
        max_minutes=answer["max_minutes"],
        number=f"{answer['held'] or 0}{_of(answer)}",
        earlier=_next_day(answer["starts_on"], -1) if answer["has_earlier"] else "",
        later=_next_day(answer["ends_on"], 1) if answer["has_later"] else "",
    )


def _counts(answer: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    shown = [] if answer["wanted"] else [("Held", str(answer["held"]))]
    shown.append(("Still to come", str(answer["planned"])))
    if answer["unmarked"]:
        shown.append(("Over, not marked as held", str(answer["unmarked"])))
    if answer["extra"]:
        shown.append(("Extra online meetings held", str(answer["extra"])))
    return tuple(shown)


def _of(answer: Mapping[str, Any]) -> str:
    wanted, most = answer["wanted"], answer["most"]
    return f" of up to {most}" if most else f" of {wanted}" if wanted else ""


def _next_day(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def _rules(answer: Mapping[str, Any]) -> str:
    """``Each quarter, at most 2 hours, face to face where possible, open to the public.``"""
    public = {"open": "open to the public", "partly": "partly open to the public", "closed": ""}
    parts = [
        CADENCES.get(answer["cadence"] or "", ""),
        f"at most {show_length(answer['max_minutes'])}" if answer["max_minutes"] else "",
        RULE_MODES.get(answer["mode"] or "", ""),
        public.get(answer["public"] or "open", ""),
    ]
    words = ", ".join(each for each in parts if each)
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def _missing(answer: Mapping[str, Any]) -> str:
    missing = answer["missing"]
    if not missing:
        return ""
    ends = show_date(answer["ends_on"])
    is_over = date.fromisoformat(answer["ends_on"]) < datetime.now(LONDON).date()
    if is_over:
        return f"The cycle ended on {ends} with {missing} too few."
    more = "1 more meeting has" if missing == 1 else f"{missing} more meetings have"
    return f"{more} to be planned before the cycle ends on {ends}."


def _times(each: Mapping[str, Any]) -> str:
    return f"{each['area']} ({each['meetings']})" if each["meetings"] > 1 else str(each["area"])
