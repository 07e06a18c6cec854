"""The shapes at the doors of rounds; money is whole pence, grace whole minutes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Day, Identifier, Line, Paragraphs, RegionCode, Version
from chassis.paging import page_fields
from exchange.ballots import forms
from exchange.rounds.acting import Part
from exchange.rounds.domain import MOST_THEMES, Limits, Round, Terms
from exchange.rounds.phases import KINDS, WHO_MAY, Phase
from exchange.tally import RULES

LONGEST_SEED = 100
DEFAULT_GRACE = 10


class OnePhase(Schema):
    kind = fields.Str(required=True, validate=validate.OneOf(KINDS))
    first = Day(required=True)
    last = Day(required=True)


class ThemeNumber(Schema):
    theme = Line(required=True)
    number = fields.Int(required=True, strict=True)


class BallotForm(Schema):
    kind = fields.Str(required=True, validate=validate.OneOf(forms.KINDS))
    picks = fields.Int(load_default=None, allow_none=True, strict=True)
    per_theme = fields.List(
        fields.Nested(ThemeNumber), load_default=list, validate=validate.Length(0, MOST_THEMES)
    )


class RoundTerms(Schema):
    """What is published before anybody acts. Without a seed we draw one.

    The pot and what may be asked of it are null where nobody knows: of a round that was held elsewhere.
    """

    title = Line(required=True)
    purpose = Paragraphs(load_default="")
    pot = fields.Int(required=True, strict=True, allow_none=True)
    least_ask = fields.Int(required=True, strict=True, allow_none=True)
    most_ask = fields.Int(required=True, strict=True, allow_none=True)
    themes = fields.List(Line(required=True), load_default=list, validate=validate.Length(0, MOST_THEMES))
    phases = fields.List(fields.Nested(OnePhase), required=True, validate=validate.Length(1, len(KINDS)))
    ballot = fields.Nested(BallotForm, required=True)
    rule = fields.Str(load_default="greedy", validate=validate.OneOf(list(RULES)))
    shown = fields.List(fields.Str(validate=validate.OneOf(list(RULES))), load_default=lambda: list(RULES))
    grace = fields.Int(load_default=DEFAULT_GRACE, strict=True)
    seed = Line(load_default="", longest=LONGEST_SEED)


class DraftRound(RoundTerms):
    """Of one region, or of the whole community (``UK``)."""

    region = RegionCode(required=True)


class ChangeRound(RoundTerms):
    """The whole terms again."""

    id = Identifier(required=True)
    version = Version()


class OneRound(Schema):
    id = Identifier(required=True)


class PublishRound(OneRound):
    version = Version()


class PostponeRound(PublishRound):
    """All phases again, those that move with later days."""

    phases = fields.List(fields.Nested(OnePhase), required=True, validate=validate.Length(1, len(KINDS)))


class CancelRound(PublishRound):
    reason = Paragraphs(load_default="")


class ListRounds(Schema):
    region = RegionCode(load_default=None, allow_none=True)
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class ListDrafts(ListRounds):
    """Of one region, for its keepers, or of all that the caller keeps."""


def terms_of(asked: dict[str, Any], seed: str) -> Terms:
    form = asked["ballot"]
    return Terms(
        title=asked["title"],
        purpose=asked["purpose"],
        limits=Limits(asked["pot"] or 0, asked["least_ask"] or 0, asked["most_ask"] or 0),
        themes=tuple(asked["themes"]),
        phases=phases_of(asked["phases"]),
        form=forms.Form(
            form["kind"], form["picks"], tuple((each["theme"], each["number"]) for each in form["per_theme"])
        ),
        rule=asked["rule"],
        shown=tuple(asked["shown"]),
        grace=asked["grace"],
        seed=seed,
    )


def phases_of(asked: list[dict[str, Any]]) -> tuple[Phase, ...]:
    return tuple(Phase(each["kind"], each["first"], each["last"]) for each in asked)


def round_view(found: Round, now: datetime, mine: Sequence[Part], *, gives_money: bool) -> dict[str, Any]:
    """With what is open now and what comes next, each phase in a sentence, and ``mine``: what the caller
    may do in each; ``gives_money``: whether awards can be made in its region at all (C28)."""
    terms, coming = found.terms, found.next_phase(now)
    return {
        "id": found.id,
        "version": found.version,
        "region": found.region,
        "title": terms.title,
        "purpose": terms.purpose,
        "pot": terms.limits.pot or None,
        "least_ask": terms.limits.least_ask or None,
        "most_ask": terms.limits.most_ask or None,
        "themes": list(terms.themes),
        "phases": [_own_phase(found, each, now) for each in terms.phases],
        "ballot": form_view(terms.form),
        "rule": terms.rule,
        "shown": list(terms.shown),
        "grace": terms.grace,
        "seed": terms.seed,
        "state": found.state,
        "open_now": [each.kind for each in found.open_now(now)],
        "next_phase": _own_phase(found, coming, now) if coming else None,
        "published_at": found.published_at.isoformat() if found.published_at else None,
        "reason": found.reason or None,
        "taken_over": taken_over_view(found),
        "gives_money": gives_money,
        "mine": [part_view(each) for each in mine],
    }


def part_view(part: Part) -> dict[str, Any]:
    return {
        "kind": part.kind,
        "may": part.until is not None,
        "until": part.until.isoformat() if part.until else None,
        "why_not": part.why_not or None,
    }


def taken_over_view(found: Round) -> dict[str, Any] | None:
    """Where it was held or begun before, and whether its votes were counted there."""
    if found.taken_over is None:
        return None
    return {
        "source": found.taken_over.source,
        "at": found.taken_over.at.isoformat(),
        "counted_elsewhere": found.taken_over.counted_elsewhere,
    }


def form_view(form: forms.Form) -> dict[str, Any]:
    return {
        "kind": form.kind,
        "picks": form.picks,
        "per_theme": [{"theme": theme, "number": number} for theme, number in form.per_theme],
    }


def phase_view(phase: Phase, now: datetime) -> dict[str, Any]:
    return {
        "kind": phase.kind,
        "first": phase.first.isoformat(),
        "last": phase.last.isoformat(),
        "opens_at": phase.opens_at.isoformat(),
        "closes_at": phase.closes_at.isoformat(),
        "is_open": phase.is_open(now),
        "in_words": phase.in_words(),
    }


def _own_phase(found: Round, phase: Phase, now: datetime) -> dict[str, Any]:
    """As its round shows it: also who acts, and until when the grace lets them."""
    taken_until = (phase.closes_at + found.grace).isoformat()
    return {**phase_view(phase, now), "who_may": list(WHO_MAY[phase.kind]), "taken_until": taken_until}
