"""The form of a round between what keepers type and the terms of the door (row 56)."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from gateway.portal.dates import today
from gateway.portal.event_forms import lines_in
from gateway.portal.forms import Form, date_names, date_of
from gateway.portal.money import pence_of, show_sum
from gateway.portal.presenting.rounds import NAMES, RULES, WHAT
from gateway.portal.whole_numbers import whole

PHASES = tuple(NAMES)
OPTIONAL = ("idea", "shortlist", "report")
ENDS = ("first", "last")
MONEY = {"pot": "Enter how much there is", "least_ask": "Enter the least", "most_ask": "Enter the most"}
PLAIN = ("title", "purpose", *MONEY, "themes", "ballot", "picks", "rule", "compared", "grace", "seed")
DAY_FIELDS = tuple(f"{kind}-{end}" for kind in PHASES for end in ENDS)
DAY_NAMES = tuple(part for name in DAY_FIELDS for part in date_names(name))
KNOWN = ("region", *PLAIN, *DAY_FIELDS, "phases", "reason")

FORMS = (
    {"value": "fixed", "text": "A set number", "hint": "Everybody chooses exactly so many, as in 2019: six."},
    {"value": "approval", "text": "Any number", "hint": "As many as they like, or up to a number."},
    {"value": "knapsack", "text": "What the pot pays for", "hint": "Together no more than the pot holds."},
)
TALLIES = (
    {"value": "greedy", "text": RULES["greedy"], "hint": "Easiest to explain. A large group may win it all."},
    {"value": "equal-shares", "text": RULES["equal-shares"], "hint": "Smaller groups get their part, too."},
)
THEME_LINE = "Write each theme on a line of its own, with its number if it has one, like Flow: 3"
THEME_DIGITS, NUMBER_DIGITS = 3, 4
LENGTHS = {
    "idea": (14, 28),
    "proposal": (28, 63),
    "shortlist": (63, 91),
    "vote": (98, 112),
    "award": (112, 140),
}
"""Days from today: a timetable to start from, of which every day can be changed."""


def first_answers() -> dict[str, str]:
    """With what a new round's form begins."""
    start = _next_monday(today())
    days = {
        f"{kind}-{end}": start + timedelta(days=on)
        for kind, ends in LENGTHS.items()
        for end, on in zip(ENDS, ends, strict=True)
    }
    plain = {"ballot": "fixed", "picks": "6", "rule": "greedy", "compared": "yes", "grace": "10"}
    return {**plain, **_typed_days(days)}


def answers_of(found: Mapping[str, Any]) -> dict[str, str]:
    """A round as its form shows it."""
    ballot = found["ballot"]
    numbers = {each["theme"]: each["number"] for each in ballot["per_theme"]}
    lines = [f"{theme}: {numbers[theme]}" if theme in numbers else theme for theme in found["themes"]]
    return {
        "title": found["title"],
        "purpose": found["purpose"],
        **{name: show_sum(found[name]).removeprefix("£") if found[name] else "" for name in MONEY},
        "themes": "\n".join(lines),
        "ballot": ballot["kind"],
        "picks": str(ballot["picks"] or ""),
        "rule": found["rule"],
        "compared": "yes" if found["shown"] else "",
        "grace": str(found["grace"]),
        "seed": found["seed"],
        **day_answers(found),
    }


def day_answers(found: Mapping[str, Any]) -> dict[str, str]:
    """The days of its phases as the form shows them."""
    return _typed_days(
        {f"{each['kind']}-{end}": date.fromisoformat(each[end]) for each in found["phases"] for end in ENDS}
    )


def terms_in(form: Form, *, pot_may_be_unknown: bool = False) -> tuple[Form, dict[str, Any]]:
    """What the door takes; or the form with what is wrong."""
    typed = form.answers
    form = form.lacking(
        {
            "title": "Give it a title",
            "ballot": "Choose what a ballot may hold",
            "rule": "Choose how the votes are counted",
        }
    )
    terms: dict[str, Any] = {name: typed[name] for name in ("title", "purpose", "rule", "seed")}
    form, money = _money(form, may_be_unknown=pot_may_be_unknown)
    form, themes, numbers = _themes(form)
    form, phases = phases_in(form)
    form, grace = _whole(form, "grace", needed="Enter a number of minutes, or 0")
    form, picks = _whole(form, "picks")
    ballot = {
        "kind": typed["ballot"],
        "picks": None if typed["ballot"] == "knapsack" else picks,
        "per_theme": numbers,
    }
    shown = list(RULES) if typed["compared"] == "yes" else []
    return form, {
        **terms,
        **money,
        "themes": themes,
        "phases": phases,
        "grace": grace,
        "ballot": ballot,
        "shown": shown,
    }


def phases_in(form: Form) -> tuple[Form, list[dict[str, str]]]:
    """The days of every phase; one that may be left out is, where none of its days is entered."""
    found = []
    for kind in PHASES:
        names = [f"{kind}-{end}" for end in ENDS]
        parts = [part for name in names for part in date_names(name)]
        if kind in OPTIONAL and not any(form.answers.get(part) for part in parts):
            continue
        what = NAMES[kind]
        form, first = date_of(form, names[0], f"The first day of “{what}”")
        form, last = date_of(form, names[1], f"The last day of “{what}”")
        found.append({"kind": kind, "first": first, "last": last})
    return form, found


def phase_rows(kinds: tuple[str, ...] = PHASES, *, all_stay: bool = False) -> list[dict[str, Any]]:
    """What the form says of each phase; ``all_stay``: none may be left out."""
    return [
        {
            "kind": kind,
            "name": NAMES[kind],
            "what": WHAT[kind].format(members="Members"),
            "optional": kind in OPTIONAL and not all_stay,
        }
        for kind in kinds
    ]


def _money(form: Form, *, may_be_unknown: bool) -> tuple[Form, dict[str, int | None]]:
    """Pence; ``may_be_unknown``: all may be left empty for a round that was held elsewhere."""
    if may_be_unknown and not any(form.answers[name] for name in MONEY):
        return form, dict.fromkeys(MONEY)
    form = form.lacking(MONEY)
    found = {name: pence_of(form.answers[name]) for name in MONEY}
    for name, pence in found.items():
        if pence is None and form.answers[name]:
            form = form.wrong(name, "Enter an amount in pounds, like 30,000")
    return form, found


def _themes(form: Form) -> tuple[Form, list[str], list[dict[str, Any]]]:
    """The themes, and of those with a number how many of each a ballot holds."""
    themes: list[str] = []
    numbers: list[dict[str, Any]] = []
    for line in lines_in(form.answers["themes"]):
        theme, colon, number = (part.strip() for part in line.rpartition(":"))
        if not colon:
            themes.append(line)
        elif theme and whole(number, THEME_DIGITS) is not None:
            themes.append(theme)
            numbers.append({"theme": theme, "number": int(number)})
        else:
            form = form.wrong("themes", THEME_LINE)
    return form, themes, numbers


def _whole(form: Form, name: str, needed: str = "") -> tuple[Form, int | None]:
    typed = form.answers[name]
    number = whole(typed, NUMBER_DIGITS)
    if number is not None:
        return form, number
    if typed or needed:
        form = form.wrong(name, needed or "Enter a whole number")
    return form, None


def _typed_days(days: Mapping[str, date]) -> dict[str, str]:
    typed: dict[str, str] = {}
    for name, day in days.items():
        values = (str(day.day), str(day.month), str(day.year))
        typed.update(zip(date_names(name), values, strict=True))
    return typed


def _next_monday(day: date) -> date:
    return day + timedelta(days=7 - day.weekday())
