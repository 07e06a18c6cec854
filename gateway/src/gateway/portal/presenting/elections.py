"""Elections in words: what stands, what comes next, what the count says (row 14)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import show_date, show_instant, show_number, show_weekday

STATES: dict[str, tuple[str, str, str]] = {
    "drafted": ("Set up", "grey", "The rules and days are set. Nominations open next."),
    "nominations_open": ("Nominations open", "blue", "Members of the region can stand, and back others."),
    "nominations_closed": ("Nominations closed", "grey", "It is settled who stands. The vote opens next."),
    "voting": ("Vote open", "blue", "Members on the electoral roll can vote now."),
    "counted": ("Counted", "white", "The votes are counted and published. The declaration is next."),
    "declared": ("Result declared", "white", "The returning officer has declared the result."),
    "cancelled": ("Cancelled", "grey", "This election was stopped."),
}
"""State -> short name, colour of its tag, what it means."""

TAKING_PART = ("nominations_open", "voting")
"""States in which members stand, back others or vote."""

STEPS = {
    "drafted": "Set up",
    "changed": "Rules or days changed",
    "nominations_open": "Nominations open",
    "roll_frozen": "Electoral roll frozen",
    "nominations_closed": "Nominations close",
    "voting": "The vote opens",
    "reminded": "Reminder to those who have not voted",
    "counted": "Votes counted and published",
    "declared": "Result declared",
    "cancelled": "Cancelled",
}

DAYS = (
    ("nominations_open", "Nominations open"),
    ("nominations_close", "Nominations close"),
    ("roll_on", "Electoral roll is frozen"),
    ("voting_opens", "The vote opens"),
    ("voting_closes", "The vote closes"),
)


@dataclass(frozen=True)
class Line:
    """An election in a list."""

    id: str
    title: str
    region: str
    state: str
    colour: str
    next: str
    is_open: bool


@dataclass(frozen=True)
class Candidate:
    """Somebody on the ballot paper, as they wrote it."""

    number: int
    name: str
    statement: str
    background: str
    place: str
    patient: bool


@dataclass(frozen=True)
class Entry:
    """Something that happened, or a day on which something will."""

    what: str
    when: str
    note: str = ""


@dataclass(frozen=True)
class Election:
    """An election as its pages show it."""

    id: str
    version: int
    region: str
    region_name: str
    title: str
    state: str
    state_name: str
    colour: str
    meaning: str
    next: str
    rules: tuple[str, ...]
    days: tuple[Entry, ...]
    history: tuple[Entry, ...]
    candidates: tuple[Candidate, ...]
    roll_size: str
    tie_seed: str
    reason: str
    closes: str
    on_roll: bool | None
    voted: bool
    is_published: bool

    @property
    def may_vote(self) -> bool:
        return self.state == "voting" and bool(self.on_roll) and not self.voted


@dataclass(frozen=True)
class Winner:
    """An elected candidate, and why in the count's own words."""

    name: str
    background: str
    sentence: str


@dataclass(frozen=True)
class Stage:
    """One stage of the count: its heading and what happened."""

    title: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Count:
    """The count for a reader who has never seen one."""

    turnout: str
    quota: str
    seats: str
    winners: tuple[Winner, ...]
    not_placed: tuple[str, ...]
    changes: tuple[str, ...]
    reserved: tuple[Stage, ...]
    stages: tuple[Stage, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    declared: str


@dataclass(frozen=True)
class Vacancy:
    """A seat that became vacant, and where it stands.

    ``mine``: the reader has it to answer; ``offered``: whose answer it waits for.
    """

    id: str
    vacated: str
    words: str
    mine: bool
    offered: str


def line_of(answer: Mapping[str, Any], regions: Mapping[str, str]) -> Line:
    name, colour, _ = STATES[answer["state"]]
    title, region = _title(answer), regions.get(answer["region"], answer["region"])
    is_open = answer["state"] in TAKING_PART
    return Line(answer["id"], title, region, name, colour, _next(answer), is_open)


def election_of(answer: Mapping[str, Any], regions: Mapping[str, str]) -> Election:
    """The page's election from the door's."""
    name, colour, meaning = STATES[answer["state"]]
    mine = answer.get("mine") or {}
    return Election(
        id=answer["id"],
        version=answer["version"],
        region=answer["region"],
        region_name=regions.get(answer["region"], answer["region"]),
        title=_title(answer),
        state=answer["state"],
        state_name=name,
        colour=colour,
        meaning=meaning,
        next=_next(answer),
        rules=tuple(_rules(answer)),
        days=tuple(Entry(what, f"{show_weekday(answer[key])} at 12 noon") for key, what in DAYS),
        history=tuple(
            Entry(STEPS.get(step["name"], step["name"]), show_instant(step["at"]), step["note"] or "")
            for step in answer["history"]
        ),
        candidates=tuple(candidate_of(each) for each in answer["candidates"]),
        roll_size=show_number(answer["roll_size"]),
        tie_seed=answer["tie_seed"],
        reason=answer["reason"] or "",
        closes=f"{show_weekday(answer['voting_closes'])} at 12 noon",
        on_roll=mine.get("on_roll"),
        voted=bool(mine.get("voted")),
        is_published=answer["state"] in ("counted", "declared"),
    )


def candidate_of(answer: Mapping[str, Any]) -> Candidate:
    places = (answer["county"], answer["system"], answer["sector"])
    return Candidate(
        number=answer.get("number", 0),
        name=answer["shown_name"],
        statement=answer["statement"],
        background=answer["background"],
        place=", ".join(place for place in places if place),
        patient=bool(answer["patient"]),
    )


def count_of(answer: Mapping[str, Any]) -> Count:
    """The page's count: who, why, and every stage in sentences and figures."""
    counted, sheet = answer["count"], answer["sheet"]
    why = {each["candidate"]: each["sentence"] for each in counted["elected"]}
    sentences = [why[each["candidate"]] for each in counted["elected"]]
    reserved = counted.get("reserved")
    return Count(
        turnout=_turnout(answer["turnout"]),
        quota=show_number(counted["quota"]),
        seats=show_number(counted["seats"]),
        winners=tuple(
            Winner(person["shown_name"], person["background"], sentence)
            for person, sentence in zip(answer["elected"], sentences, strict=True)
        ),
        not_placed=tuple(
            each["shown_name"] for each in answer["elected"] if each["number"] in answer["not_placed"]
        ),
        changes=tuple(each["sentence"] for each in counted["differences"]),
        reserved=tuple(
            Stage(f"Stage {stage['number']}", tuple(stage["sentences"])) for stage in reserved["stages"]
        )
        if reserved
        else (),
        stages=tuple(
            Stage(title, tuple(stage["sentences"]))
            for title, stage in zip(sheet[0][1:-1], counted["stages"], strict=True)
        ),
        head=tuple(sheet[0]),
        rows=tuple(tuple(row) for row in sheet[1:]),
        declared=show_date(answer["declared_at"]),
    )


def vacancy_of(answer: Mapping[str, Any]) -> Vacancy:
    offered = answer["offered"]["shown_name"] if answer["offered"] else ""
    words = {
        "counting": "The ballots are being counted again.",
        "offered": f"The seat is offered to {offered}, who has not answered yet.",
        "filled": f"{offered} has taken the seat.",
        "ended": answer["reason"] or "Nobody who stood can follow. A new election is needed.",
    }[answer["state"]]
    waits = answer["state"] == "offered"
    return Vacancy(
        answer["id"],
        answer["vacated"]["shown_name"],
        words,
        waits and answer["mine"],
        offered if waits else "",
    )


def ordered(candidates: Sequence[Candidate], preferences: Sequence[int]) -> list[Candidate]:
    """The chosen candidates, the first choice first."""
    by_number = {candidate.number: candidate for candidate in candidates}
    return [by_number[number] for number in preferences if number in by_number]


def _title(answer: Mapping[str, Any]) -> str:
    seats, closes = answer["seats"], show_date(answer["voting_closes"])
    return f"Election for {seats} seat{'' if seats == 1 else 's'}, vote closing {closes}"


def _next(answer: Mapping[str, Any]) -> str:
    if answer["state"] == "voting":
        return f"The vote closes: {show_weekday(answer['voting_closes'])} at 12 noon"
    if answer["next_step"]:
        return f"{STEPS[answer['next_step']['name']]}: {show_instant(answer['next_step']['at'])}"
    return ""


def _rules(answer: Mapping[str, Any]) -> list[str]:
    seats = answer["seats"]
    said = [f"{seats} seat{' is' if seats == 1 else 's are'} to be filled."]
    if answer["patient_seats"]:
        many = answer["patient_seats"]
        kept = "1 seat is" if many == 1 else f"{many} seats are"
        said.append(f"{kept} kept for patients and people who use services, and filled first.")
    if answer["most_per_county"]:
        said.append(f"At most {answer['most_per_county']} from one county.")
    said += [f"{each['system']} has at least {each['seats']}." for each in answer["system_seats"]]
    if answer["contested_seats"] not in (None, seats):
        said.append(f"The candidates can fill {answer['contested_seats']} of them; the others stay empty.")
    return said


def _turnout(answer: Mapping[str, Any] | None) -> str:
    if answer is None:
        return "There were no more candidates than seats, so nobody had to vote."
    ballots, roll = show_number(answer["ballots"]), show_number(answer["roll"])
    share = "" if answer["percent"] is None else f": a turnout of {answer['percent']}%"
    return f"{ballots} of the {roll} members on the roll voted{share}."
