"""The shapes at the doors of awards; money is whole pence, days are those of London."""

from datetime import datetime
from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Day, Identifier, Line, Paragraphs, Version
from chassis.paging import page_fields
from exchange.awards import terms as limits
from exchange.awards.correcting import PARTS
from exchange.awards.domain import NEEDED, Award
from exchange.awards.pot import Pot
from exchange.awards.reminding import is_late
from exchange.awards.terms import Condition, Instalment, Report, Terms


def _number(**options: Any) -> fields.Int:
    return fields.Int(strict=True, validate=validate.Range(1), **options)


class OneInstalment(Schema):
    """``after``: numbers of conditions it waits for; ``report``: the number of the report it waits for."""

    amount = fields.Int(required=True, strict=True)
    due = Day(required=True, format="iso")
    after = fields.List(_number(), load_default=list, validate=validate.Length(0, limits.MOST_CONDITIONS))
    report = _number(load_default=None, allow_none=True)


class AwardTerms(Schema):
    """``amount`` 0 skips the project: then only a reason is given. ``reports`` are the days they are due."""

    amount = fields.Int(required=True, strict=True)
    reason = Paragraphs(load_default="")
    conditions = fields.List(
        Line(required=True), load_default=list, validate=validate.Length(0, limits.MOST_CONDITIONS)
    )
    instalments = fields.List(
        fields.Nested(OneInstalment), load_default=list, validate=validate.Length(0, limits.MOST_INSTALMENTS)
    )
    reports = fields.List(
        Day(format="iso"), load_default=list, validate=validate.Length(0, limits.MOST_REPORTS)
    )


class ProposeAward(AwardTerms):
    proposal_id = Identifier(required=True)


class OneAward(Schema):
    id = Identifier(required=True)


class KnownAward(OneAward):
    version = Version()


class ChangeAward(AwardTerms):
    """The whole terms again."""

    id = Identifier(required=True)
    version = Version()


class ApproveAward(OneAward):
    """``edition`` is that of the terms that were read; ``has_no_interest`` says so of who approves."""

    edition = _number(required=True)
    has_no_interest = fields.Bool(required=True)


class WithReason(KnownAward):
    reason = Paragraphs(load_default="")


class OnePart(KnownAward):
    """A condition, an instalment or a report, by its number from 1."""

    number = _number(required=True)


class PayInstalment(OnePart):
    """``on``: the day it was paid; left out, today. ``reference`` is what the payment is found by."""

    on = Day(load_default=None, allow_none=True, format="iso")
    reference = Line(load_default="")


class UndoStep(OnePart):
    """That an instalment was paid, a condition met, or a report skipped."""

    part = fields.Str(required=True, validate=validate.OneOf(PARTS))
    reason = Paragraphs(load_default="")


class NoteMoneyBack(KnownAward):
    """``on``: the day it came back; left out, today."""

    amount = fields.Int(required=True, strict=True)
    on = Day(load_default=None, allow_none=True, format="iso")
    reference = Line(load_default="")


class HandInReport(OnePart):
    """``spent``: pence of the award spent so far, if they say so."""

    text = Paragraphs(required=True)
    spent = fields.Int(load_default=None, allow_none=True, strict=True)


class SkipReport(OnePart):
    reason = Paragraphs(load_default="")


class OfRound(Schema):
    round_id = Identifier(required=True)


class ListAwards(OfRound):
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class Page(Schema):
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


def terms_of(asked: dict[str, Any]) -> Terms:
    return Terms(
        asked["amount"],
        asked["reason"],
        tuple(Condition(text) for text in asked["conditions"]),
        tuple(
            Instalment(each["amount"], each["due"], tuple(each["after"]), each["report"])
            for each in asked["instalments"]
        ),
        tuple(Report(due) for due in asked["reports"]),
    )


def award_view(award: Award, caller: str, now: datetime) -> dict[str, Any]:
    """As everybody may read it once it is decided: no member is named; ``is_mine`` for who applied."""
    project, terms = award.project, award.terms
    return {
        "id": award.id,
        "version": award.version,
        "edition": award.edition,
        "round_id": award.round_id,
        "proposal_id": project.proposal_id,
        "title": project.title,
        "region": project.region,
        "ask": project.ask,
        "won": project.won,
        "kind": award.kind,
        "state": award.state,
        "amount": terms.amount,
        "reason": terms.reason or None,
        "paid": terms.paid,
        "unpaid": award.unpaid,
        "returned": award.returned,
        "money_back": [{"amount": each.amount, "on": each.on.isoformat()} for each in award.money_back],
        "corrections": [
            {"part": each.part, "number": each.number, "reason": each.reason, "at": each.at.isoformat()}
            for each in award.corrections
        ],
        "conditions": [_condition(number, each) for number, each in enumerate(terms.conditions, 1)],
        "instalments": [_instalment(number, each, terms) for number, each in enumerate(terms.instalments, 1)],
        "reports": [_report(number, each, now) for number, each in enumerate(terms.reports, 1)],
        "approvals": len(award.approvals),
        "approvals_needed": NEEDED,
        "decided_at": _moment(award.decided_at),
        "ended_at": _moment(award.ended_at),
        "ended_because": award.ending.reason if award.ending and award.ended_at else None,
        "is_mine": bool(caller) and caller in award.project.applicants,
    }


def keepers_view(award: Award, caller: str, now: datetime) -> dict[str, Any]:
    """With who approved what, what waits to end, and what the caller themselves did."""
    return {
        **award_view(award, caller, now),
        "proposed_by": award.proposed_by,
        "approved_by": [each.by for each in award.approvals],
        "recused": list(award.recused),
        "ending": {"by": award.ending.by, "reason": award.ending.reason}
        if award.ending is not None and award.ended_at is None
        else None,
        "approved_by_me": any(each.by == caller for each in award.approvals),
        "references": [each.reference or None for each in award.terms.instalments],
    }


def pot_view(pot: Pot, holds: int, made: list[Award], now: datetime) -> dict[str, Any]:
    """Pence, null of a pot that nobody knows (it was held elsewhere). ``awards`` are without those that ended
    before anything was paid, ``late_reports`` those of awards that go on."""
    return {
        "round_id": pot.id,
        "pot": holds or None,
        "awarded": pot.committed,
        "left": holds - pot.committed if holds else None,
        "paid": sum(each.terms.paid for each in made),
        "returned": sum(each.returned for each in made),
        "awards": sum(each.ended_at is None or each.terms.paid > 0 for each in made),
        "announced_at": _moment(pot.announced_at),
        "late_reports": sum(
            is_late(report, now) for each in made if each.ended_at is None for report in each.terms.reports
        ),
    }


def _condition(number: int, condition: Condition) -> dict[str, Any]:
    return {"number": number, "text": condition.text, "met_at": _moment(condition.met_at)}


def _instalment(number: int, instalment: Instalment, terms: Terms) -> dict[str, Any]:
    paid = instalment.paid_on
    return {
        "number": number,
        "amount": instalment.amount,
        "due": instalment.due.isoformat(),
        "after": list(instalment.after),
        "report": instalment.report,
        "paid_on": paid.isoformat() if paid is not None else None,
        "waits_for": terms.waits_for(instalment) if paid is None else [],
    }


def _report(number: int, report: Report, now: datetime) -> dict[str, Any]:
    return {
        "number": number,
        "due": report.due.isoformat(),
        "text": report.text or None,
        "spent": report.spent,
        "handed_in_at": _moment(report.handed_in_at),
        "skipped": report.skipped or None,
        "is_late": is_late(report, now),
    }


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at is not None else None
