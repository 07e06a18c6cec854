"""Calls for seats, and what one asked for, in words (row 13)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from gateway.portal.dates import show_date, show_instant
from gateway.portal.presenting.groups import UK

STATES: dict[str, tuple[str, str]] = {
    "open": ("Open", "blue"),
    "closed": ("Deciding", "white"),
    "ended": ("Ended", "grey"),
    "cancelled": ("Cancelled", "grey"),
}
"""State of a call -> name and colour of its tag."""
OVER = ("ended", "cancelled")

MINE: dict[str, tuple[str, str, str]] = {
    "sent": ("Waiting", "white", "The panel begins when the call has closed."),
    "offered": ("Offer", "blue", "Say whether you take it."),
    "not_appointed": ("Not appointed", "grey", "The panel did not choose you this time."),
    "accepted": ("Seat taken", "white", "Thank you for taking it."),
    "declined": ("Seat left", "grey", "You said no to the seat that was offered."),
    "expired": ("Offer ran out", "grey", "Nobody heard from you in time, so the seat was free again."),
    "withdrawn": ("Taken back", "grey", "You took this back."),
    "cancelled": ("Call cancelled", "grey", "Nobody was chosen."),
}
"""State of an expression of interest -> short name, colour, what it means for who sent it."""

STEPS = {
    "open": "Open for members to ask",
    "declare": "The panel declares its interests",
    "decide": "The panel decides",
    "answer": "Those chosen say yes or no",
}
LEADS = {"convenor": "Convenor", "chair": "Chair"}
SEAT_NAMES = {"convenor": "the convenor's seat", "member": "a member's seat", "chair": "the chair's seat"}
SEAT_WORDS = {"convenor": "Convenor", "member": "Member", "chair": "Chair", "": "Not appointed"}
BASES = (
    {"value": "region", "text": "A regional group"},
    {"value": "nation", "text": "A nation"},
    {"value": "executive", "text": "An executive member"},
    {"value": "non_executive", "text": "A non-executive member"},
)
"""What a seat of the UK-wide group stands for (C2)."""
MINUTE = 60


@dataclass(frozen=True)
class Step:
    """A step with the days it took against the days it may take."""

    name: str
    days: str
    most: str
    note: str


@dataclass(frozen=True)
class Call:
    """A call as its page and the lists show it."""

    id: str
    version: int
    title: str
    group: str
    region: str
    kind: str
    seats: str
    criteria: str
    starts: str
    state: str
    state_name: str
    colour: str
    closes: str
    closed_on: str
    asked: str
    result: str
    panel: str
    reason: str
    steps: tuple[Step, ...]

    @property
    def is_open(self) -> bool:
        return self.state == "open"

    @property
    def is_over(self) -> bool:
        return self.state in OVER


@dataclass(frozen=True)
class Mine:
    """What a member asked for, and what they can do about it."""

    id: str
    version: int
    call_id: str
    title: str
    state_name: str
    colour: str
    meaning: str
    since: str
    feedback: str
    answers: tuple[tuple[str, str], ...]
    offered: str
    answer_by: str
    background: str
    location: str
    may_withdraw: bool
    may_answer: bool


@dataclass(frozen=True)
class Past:
    """A call from before, as a source tells it."""

    title: str
    when: str
    result: str
    outcomes: tuple[tuple[str, str], ...]
    source: str


def title_of(kind: str, seats: int, group: str) -> str:
    """``Convenor of South West of England``, ``5 member seats in South West of England``."""
    if kind in LEADS:
        return f"{LEADS[kind]} of {group}"
    seat = "Member seat" if seats == 1 else f"{seats} member seats"
    return f"{seat} in {group}"


def call_of(answer: Mapping[str, Any], names: Mapping[str, str]) -> Call:
    """The page's call from the door's."""
    name, colour = STATES[answer["state"]]
    group = names.get(answer["region"], answer["region"])
    asked, is_over = answer["asked"], answer["state"] in OVER
    return Call(
        id=answer["id"],
        version=answer["version"],
        title=title_of(answer["kind"], answer["seats"], group),
        group=group,
        region=answer["region"],
        kind=answer["kind"],
        seats=str(answer["seats"]),
        criteria=answer["criteria"],
        starts=show_date(answer["starts_on"]) or "When it is accepted",
        state=answer["state"],
        state_name=name,
        colour=colour,
        closes=show_instant(answer["closes_at"]),
        closed_on=show_date(answer["ended_at"] if answer["state"] == "cancelled" else answer["closes_at"]),
        asked="" if asked is None else _members(asked, "asked"),
        result=_result(answer["taken"]),
        panel=_panel(answer),
        reason=answer["reason"] or "",
        steps=tuple(_step(each) for each in answer["steps"] if each["began"] or not is_over),
    )


def kinds_of(region: str, leads_too: bool) -> list[dict[str, Any]]:
    """The seats one may call for; a convenor calls for members only."""
    leader = "chair" if region == UK else "convenor"
    chosen = [leader, "member"] if leads_too else ["member"]
    hints = {
        "convenor": "One seat. Always appointed, never elected.",
        "chair": "One seat. Always appointed, never elected.",
        "member": "One or more seats.",
    }
    return [{"value": kind, "text": SEAT_WORDS[kind], "hint": hints[kind]} for kind in chosen]


def how_long(form: Mapping[str, Any]) -> str:
    """How much is asked, and how long it took those who were measured; no guess (C32)."""
    asked = f"It asks {form['needed_answers']} things, and {form['optional_answers']} more that you may skip."
    if form["median_seconds"] is None:
        return f"{asked} How long it takes is not known yet: fewer than five forms were measured."
    minutes = max(1, round(form["median_seconds"] / MINUTE))
    spent = "about a minute" if minutes == 1 else f"about {minutes} minutes"
    return f"{asked} Half of those who sent it were done in {spent}, measured on {form['measured']} forms."


def mine_of(answer: Mapping[str, Any], names: Mapping[str, str]) -> Mine:
    """The page's entry from ``my_expressions``."""
    name, colour, meaning = MINE[answer["state"]]
    offer = answer["offer"]
    group = names.get(answer["region"], answer["region"])
    written = (
        ("Name", "shown_name"),
        ("What you do", "background"),
        ("Where", "location"),
        ("Part of health and care", "sector"),
        ("What you wrote", "why"),
    )
    if answer["state"] == "sent":
        closes = show_instant(answer["closes_at"])
        meaning = f"The call closes on {closes}. Then the panel decides."
        if datetime.fromisoformat(answer["closes_at"]) <= datetime.now(UTC):
            meaning = f"The call closed on {closes}. Now the panel decides."
    if answer["call_reason"]:
        meaning = f"{meaning} The reason: {answer['call_reason']}"
    if answer["erased"]:
        meaning = f"{meaning} What you wrote is erased."
    return Mine(
        id=answer["id"],
        version=answer["version"],
        call_id=answer["call_id"],
        title=title_of(answer["kind"], 1, group),
        state_name=name,
        colour=colour,
        meaning=meaning,
        since=show_date(answer["since"]),
        feedback=answer["feedback"] or "",
        answers=tuple((label, answer[key]) for label, key in written if answer[key]),
        offered=f"{SEAT_NAMES[offer['kind']]} in {group}" if offer else "",
        answer_by=show_instant(offer["answer_by"]) if offer else "",
        background=answer["background"],
        location=answer["location"],
        may_withdraw=answer["may_withdraw"],
        may_answer=answer["may_answer"],
    )


def past_of(answer: Mapping[str, Any], names: Mapping[str, str]) -> Past:
    """The page's past call from the door's."""
    group = names.get(answer["region"], answer["region"])
    began, decided = show_date(answer["began"]), show_date(answer["decided"])
    return Past(
        title=title_of(answer["kind"], 1, group),
        when=f"{began} to {decided}" if began else decided,
        result=f"{_members(answer['asked'], 'asked')}. {_result(answer['outcomes'])}",
        outcomes=tuple((each["background"], SEAT_WORDS[each["kind"]]) for each in answer["outcomes"]),
        source=answer["source"],
    )


def _result(taken: list[Mapping[str, Any]]) -> str:
    kinds = ("convenor", "chair", "member")
    counts = [(kind, sum(1 for each in taken if each["kind"] == kind)) for kind in kinds]
    words = [f"{count} {kind}{'s' if count > 1 else ''}" for kind, count in counts if count]
    if not words:
        return ""
    patients = sum(1 for each in taken if each["kind"] and each["patient"])
    said = f"{' and '.join(words)} appointed"
    if patients:
        said += f", {patients} of them as patient or service user"
    return f"{said}."


def _panel(answer: Mapping[str, Any]) -> str:
    out = answer["panel_stepped_out"]
    said = f"{answer['panel_size']} members decide, at least two on each applicant."
    if not out:
        return said
    who = "One of them has" if out == 1 else f"{out} of them have"
    return f"{said} {who} declared an interest and {'steps' if out == 1 else 'step'} out where it counts."


def _step(step: Mapping[str, Any]) -> Step:
    if step["began"] is None:
        return Step(STEPS[step["name"]], "Not yet", _days(step["most_days"]), "to come")
    note = "took longer than it should" if step["late"] else "done" if step["ended"] else "goes on"
    if step["late"] and not step["ended"]:
        note = "goes on, longer than it should"
    return Step(
        name=STEPS[step["name"]],
        days=_days(step["days"]),
        most=_days(step["most_days"]),
        note=note,
    )


def _members(count: int, did: str) -> str:
    return f"{count} {'member' if count == 1 else 'members'} {did}"


def _days(count: int) -> str:
    return f"{count} day{'' if count == 1 else 's'}"
