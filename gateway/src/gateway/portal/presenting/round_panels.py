"""Panels in words: how far a round's assessments are, who has what, and who may not (row 56)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from gateway.portal.dates import show_date, show_number
from gateway.portal.presenting.assessments import (
    KEPT_STATES,
    Criterion,
    Opinion,
    counted,
    due_in_words,
    opinion_of,
)
from gateway.portal.presenting.brought_in import counted_elsewhere

Answer = Mapping[str, Any]

OFFERS = {
    "offered": "Volunteers",
    "withdrawn": "Took their offer back",
    "stood_down": "Taken off the panel",
    "recused": "Declared a conflict only",
}


@dataclass(frozen=True)
class Panel:
    """How a panel works."""

    version: int
    rules: tuple[str, ...]
    due: str
    wanted: int
    is_assigned: bool
    published: str
    two_keepers: bool


@dataclass(frozen=True)
class Declared:
    """A conflict that was told of; ``undone`` says why it was undone, "" while it stands."""

    proposal_id: str
    title: str
    reason: str
    undone: str
    by_themself: bool

    @property
    def may_undo(self) -> bool:
        """By who has it: what a keeper noted a keeper undoes."""
        return self.by_themself and not self.undone


@dataclass(frozen=True)
class Offer:
    """What one offered oneself."""

    stands: bool
    most: int
    state: str
    reason: str
    declared: tuple[Declared, ...]


@dataclass(frozen=True)
class Assessor:
    """One of a panel, for its keepers. ``conflicts`` are (title, reason)."""

    id: str
    name: str
    organisation: str
    state: str
    offers: bool
    most: int
    given: int
    submitted: int
    average: str
    conflicts: tuple[tuple[str, str], ...]
    reason: str


@dataclass(frozen=True)
class Kept:
    """One assessment, for keepers."""

    id: str
    version: int
    assessor_id: str
    name: str
    state: str
    when: str
    reason: str
    is_open: bool
    opinion: Opinion | None


@dataclass(frozen=True)
class Progress:
    """How far it is; ``next`` is the step that comes now: none, early, volunteers, deal, wait, recommend,
    determine, publish or done. ``decidable`` leaves out what the reader has an interest in."""

    proposals: int
    decidable: int
    places: int
    given_out: int
    submitted: int
    lacking: int
    recommended: int
    determined: int
    volunteers: int
    next: str


def takes_offers(its_round: Answer, now: datetime) -> bool:
    """Whether members can volunteer: until assessments end, and while the round goes on."""
    phase = next((each for each in its_round["phases"] if each["kind"] == "shortlist"), None)
    if phase is None or its_round["state"] != "published":
        return False
    return now < datetime.fromisoformat(phase["closes_at"])


def panel_of(found: Answer) -> Panel:
    wanted = found["wanted"]
    rules = [
        f"Each proposal gets {counted(wanted, 'assessment')}.",
        "Whoever brings a proposal to this round may assess others."
        if found["proposers_assess"]
        else "Whoever brings a proposal to this round does not assess in it.",
        "One of those who look after the round recommends, another decides."
        if found["two_keepers"]
        else "Whoever recommends may also decide.",
    ]
    return Panel(
        found["version"],
        tuple(rules),
        due_in_words(found["due_at"]),
        wanted,
        found["assigned_at"] is not None,
        show_date(found["published_at"]),
        found["two_keepers"],
    )


def offer_of(own: Answer, titles: Mapping[str, str]) -> Offer:
    declared = declared_of(own, titles)
    stands = own["state"] == "offered"
    return Offer(stands, own["most"], OFFERS[own["state"]], own["reason"] or "", declared)


def declared_of(told: Answer, titles: Mapping[str, str]) -> tuple[Declared, ...]:
    return tuple(
        Declared(
            each["proposal_id"],
            titles.get(each["proposal_id"], "A proposal"),
            each["reason"],
            each["undone_because"] or "",
            each["by_themself"],
        )
        for each in told["declared"]
    )


def noted_for(items: Iterable[Answer], names: Mapping[str, str], proposal_id: str) -> list[dict[str, str]]:
    """Whose conflict with a proposal a keeper noted, as choices: another keeper, or the same, undoes it."""
    return [
        {"value": each["member_id"], "text": names[each["member_id"]]}
        for each in items
        for told in declared_of(each, {})
        if told.proposal_id == proposal_id and not told.by_themself and not told.undone
    ]


def assessors_of(
    items: Iterable[Answer], names: Mapping[str, str], titles: Mapping[str, str]
) -> list[Assessor]:
    """Who volunteers first, by name."""
    found = [_assessor(each, names, titles) for each in items]
    return sorted(found, key=lambda each: (not each.offers, each.name.casefold()))


def distinct(names: Mapping[str, str]) -> dict[str, str]:
    """The same, so that no two people are called alike: the second "A member of Q" has a number."""
    seen: dict[str, int] = {}
    told = {}
    for member, name in names.items():
        seen[name] = seen.get(name, 0) + 1
        told[member] = name if seen[name] == 1 else f"{name} ({seen[name]})"
    return told


def kept_of(each: Answer, names: Mapping[str, str], criteria: tuple[Criterion, ...]) -> Kept:
    return Kept(
        id=each["id"],
        version=each["version"],
        assessor_id=each["assessor"] or "",
        name=each["shown_name"] or names.get(each["assessor"] or "", "") or "An assessor",
        state=KEPT_STATES[each["state"]],
        when=show_date(each["submitted_at"] or each["assigned_at"]),
        reason=each["reason"] or "",
        is_open=each["state"] in ("assigned", "accepted"),
        opinion=opinion_of(each["opinion"], criteria) if each["opinion"] else None,
    )


def may_open(its_round: Answer, now: datetime) -> bool:
    """Whether a panel can still be set up: something is to be decided here, until the vote begins."""
    phases = {each["kind"]: each for each in its_round["phases"]}
    if "shortlist" not in phases or its_round["state"] != "published" or counted_elsewhere(its_round):
        return False
    vote = phases.get("vote")
    return vote is None or now < datetime.fromisoformat(vote["opens_at"])


def assessing_now(its_round: Answer, now: datetime) -> int:
    """-1 before the shortlist phase of a round, 0 in it, 1 after it (or where there is none)."""
    phase = next((each for each in its_round["phases"] if each["kind"] == "shortlist"), None)
    if phase is None or now >= datetime.fromisoformat(phase["closes_at"]):
        return 1
    return -1 if now < datetime.fromisoformat(phase["opens_at"]) else 0


def progress_of(
    rows: Iterable[Answer], volunteers: int, *, is_published: bool, assessing: int = 0
) -> Progress:
    """``rows`` as ``list_results`` answers them; ``assessing`` as ``assessing_now`` says it: after the phase
    nothing is given out or waited for any more, what is missing is decided without."""
    waiting = [each for each in rows if each["stage"] == "submitted"]
    places = sum(each["wanted"] for each in waiting)
    lacking = sum(max(0, each["wanted"] - each["given_out"]) for each in waiting)
    submitted = sum(each["submitted"] for each in waiting)
    seen = [each for each in waiting if each["conflict"] is None]
    recommended = sum(_has(each, "recommendation") for each in seen)
    determined = sum(_has(each, "determination") for each in seen)
    found = Progress(
        proposals=len(waiting),
        decidable=len(seen),
        places=places,
        given_out=sum(each["given_out"] for each in waiting),
        submitted=submitted,
        lacking=lacking,
        recommended=recommended,
        determined=determined,
        volunteers=volunteers,
        next="",
    )
    return replace(found, next="done" if is_published else _next(found, assessing))


def _next(found: Progress, assessing: int) -> str:
    if found.proposals == 0:
        return "none"
    if assessing < 0:
        return "early"
    if found.decidable and found.determined == found.decidable:
        return "publish"
    if assessing > 0:
        return _deciding(found)
    if found.lacking:
        return "deal" if found.volunteers else "volunteers"
    if found.submitted < found.places:
        return "wait"
    return _deciding(found)


def _deciding(found: Progress) -> str:
    return "determine" if found.recommended == found.decidable else "recommend"


def _has(row: Answer, step: str) -> bool:
    return bool(row["outcome"] and row["outcome"][step])


def _assessor(each: Answer, names: Mapping[str, str], titles: Mapping[str, str]) -> Assessor:
    state = OFFERS[each["state"]]
    return Assessor(
        id=each["member_id"],
        name=names[each["member_id"]],
        organisation=each["organisation"],
        state=state if each["is_active"] else f"{state}, and left Q",
        offers=each["state"] == "offered" and each["is_active"],
        most=each["most"],
        given=each["given"],
        submitted=each["submitted"],
        average="" if each["average"] is None else f"{show_number(each['average'])}%",
        conflicts=tuple(
            (titles.get(one["proposal_id"], "A proposal"), one["reason"]) for one in each["conflicts"]
        ),
        reason=each["reason"] or "",
    )


def who_may(
    items: Iterable[Answer], names: Mapping[str, str], given: Iterable[Answer], proposal_id: str
) -> tuple[list[dict[str, str]], list[tuple[str, str]]]:
    """Who can be given a proposal, as choices of a form; and who cannot, each with the reason."""
    had = {each["assessor"] for each in given}
    may, may_not = [], []
    for each in items:
        member = each["member_id"]
        why = _why_not(each, proposal_id, had)
        if why:
            may_not.append((names[member], why))
        else:
            room = f"{each['given']} of {each['most']}"
            may.append({"value": member, "text": f"{names[member]} (has {room})"})
    return may, may_not


def _why_not(assessor: Answer, proposal_id: str, had: set[str | None]) -> str:
    conflict = next((each for each in assessor["conflicts"] if each["proposal_id"] == proposal_id), None)
    if conflict is not None:
        return str(conflict["reason"])
    if assessor["member_id"] in had:
        return "They have it or had it."
    if assessor["state"] != "offered" or not assessor["is_active"]:
        return f"{OFFERS[assessor['state']]}." if assessor["is_active"] else "They left Q."
    if assessor["given"] >= assessor["most"]:
        return f"They have {assessor['most']}, as many as they offered to read."
    return ""
