"""The shapes at the doors of ideas without an award; money is whole pence."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Identifier, Line, Paragraphs, RegionCode, Version
from chassis.identity import Caller
from chassis.paging import page_fields
from commons.places import keeps
from exchange.proposals.resembling import Resemblance
from exchange.rounds.domain import Round
from exchange.unfunded.domain import TO_BE_NOTED, CarriedOn, Idea, Outcome
from exchange.unfunded.entering import closes_at
from exchange.unfunded.help import AGREED, KINDS, Help

FIND_HELP = "/find-help"
"""Where skills are looked for: another context's page."""
LONGEST_WORDS = 1_000


class OneIdea(Schema):
    """By the id of its proposal."""

    id = Identifier(required=True)


class KnownIdea(OneIdea):
    version = Version()


class ListIdea(KnownIdea):
    """``wanted``: which support they want. ``reach`` is told to those whose help they take."""

    wanted = Paragraphs(required=True, longest=LONGEST_WORDS)
    shown_name = Line(load_default="")
    reach = Line(load_default="")


class OfferHelp(OneIdea):
    kind = fields.Str(required=True, validate=validate.OneOf(KINDS))
    words = Paragraphs(required=True, longest=LONGEST_WORDS)
    shown_name = Line(load_default="")
    reach = Line(load_default="")


class OneHelp(OneIdea):
    help_id = Identifier(required=True)


class AnswerHelp(OneHelp):
    agrees = fields.Bool(required=True)


class SponsorIdea(KnownIdea):
    words = Paragraphs(load_default="", longest=LONGEST_WORDS)


class NoteOutcome(KnownIdea):
    kind = fields.Str(required=True, validate=validate.OneOf(TO_BE_NOTED))
    words = Paragraphs(load_default="", longest=LONGEST_WORDS)


class CarryOn(KnownIdea):
    """``next_id``: the proposal of a later round."""

    next_id = Identifier(required=True)


class ListIdeas(Schema):
    region = RegionCode(load_default=None, allow_none=True)
    round_id = Identifier(load_default=None, allow_none=True)
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class CountIdeas(Schema):
    """Of one round; of one region's ideas in it, if given."""

    round_id = Identifier(required=True)
    region = RegionCode(load_default=None, allow_none=True)


class Page(Schema):
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


def idea_view(one: CarriedOn, caller: Caller) -> dict[str, Any]:
    """Names of who offers help, and how to reach each other, are for the two sides alone."""
    is_team = caller.subject in one.team
    helps = any(each.by == caller.subject and each.state == AGREED for each in one.help)
    sponsor = one.sponsor
    return {
        "id": one.id,
        "version": one.version,
        **_idea(one.idea),
        "choice": one.choice,
        "wanted": one.wish.wanted or None,
        "shown_name": one.wish.shown_name or None,
        "reach": (one.wish.reach or None) if is_team or helps else None,
        "opened_at": one.opened_at.isoformat(),
        "sponsor": {"words": sponsor.words or None, "at": sponsor.at.isoformat()} if sponsor else None,
        "help": [_help(each, caller, is_team) for each in one.help],
        "outcome": outcome_view(one.outcome),
        "is_mine": is_team,
        "may_sponsor": keeps(caller, one.idea.region) and not is_team,
    }


def options_view(
    similar: Iterable[tuple[Idea, str, Resemblance]], rounds: Iterable[Round], has_group: bool, now: datetime
) -> dict[str, Any]:
    """What matches: ideas like it and why, rounds to enter, a group of its region, where skills are found."""
    return {
        "similar": [
            {"id": each, **_idea(idea), "shared": list(like.shared), "in_words": like.in_words}
            for idea, each, like in similar
        ],
        "next_rounds": [_round(each, now) for each in rounds],
        "has_group": has_group,
        "find_help": FIND_HELP,
    }


def history_view(one: CarriedOn) -> dict[str, Any]:
    """One step of the past of a proposal: what it was before, and what became of that."""
    return {"id": one.id, **_idea(one.idea), "outcome": outcome_view(one.outcome)}


def outcome_view(outcome: Outcome | None) -> dict[str, Any] | None:
    if outcome is None:
        return None
    return {
        "kind": outcome.kind,
        "words": outcome.words or None,
        "at": outcome.at.isoformat(),
        "next_id": outcome.next_id,
    }


def _idea(idea: Idea) -> dict[str, Any]:
    return {
        "round_id": idea.round_id,
        "region": idea.region,
        "title": idea.title,
        "aim": idea.aim,
        "theme": idea.theme or None,
        "ask": idea.ask,
        "stage": idea.stage,
    }


def _round(found: Round, now: datetime) -> dict[str, Any]:
    closes = closes_at(found, now)
    limits = found.terms.limits
    return {
        "id": found.id,
        "title": found.terms.title,
        "region": found.region,
        "takes_entries_until": closes.isoformat() if closes is not None else None,
        "is_open": bool(found.open_now(now)),
        "most_ask": limits.most_ask,
    }


def _help(help_: Help, caller: Caller, is_team: bool) -> dict[str, Any]:
    is_mine = bool(caller.subject) and help_.by == caller.subject
    may_know = is_team or is_mine
    return {
        "id": help_.id,
        "kind": help_.kind,
        "words": help_.words or None,
        "state": help_.state,
        "at": help_.at.isoformat(),
        "is_mine": is_mine,
        "shown_name": (help_.shown_name or None) if may_know else None,
        "reach": (help_.reach or None) if may_know else None,
    }
