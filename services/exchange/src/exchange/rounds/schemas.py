"""The shapes at the doors of rounds; money is whole pence, grace whole minutes."""

from datetime import datetime
from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Identifier, Line, Paragraphs, RegionCode, Version
from chassis.paging import page_fields
from exchange.ballots import forms
from exchange.rounds.domain import MOST_THEMES, Limits, Round, Terms
from exchange.rounds.phases import KINDS, Phase
from exchange.tally import RULES

LONGEST_SEED = 100
DEFAULT_GRACE = 10


class OnePhase(Schema):
    kind = fields.Str(required=True, validate=validate.OneOf(KINDS))
    first = fields.Date(required=True)
    last = fields.Date(required=True)


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
    """What is published before anybody acts. Without a seed we draw one."""

    title = Line(required=True)
    purpose = Paragraphs(load_default="")
    pot = fields.Int(required=True, strict=True)
    least_ask = fields.Int(required=True, strict=True)
    most_ask = fields.Int(required=True, strict=True)
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
    """Of one region, for its keepers."""

    region = RegionCode(required=True)


def terms_of(asked: dict[str, Any], seed: str) -> Terms:
    form = asked["ballot"]
    return Terms(
        title=asked["title"],
        purpose=asked["purpose"],
        limits=Limits(asked["pot"], asked["least_ask"], asked["most_ask"]),
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


def round_view(found: Round, now: datetime) -> dict[str, Any]:
    """With what is open now and what comes next, and each phase in a sentence."""
    terms, coming = found.terms, found.next_phase(now)
    return {
        "id": found.id,
        "version": found.version,
        "region": found.region,
        "title": terms.title,
        "purpose": terms.purpose,
        "pot": terms.limits.pot,
        "least_ask": terms.limits.least_ask,
        "most_ask": terms.limits.most_ask,
        "themes": list(terms.themes),
        "phases": [phase_view(each, now) for each in terms.phases],
        "ballot": form_view(terms.form),
        "rule": terms.rule,
        "shown": list(terms.shown),
        "grace": terms.grace,
        "seed": terms.seed,
        "state": found.state,
        "open_now": [each.kind for each in found.open_now(now)],
        "next_phase": phase_view(coming, now) if coming else None,
        "published_at": found.published_at.isoformat() if found.published_at else None,
        "reason": found.reason or None,
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
