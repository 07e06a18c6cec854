"""A panel's work in words: who is on it, who asked, what is proposed and decided (row 13)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import show_date
from gateway.portal.presenting.appointments import SEAT_NAMES

OUTCOMES: dict[str, tuple[str, str]] = {
    "appoint": ("Appoint", "The seat of this call is offered to them."),
    "offer_member_seat": ("Offer a member's seat instead", "They are asked to join the group as a member."),
    "not_this_time": ("Not this time", "They are told so, with your feedback."),
}
"""Outcome -> name and what follows from it."""

STATES: dict[str, tuple[str, str]] = {
    "sent": ("Not decided", "blue"),
    "offered": ("Seat offered", "white"),
    "not_appointed": ("Not appointed", "grey"),
    "accepted": ("Seat taken", "white"),
    "declined": ("Offer declined", "grey"),
    "expired": ("Offer ran out", "grey"),
    "withdrawn": ("Taken back", "grey"),
    "cancelled": ("Call cancelled", "grey"),
}
TURNS = {"declare": "Declare your interests", "decide": "Decide on applicants", "": ""}
ROLES = {"coordinator": "coordinator", "convenor": "convenor", "national_team": "national team"}
QUORUM = 2


@dataclass(frozen=True)
class Member:
    """Somebody on the panel."""

    id: str
    name: str
    is_chair: bool
    state: str
    interests: tuple[str, ...]


@dataclass(frozen=True)
class Proposal:
    """What is proposed or decided, and by how many."""

    outcome: str
    reasons: str
    feedback: str
    agreed: str
    mine: bool


@dataclass(frozen=True)
class Applicant:
    """An applicant as this panel member may see them."""

    id: str
    version: int
    name: str
    state: str
    colour: str
    hidden: str
    answers: tuple[tuple[str, str], ...]
    proposal: Proposal | None
    decision: Proposal | None
    too_few: bool
    may_propose: bool
    may_agree: bool

    @property
    def field(self) -> str:
        return interest_field(self.id)


@dataclass(frozen=True)
class Finding:
    """A rule's word on the group as it would be."""

    words: str
    level: str
    colour: str


@dataclass(frozen=True)
class Considered:
    """The group as it would be with an applicant in a seat."""

    seat: str
    seats: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Panel:
    """The panel's page, for a panel member or for who looks after the group."""

    is_arranger: bool
    has_declared: bool
    is_out: bool
    is_chair: bool
    members: tuple[Member, ...]
    applicants: tuple[Applicant, ...]
    findings: tuple[Finding, ...]
    seats: str
    undecided: int
    short: int
    considered: tuple[Considered, ...]


LEVELS = {"refusal": ("Not allowed", "blue"), "warning": ("Warning", "white"), "note": ("Note", "grey")}


def panel_of(answer: Mapping[str, Any], names: Mapping[str, str], me: str) -> Panel:
    """The page's panel from ``get_panel``; ``names`` are those of members whom this reader may see."""
    place = answer.get("me") or {}
    shown = {each["id"]: each["shown_name"] for each in answer.get("applicants") or []}
    roster = answer["roster"]
    return Panel(
        is_arranger=answer["as"] == "arranger",
        has_declared=bool(place.get("has_declared")),
        is_out=bool(place.get("out")),
        is_chair=bool(place.get("is_chair")),
        members=tuple(_member(each, names, shown, me) for each in answer["panel"]),
        applicants=tuple(_applicant(each, me) for each in answer.get("applicants") or []),
        findings=tuple(_finding(each) for each in roster["findings"]) if roster else (),
        seats=_people(roster["seats"]) if roster else "",
        undecided=answer.get("undecided") or 0,
        short=answer.get("short_of_panel") or 0,
        considered=tuple(
            Considered(
                SEAT_NAMES[each["kind"]],
                _people(each["seats"]),
                tuple(_finding(finding) for finding in each["findings"]),
            )
            for each in answer["considered"]
        ),
    )


def interest_field(expression_id: str) -> str:
    """The field of the declaration form in which an interest in this applicant is written."""
    return f"interest-{expression_id}"


def known_as(words: list[str]) -> str:
    """What somebody is known for here: a role or the background of a seat."""
    return ", ".join(ROLES.get(each, each) for each in words)


def _member(member: Mapping[str, Any], names: Mapping[str, str], shown: Mapping[str, str], me: str) -> Member:
    if member["steps_out_wholly"]:
        state = "Steps out of this call"
    elif not member["has_declared"]:
        state = "Has not declared yet"
    elif member["interests"]:
        state = "Steps out where they have an interest"
    else:
        state = "No interest declared" if member["has_declared"] else ""
    name = names.get(member["member_id"]) or "A member"
    return Member(
        id=member["member_id"],
        name=f"{name} (you)" if member["member_id"] == me else name,
        is_chair=member["is_chair"],
        state=state,
        interests=tuple(_interest(each, shown) for each in member["interests"]),
    )


def _interest(interest: Mapping[str, Any], shown: Mapping[str, str]) -> str:
    if interest["expression_id"] is None:
        whom = "in the whole call"
    else:
        whom = f"in {shown.get(interest['expression_id']) or 'an applicant'}"
    why = f": {interest['why']}" if interest["why"] else ""
    return f"{show_date(interest['at'])}, {whom}{why}"


def _applicant(answer: Mapping[str, Any], me: str) -> Applicant:
    state, colour = STATES[answer["state"]]
    about, proposal, decision = answer["about"], answer["proposal"], answer["decision"]
    gone = answer["state"] in ("withdrawn", "cancelled")
    few = answer["free_to_decide"] < QUORUM
    readable = answer["i_may_read"]
    return Applicant(
        id=answer["id"],
        version=answer["version"],
        name=answer["shown_name"] or ("Somebody who took it back" if gone else "Somebody, in erased words"),
        state=state,
        colour=colour,
        hidden=_hidden(answer, gone),
        answers=_answers(about) if about else (),
        proposal=_proposal(proposal, me) if proposal else None,
        decision=_proposal(decision, me) if decision else None,
        too_few=few and answer["state"] == "sent",
        may_propose=readable and answer["state"] in ("sent", "not_appointed"),
        may_agree=readable and proposal is not None and me not in proposal["agreed_by"],
    )


def _hidden(answer: Mapping[str, Any], gone: bool) -> str:
    if gone:
        return "There is nothing to decide."
    if answer["i_step_out"]:
        return "You have an interest here, so you see nothing of it and take no part."
    return "" if answer["i_may_read"] else "You see what they wrote when you have declared your interests."


def _answers(about: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    patient = "the experience of a patient or of somebody who uses services" if about["patient"] else ""
    written = (
        ("What they do", about["background"]),
        ("Where", about["location"]),
        ("Part of health and care", about["sector"]),
        ("Brings", patient),
        ("What they wrote", about["why"]),
    )
    return tuple((label, text) for label, text in written if text)


def _proposal(decision: Mapping[str, Any], me: str) -> Proposal:
    count, mine = len(decision["agreed_by"]), me in decision["agreed_by"]
    if decision["decided_at"]:
        agreed = f"Decided by {count} on {show_date(decision['decided_at'])}"
    else:
        agreed = "You proposed it; one more must agree" if mine else "One of the panel proposes it"
    return Proposal(
        outcome=OUTCOMES[decision["outcome"]][0],
        reasons=decision["reasons"],
        feedback=decision["feedback"],
        agreed=agreed,
        mine=mine,
    )


def _finding(finding: Mapping[str, Any]) -> Finding:
    level, colour = LEVELS[finding["level"]]
    return Finding(finding["words"], level, colour)


def _people(count: int) -> str:
    return f"{count} {'person' if count == 1 else 'people'}"
