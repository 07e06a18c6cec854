"""Placements and days lent and borrowed, in words; lent and borrowed stand side by side (row 61)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import show_date, today
from gateway.portal.presenting.days_given import in_days
from gateway.portal.presenting.releases import Step, period

STATES: dict[str, tuple[str, str]] = {
    "agreed": ("Agreed", "blue"),
    "differs": ("The days differ", "blue"),
    "done": ("Done", "white"),
    "cancelled": ("Cancelled", "grey"),
}
RUNNING = ("agreed", "differs")
ACTS: dict[str, str] = {
    "confirm": "Confirm the days",
    "extend": "Make it longer",
    "cancel": "Cancel it",
    "feedback": "Say how it went",
    "correct": "Put the days right",
}
"""What can be done with a placement, in the order of its links."""


@dataclass(frozen=True)
class Said:
    """What one of the two organisations said."""

    organisation: str
    words: str
    on: str


@dataclass(frozen=True)
class Record:
    """A line of a statement or of a placement's history."""

    on: str
    kind: str
    lender: str
    borrower: str
    lent: str
    borrowed: str
    reason: str
    placement_id: str


@dataclass(frozen=True)
class Placement:
    """``sides`` are the organisations that the reader acts for; ``acts`` what they can do now."""

    id: str
    version: int
    release_id: str
    request_id: str
    who: str
    is_mine: bool
    lender: str
    borrower: str
    half_days: int
    days: str
    period: str
    ends_on: str
    where: str
    released: str
    can_be_longer: bool
    may_ask_manager: bool
    state: str
    state_name: str
    colour: str
    confirmed: tuple[Said, ...]
    counted: str
    records: tuple[Record, ...]
    feedback: tuple[Said, ...]
    cancelled_why: str
    sides: tuple[tuple[str, str], ...]
    acts: tuple[tuple[str, str], ...]
    step: Step


def placement_of(
    answer: Mapping[str, Any], me: str, names: Mapping[str, str], *, keeps: bool = False
) -> Placement:
    """The page's placement from the door's; ``keeps`` for a keeper, who may put the days right."""
    name, colour = STATES[answer["state"]]
    is_mine = answer["member_id"] == me
    acts = tuple((key, ACTS[key]) for key in _acts(answer, is_mine=is_mine, keeps=keeps))
    parties = _parties(answer)
    released, until = answer["released_half_days"], answer["released_until"]
    counted = answer.get("counted_half_days")
    return Placement(
        id=answer["id"],
        version=answer["version"],
        release_id=answer["release_id"],
        request_id=answer["request_id"],
        who="You" if is_mine else answer["shown_name"] or names.get(answer["member_id"], "A member of Q"),
        is_mine=is_mine,
        lender=parties[answer["lender_id"]],
        borrower=parties[answer["borrower_id"]],
        half_days=answer["half_days"],
        days=answer["days_in_words"],
        period=period(answer["starts_on"], answer["ends_on"]),
        ends_on=answer["ends_on"],
        where=answer["where"] or "",
        released=f"{in_days(released)}, until {show_date(until)}",
        can_be_longer=released > answer["half_days"] or until > answer["ends_on"],
        may_ask_manager=answer["state"] in RUNNING
        and (is_mine or answer["lender_id"] in answer["acting_for"]),
        state=answer["state"],
        state_name=name,
        colour=colour,
        confirmed=tuple(
            Said(parties[each["organisation_id"]], in_days(each["half_days"]), show_date(each["at"]))
            for each in answer["confirmed"]
        ),
        counted=in_days(counted) if counted is not None and answer["state"] == "done" else "",
        records=tuple(records_of(answer.get("records", ()), answer["lender_id"])),
        feedback=tuple(
            Said(parties[each["organisation_id"]], each["words"], show_date(each["at"]))
            for each in answer.get("feedback", ())
        ),
        cancelled_why=answer["cancelled_why"] or "",
        sides=tuple((each, parties[each]) for each in answer["acting_for"]),
        acts=acts,
        step=_step(answer, dict(acts), parties),
    )


def records_of(answers: Iterable[Mapping[str, Any]], organisation_id: str) -> list[Record]:
    """Lines of a statement as this organisation reads them."""
    return [_record(each, organisation_id) for each in answers]


def numbers_of(answer: Mapping[str, Any]) -> list[list[str]]:
    """The rows of the public table; what is hidden says so."""
    return [
        [
            row["organisation"] or "An organisation",
            _shown(row["placements_lent"], str),
            _shown(row["half_days_lent"], in_days),
            _shown(row["placements_borrowed"], str),
            _shown(row["half_days_borrowed"], in_days),
        ]
        for row in answer["items"]
    ]


def _shown(number: int | None, words: Callable[[int], str]) -> str:
    return "not shown" if number is None else words(number)


def _record(record: Mapping[str, Any], organisation_id: str) -> Record:
    half_days = record["half_days"]
    words = in_days(half_days) if half_days >= 0 else f"{in_days(half_days)} fewer"
    is_lender = record["lender_id"] == organisation_id
    return Record(
        on=show_date(record["at"]),
        kind="Correction" if record["corrects"] else "Placement",
        lender=record["lender"] or "An organisation",
        borrower=record["borrower"] or "An organisation",
        lent=words if is_lender else "",
        borrowed="" if is_lender else words,
        reason=record["reason"] or "",
        placement_id=record["placement_id"],
    )


def _parties(answer: Mapping[str, Any]) -> dict[str, str]:
    return {
        answer["lender_id"]: answer["lender"] or "The lending organisation",
        answer["borrower_id"]: answer["borrower"] or "The asking organisation",
    }


def _acts(answer: Mapping[str, Any], *, is_mine: bool, keeps: bool) -> Iterable[str]:
    sides, state = answer["acting_for"], answer["state"]
    runs = state in RUNNING
    said = {each["organisation_id"] for each in answer["confirmed"]}
    if sides and runs and answer["starts_on"] <= today().isoformat():
        yield "confirm"
    if answer["borrower_id"] in sides and runs:
        yield "extend"
    if (sides or is_mine) and runs and said <= set(sides):
        yield "cancel"
    told = {each["organisation_id"] for each in answer.get("feedback", ())}
    if state == "done" and set(sides) - told:
        yield "feedback"
    if keeps and not sides and not is_mine and state == "done":
        yield "correct"


def _step(answer: Mapping[str, Any], acts: Mapping[str, str], parties: Mapping[str, str]) -> Step:
    sides = answer["acting_for"]
    said = {each["organisation_id"]: each["half_days"] for each in answer["confirmed"]}
    if not sides:
        return Step("")
    href = f"/placements/{answer['id']}"
    if answer["state"] == "differs":
        words = " ".join(f"{parties[who]} says {in_days(days)}." for who, days in said.items())
        return Step(f"{words} Talk to each other, then confirm again.", f"{href}/confirm", ACTS["confirm"])
    if answer["state"] == "agreed" and said and not set(sides) - set(said):
        other = next(name for party, name in parties.items() if party not in said)
        return Step(f"You have confirmed. {other} has to confirm too.")
    if "confirm" in acts and (said or answer["ends_on"] < today().isoformat()):
        return Step("How many days was it?", f"{href}/confirm", ACTS["confirm"])
    if answer["state"] == "agreed":
        return Step("When it is over, both organisations confirm the days.")
    if "feedback" in acts:
        return Step("Both organisations have confirmed the days.", f"{href}/feedback", ACTS["feedback"])
    return Step("")
