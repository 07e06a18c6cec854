"""Seats, rosters and terms in words (rows 12, 15 and 23)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import dated, show_date, today

UK = "UK"
KINDS = {"convenor": "Convenor", "member": "Member", "chair": "Chair"}
DESIGNATIONS = {
    "appointed": "Appointed",
    "elected": "Elected",
    "co_opted": "Co-opted",
    "ex_officio": "By office",
}
ENDINGS = {
    "resigned": "the holder resigned",
    "vacated": "the term was ended",
    "left": "the holder left Q",
    "term_over": "the term ran out",
}
SELECTIONS = {
    "appointment": "Seats are filled by appointment.",
    "vote": "Seats are filled by a vote of the members.",
    "both": "Seats are filled by appointment or by a vote of the members.",
}
BASES = {
    "region": "a regional group",
    "nation": "a nation",
    "executive": "an executive seat",
    "non_executive": "a non-executive seat",
}
LEVELS = {"refusal": ("Not possible", "blue"), "warning": ("To do", "white"), "note": ("Note", "grey")}
PERSPECTIVES = {"patient": "Patients and service users", "professional": "Professionals"}
SEEN = {"sector": "Sector", "system": "Local system", "area": "Area"}
WIDTHS = {"day": 10, "month": 7, "year": 4}
"""How many letters of an ISO date are known at that precision."""


@dataclass(frozen=True)
class Term:
    """One holder's term: what everybody sees, and for those who look after the group who it is."""

    seat_id: str
    version: int
    kind: str
    background: str
    name: str
    patient: bool
    places: str
    outside: str
    sectors: str
    speaks_for: str
    designation: str
    since: str
    ends: str
    ended: str
    state: str
    member_id: str
    is_paused: bool


@dataclass(frozen=True)
class Vacancy:
    """A seat that nobody holds."""

    seat_id: str
    kind: str
    words: str


@dataclass(frozen=True)
class Finding:
    """What a rule says of the roster."""

    level: str
    colour: str
    words: str


@dataclass(frozen=True)
class Line:
    """A line of the balance: a label and how many seats."""

    label: str
    seats: str


@dataclass(frozen=True)
class Judged:
    """What the rules say of a roster, and how it is balanced."""

    findings: tuple[Finding, ...]
    places: tuple[Line, ...]
    sectors: tuple[Line, ...]
    perspectives: tuple[Line, ...]
    wanted: tuple[Line, ...]


@dataclass(frozen=True)
class Roster:
    """A group on a day."""

    region: str
    title: str
    name: str
    as_at: str
    size: str
    rules: str
    seats: tuple[Term, ...]
    vacant: tuple[Vacancy, ...]
    planned: tuple[Term, ...]
    judged: Judged


def title_of(region: str, name: str) -> str:
    """``Stewardship group of South West of England``; the UK-wide group has a name of its own."""
    return name if region == UK else f"Stewardship group of {name}"


def roster_of(found: Mapping[str, Any], regions: Mapping[str, str]) -> Roster:
    """The page's roster from the door's; ``regions`` are the names by code."""
    size = found["size"]
    return Roster(
        region=found["region"],
        title=title_of(found["region"], found["name"]),
        name=found["name"],
        as_at=show_date(found["as_at"]),
        size="1 person holds a seat"
        if size == 1
        else f"{size or 'Nobody'} {'people hold' if size else 'holds'} a seat",
        rules=_rules(found["rules"], found["leader"]),
        seats=tuple(term_of(each, regions) for each in found["seats"]),
        vacant=tuple(_vacancy(each) for each in found["vacant"]),
        planned=tuple(term_of(each, regions) for each in found["planned"]),
        judged=judged_of(found),
    )


def judged_of(found: Mapping[str, Any]) -> Judged:
    balance = found["balance"]
    return Judged(
        findings=tuple(
            Finding(
                *LEVELS[each["level"]],
                f"The group {each['words']}." if _begins(each) else f"{_first(each['words'])}.",
            )
            for each in found["findings"]
        ),
        places=tuple(
            Line(each["label"].replace("/", " and "), str(each["seats"])) for each in balance["place"]
        ),
        sectors=_lines(balance["sector"]),
        perspectives=tuple(
            Line(PERSPECTIVES.get(each["label"], each["label"]), str(each["seats"]))
            for each in balance["perspective"]
        ),
        wanted=tuple(_wanted(each) for each in found["coverage"]),
    )


def term_of(found: Mapping[str, Any], regions: Mapping[str, str]) -> Term:
    """One term as this reader may see it."""
    ended = _ended(found["ended"])
    return Term(
        seat_id=found["id"],
        version=found["version"],
        kind=KINDS[found["kind"]],
        background=found["background"],
        name=found["shown_name"] or "",
        patient=found["patient"],
        places=", ".join(found["locations"]),
        outside=", ".join(found["outside"]),
        sectors=", ".join(worded(each) for each in found["sectors"]),
        speaks_for=_speaks_for(found, regions),
        designation=DESIGNATIONS[found["designation"]],
        since=_rough(found["start"], found["start_precision"]),
        ends=_rough(found["end"], found["start_precision"]) if found["end"] else "No end agreed",
        ended=ended,
        state=_state(found, ended, today().isoformat()),
        member_id=found.get("member_id") or "",
        is_paused=found.get("member_status") not in (None, "active"),
    )


def _ended(ending: Mapping[str, Any] | None) -> str:
    if ending is None:
        return ""
    return f"Ended {dated(_rough(ending['on'], ending['precision']))}: {ENDINGS[ending['how']]}"


def _state(found: Mapping[str, Any], ended: str, day: str) -> str:
    """Where a term stands on that day, and why it ended early where the reader may know."""
    if ended:
        return f"{ended} ({found['reason']})" if found.get("reason") else ended
    if found["start"] > day:
        return "To come"
    return "Ran out" if found["end"] and found["end"] <= day else "Runs"


def worded(label: str) -> str:
    """``primary_provider`` as people read it; what somebody typed stays as it is."""
    words = label.replace("_", " ")
    return words[:1].upper() + words[1:]


def _vacancy(found: Mapping[str, Any]) -> Vacancy:
    since = dated(_rough(found["since"], found["precision"]))
    patient = " (patient or service-user seat)" if found["patient"] else ""
    words = f"Vacant: {ENDINGS[found['how']]} {since}. Before: {found['background']}{patient}."
    return Vacancy(found["id"], KINDS[found["kind"]], words)


def _wanted(found: Mapping[str, Any]) -> Line:
    """A sector, system or area that the group looks for: shown by seats or not shown, never missing (C10)."""
    label = worded(found["label"]).lower() if found["what"] == "sector" else found["label"]
    return Line(f"{SEEN[found['what']]}: {label}", _seats(found["seats"]) if found["shown"] else "not shown")


def _rules(rules: Mapping[str, Any], leader: str) -> str:
    """What the region agreed: sizes, terms, how seats are filled (C31), whether the convenor is paid (C5)."""
    beside = "" if rules["counts_leader"] else f" beside its {leader}"
    said = []
    if rules["recommended"]:
        low, high = rules["recommended"]
        said.append(f"{low} to {high} people are recommended")
    if rules["target"]:
        said.append(f"about {rules['target']} people are aimed at")
    if rules["size_min"]:
        said.append(f"at least {rules['size_min']} are needed")
    if rules["size_max"]:
        said.append(f"at most {rules['size_max']} can be taken{beside}")
    months = rules["term_months"]
    said.append(f"a term lasts {months} month{'' if months == 1 else 's'}")
    paid = {True: "is paid", False: "is not paid", None: "is paid is not settled"}[rules["leader_paid"]]
    pay = f"{'Whether the' if rules['leader_paid'] is None else 'The'} {leader} {paid}."
    return f"{_first('; '.join(said))}. {SELECTIONS[rules['selection']]} {pay}"


def _speaks_for(found: Mapping[str, Any], regions: Mapping[str, str]) -> str:
    if not found["basis"]:
        return ""
    who = ", ".join(regions.get(each, each) for each in found["represents"])
    return who or _first(BASES[found["basis"]])


def _begins(finding: Mapping[str, Any]) -> bool:
    """Whether the rule's words go on from "The group"."""
    words: str = finding["words"]
    return words.startswith(("needs ", "has ", "gives "))


def _first(words: str) -> str:
    return words[:1].upper() + words[1:]


def _lines(shares: Iterable[Mapping[str, Any]]) -> tuple[Line, ...]:
    return tuple(Line(worded(each["label"]), str(each["seats"])) for each in shares)


def _seats(number: int) -> str:
    return "1 seat" if number == 1 else f"{number} seats"


def _rough(written: str, precision: str) -> str:
    return show_date(written[: WIDTHS[precision]])
