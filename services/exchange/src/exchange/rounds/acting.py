"""What somebody may do in a round's phases, until when, and else why not (row 56; pure)."""

from dataclasses import dataclass
from datetime import datetime

from commons.centre import UK
from exchange.refusal import Refusal
from exchange.rounds.domain import Round, refuse_unless
from exchange.rounds.phases import AWARD, IDEA, PROPOSAL, REPORT, SHORTLIST, VOTE, Phase

SIGN_IN = "Only members of Q can do this."
NOT_ON_ROLL = "You are not on the roll: it holds the members who were active when voting opened."
OTHER_REGION = "This round is for members of its own region."


@dataclass(frozen=True)
class Actor:
    """Who asks.

    ``on_roll`` is None while there is no ballot paper, ``voted`` once it is forgotten who did.
    ``is_awarded``: they are of the team of a project with an award of this round.
    """

    is_member: bool = False
    region: str = ""
    is_keeper: bool = False
    is_awarded: bool = False
    on_roll: bool | None = None
    voted: bool | None = None


@dataclass(frozen=True)
class Part:
    """Of one phase: ``until`` for who may act in it, ``why_not`` for everybody else."""

    kind: str
    until: datetime | None
    why_not: str


def parts(found: Round, actor: Actor, now: datetime) -> tuple[Part, ...]:
    """One for each of its phases, in their order; a deadline that has its grace still is one."""
    return tuple(_part(found, each, actor, now) for each in found.terms.phases)


def _part(found: Round, phase: Phase, actor: Actor, now: datetime) -> Part:
    why_not = _closed(found, phase, now) or WHY_NOT[phase.kind](found, actor)
    if why_not:
        return Part(phase.kind, None, why_not)
    return Part(phase.kind, phase.closes_at if now < phase.closes_at else phase.closes_at + found.grace, "")


def _closed(found: Round, phase: Phase, now: datetime) -> str:
    try:
        refuse_unless(found, phase.kind, now)
    except Refusal as no:
        return no.message or CLOSED[no.code]
    return ""


def _member(found: Round, actor: Actor) -> str:
    if not actor.is_member:
        return SIGN_IN
    return OTHER_REGION if found.region not in (UK, actor.region) else ""


def _assessor(found: Round, actor: Actor) -> str:
    return "" if actor.is_keeper else _member(found, actor)


def _elector(_found: Round, actor: Actor) -> str:
    if not actor.is_member:
        return SIGN_IN
    if actor.on_roll is None:
        return "The ballot paper is not ready yet."
    if not actor.on_roll:
        return NOT_ON_ROLL
    return "You have voted. A ballot is cast once." if actor.voted else ""


def _keeper(_found: Round, actor: Actor) -> str:
    return "" if actor.is_keeper else "Those who look after the round decide on awards."


def _awarded(_found: Round, actor: Actor) -> str:
    return "" if actor.is_awarded else "Teams of projects with an award report."


CLOSED = {
    "round_not_published": "The round is not published yet.",
    "round_cancelled": "The round was cancelled.",
}
WHY_NOT = {
    IDEA: _member,
    PROPOSAL: _member,
    SHORTLIST: _assessor,
    VOTE: _elector,
    AWARD: _keeper,
    REPORT: _awarded,
}
