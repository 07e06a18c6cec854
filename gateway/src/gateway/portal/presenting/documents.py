"""Documents in words: what is in force, how it is kept, when it is looked at again (rows 16-20, 22, 28)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import dated, show_date, show_instant

UK = "UK"
TERMS = "terms_of_reference"
OBJECTIVES = "objectives"
GUIDANCE = "guidance"
GROUND_RULES = "ground_rules"

STATUSES: dict[str, tuple[str, str]] = {
    "agreed": ("In force", "white"),
    "lapsed": ("Lapsed", "grey"),
    "superseded": ("Superseded", "grey"),
    "draft": ("Draft", "blue"),
    "catalogue": ("Not agreed yet", "grey"),
    "not_written": ("Not written yet", "grey"),
}
"""Status -> name and colour of its tag."""

STATES: dict[str, tuple[str, str]] = {
    "not_started": ("Not started", "grey"),
    "partly": ("Partly", "blue"),
    "met": ("Met", "white"),
    "active": ("Active", "white"),
    "dormant": ("Dormant", "grey"),
    "untested": ("Untested", "grey"),
    "under_way": ("Under way", "blue"),
    "done": ("Done", "white"),
    "stopped": ("Stopped", "grey"),
}

ROLES = {
    "convenor": "the convenor",
    "coordinator": "a coordinator",
    "national_team": "the national team",
    "seat": "a holder of a seat in the group",
    "member": "a member",
}


@dataclass(frozen=True)
class Agreed:
    """Where and when a group said yes."""

    meeting: str
    when: str
    entered_by: str
    reviewers: str
    minutes: str


@dataclass(frozen=True)
class Review:
    """When a document is looked at again."""

    due: str
    sentence: str
    colour: str
    tag: str


@dataclass(frozen=True)
class DueReview:
    """A document that is to be looked at again soon, or was to be."""

    region: str
    title: str
    href: str
    review: Review


@dataclass(frozen=True)
class Line:
    """A document in a group's list."""

    title: str
    href: str
    status: str
    colour: str
    agreed: str
    review: Review
    states: str
    has_draft: bool


@dataclass(frozen=True)
class Clause:
    """One clause, with how it is kept."""

    code: str
    heading: str
    text: str
    details: tuple[tuple[str, str], ...]
    state: str
    colour: str
    note: str
    since: str
    scope: str
    evidence: tuple[Mapping[str, str], ...]
    practices: tuple[Mapping[str, str], ...]
    history: tuple[str, ...]


@dataclass(frozen=True)
class VersionLine:
    """One version in a history."""

    number: int
    status: str
    colour: str
    agreed: Agreed | None
    ended: str
    summary: str
    reviews: tuple[Agreed, ...]


@dataclass(frozen=True)
class Comment:
    """What somebody said, and who they are in Q; ``shows_my_name`` where the reader may take it off."""

    id: str
    shows_my_name: bool
    by: str
    when: str
    text: str
    clause: str


@dataclass(frozen=True)
class Document:
    """A document's own page."""

    id: str
    region: str
    kind: str
    title: str
    path: str
    status: str
    status_name: str
    colour: str
    clauses: tuple[Clause, ...]
    states: tuple[tuple[str, int], ...]
    shown: VersionLine | None
    is_current: bool
    review: Review
    history: tuple[VersionLine, ...]
    note: str
    source: str
    advice: tuple[Mapping[str, str], ...]
    has_draft: bool
    has_states: bool
    has_practices: bool
    by_proposal: bool
    may_write: bool
    in_group: bool


def slug_of(kind: str) -> str:
    """The last part of the address of a kind's page."""
    return kind.replace("_", "-")


def path_of(region: str, kind: str) -> str:
    """The page of a document."""
    if kind in (TERMS, OBJECTIVES):
        return f"/groups/{region}/{slug_of(kind)}"
    if kind == GUIDANCE:
        return "/guidance"
    if kind == GROUND_RULES:
        return f"/groups/{region}/ground-rules"
    return f"/groups/{region}/documents/{slug_of(kind)}"


def line_of(answer: Mapping[str, Any]) -> Line:
    """One document of a group's list."""
    name, colour = STATUSES[answer["status"]]
    agreed = agreed_of(answer["agreed"]) if answer["agreed"] else None
    return Line(
        title=answer["title"],
        href=path_of(answer["region"], answer["kind"]),
        status=name,
        colour=colour,
        agreed=f"{agreed.meeting}, {agreed.when}" if agreed else "",
        review=review_of(answer["review"]),
        states=_counted(answer["states"], answer["clauses"]),
        has_draft=answer["has_draft"],
    )


def document_of(answer: Mapping[str, Any]) -> Document:
    """A document with its text and its history."""
    kind, shown = answer["kind"], answer["shown"]
    name, colour = STATUSES[answer["status"]]
    catalogue = answer["catalogue"] or {}
    clauses = tuple(clause_of(clause) for clause in answer["clauses"])
    found = [clause.state for clause in clauses]
    return Document(
        id=answer["id"],
        region=answer["region"],
        kind=kind["code"],
        title=answer["title"],
        path=path_of(answer["region"], kind["code"]),
        status=answer["status"],
        status_name=name,
        colour=colour,
        clauses=clauses,
        states=tuple((STATES[each][0], found.count(STATES[each][0])) for each in kind["states"]),
        shown=version_of(shown) if shown else None,
        is_current=shown is None or shown["number"] == answer["current"],
        review=review_of(answer["review"]),
        history=tuple(version_of(each) for each in answer["history"]),
        note=catalogue.get("note", ""),
        source=catalogue.get("source", ""),
        advice=tuple(answer["advice"]),
        has_draft=answer["draft"] is not None,
        has_states=bool(kind["states"]),
        has_practices=kind["has_practices"],
        by_proposal=kind["by_proposal"],
        may_write=answer["may_write"],
        in_group=answer["in_group"],
    )


def clause_of(answer: Mapping[str, Any]) -> Clause:
    """One clause; its line's number stands before its label where the platform has lines."""
    state, colour = STATES.get(answer["state"], ("", ""))
    details = (("Owner", answer["owner"]), ("Duty", answer["duty_label"]), ("Measure", answer["measure"]))
    return Clause(
        code=answer["code"],
        heading=f"{answer['line']}. {answer['label']}" if answer["line"] else answer["label"],
        text=answer["text"],
        details=tuple((name, words) for name, words in details if words),
        state=state,
        colour=colour,
        note=answer["note"],
        since=f"since {show_date(answer['since'])}" if answer["since"] else "",
        scope=answer["scope"] if answer["scope"].startswith("extra") else "",
        evidence=tuple(answer["evidence"]),
        practices=tuple(answer["practices"]),
        history=tuple(_change(each) for each in answer["history"]),
    )


def version_of(answer: Mapping[str, Any]) -> VersionLine:
    """One version in a history."""
    name, colour = STATUSES[answer["status"]]
    ended = show_date(answer["ended_on"]) if answer["ended_on"] else ""
    reason = f": {answer['end_reason']}" if answer["end_reason"] else ""
    return VersionLine(
        number=answer["number"],
        status=name,
        colour=colour,
        agreed=agreed_of(answer["agreed"]) if answer["agreed"] else None,
        ended=f"{dated(ended)}{reason}" if ended else "",
        summary=answer["summary"],
        reviews=tuple(agreed_of(each) for each in answer["reviews"]),
    )


def agreed_of(answer: Mapping[str, Any]) -> Agreed:
    return Agreed(
        meeting=answer["meeting"],
        when=dated(show_date(answer["on"])),
        entered_by=ROLES[answer["role"]],
        reviewers=", ".join(answer["reviewers"]),
        minutes=answer["minutes"],
    )


def review_of(answer: Mapping[str, Any]) -> Review:
    """The review in a sentence, with a tag only where somebody should act."""
    due, days = show_date(answer["due"]), answer["days"]
    if answer["state"] == "overdue":
        return Review(due, f"Its review was due on {due}: {_days(-days)} ago.", "blue", "Review overdue")
    if answer["state"] == "soon":
        when = "today" if days == 0 else f"in {_days(days)}"
        return Review(due, f"Its review is due on {due}, {when}.", "blue", "Review due soon")
    return Review(due, f"Its review is due on {due}." if due else "", "", "")


def due_review_of(answer: Mapping[str, Any]) -> DueReview:
    """A line of the list of reviews."""
    return DueReview(
        region=answer["region"],
        title=answer["title"],
        href=path_of(answer["region"], answer["kind"]),
        review=review_of(answer["review"]),
    )


def comment_of(answer: Mapping[str, Any], names: Mapping[str, str], labels: Mapping[str, str]) -> Comment:
    """A comment with the writer's part in Q, and a name where they gave one.

    ``labels`` are the headings of clauses by code.
    """
    return Comment(
        id=answer["id"],
        shows_my_name=answer["mine"] and bool(answer["shown_name"]),
        by=_person(answer, names),
        when=show_instant(answer["at"]),
        text=answer["text"],
        clause=labels.get(answer["clause"], ""),
    )


def _person(answer: Mapping[str, Any], names: Mapping[str, str]) -> str:
    part = ROLES[answer["role"]]
    if answer["role"] == "member" and answer["region"] in names:
        part = f"{part} in {names[answer['region']]}"
    mine = " (you)" if answer["mine"] else ""
    return (
        f"{answer['shown_name']}, {part}{mine}"
        if answer["shown_name"]
        else f"{part[0].upper()}{part[1:]}{mine}"
    )


def _counted(states: Mapping[str, int], clauses: int) -> str:
    """``2 of 5 met, 1 partly``; nothing where no clause has a state."""
    said = [f"{number} {STATES[state][0].lower()}" for state, number in states.items() if number]
    return f"{', '.join(said)}, of {clauses}" if said else ""


def _change(answer: Mapping[str, Any]) -> str:
    state = STATES[answer["state"]][0] if answer["state"] else "Note"
    note = f" ({answer['note']})" if answer["note"] else ""
    return f"{show_date(answer['on'])}: {state}{note}, entered by {ROLES[answer['role']]}"


def _days(number: int) -> str:
    """A span as people say it: days, then whole months, then whole years."""
    for length, word in ((365, "year"), (30, "month")):
        if number >= 2 * length:
            return f"{number // length} {word}s"
    return "1 day" if number == 1 else f"{number} days"


def advice_by_clause(advice: Iterable[Mapping[str, str]], labels: Mapping[str, str]) -> list[dict[str, str]]:
    """Advice with the heading of the clause that it is about."""
    return [{"clause": labels.get(each["clause"], ""), "sentence": each["sentence"]} for each in advice]
