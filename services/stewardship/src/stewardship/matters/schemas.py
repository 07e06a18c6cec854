"""The shapes at the doors of matters."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Identifier, Line, Paragraphs, RegionCode, Version
from chassis.paging import page_fields
from stewardship.matters.counting import Tally, Traffic
from stewardship.matters.domain import DIRECTIONS, OUTCOMES, STATES, Matter, Receipt
from stewardship.matters.proposals import Proposal

LONGEST_TITLE = 120
ALL_REGIONS = "all"
DECISIONS = ("raise", "join", "turn_down")


class RaiseMatter(Schema):
    """``group`` is who raises it; ``to`` is for the centre alone: region codes, or ``all``.

    ``is_new`` says that the caller looked at the matters that look alike and means another one.
    """

    group = RegionCode(required=True)
    to = fields.List(RegionCode(), load_default=list, validate=validate.Length(max=60))
    title = Line(required=True, longest=LONGEST_TITLE)
    text = Paragraphs(required=True)
    is_new = fields.Bool(load_default=False)


class SimilarMatters(Schema):
    """The title as it is typed so far."""

    title = Line(required=True, longest=LONGEST_TITLE)


class ListMatters(Schema):
    """Of a group on either side (``UK`` is the centre), of a state, of a direction; or the overdue ones."""

    group = RegionCode(load_default=None, allow_none=True)
    state = fields.Str(load_default=None, allow_none=True, validate=validate.OneOf(STATES))
    direction = fields.Str(load_default=None, allow_none=True, validate=validate.OneOf(DIRECTIONS))
    overdue = fields.Bool(load_default=False)
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class LatestMatters(Schema):
    """The feed: so many, at most."""

    limit = page_fields()["limit"]


class GetMatter(Schema):
    id = Identifier(required=True)


class _Act(Schema):
    """``group`` is for whom the caller speaks; ``version`` what they read, else the newest is meant."""

    id = Identifier(required=True)
    group = RegionCode(required=True)
    version = Version()


class JoinMatter(_Act):
    words = Paragraphs(load_default="")


class AcknowledgeMatter(_Act):
    words = Paragraphs(load_default="")


class AnswerMatter(_Act):
    outcome = fields.Str(required=True, validate=validate.OneOf(OUTCOMES))
    reasons = Paragraphs(load_default="")


class PassOnMatter(_Act):
    notes = Paragraphs(required=True)


class WithdrawMatter(_Act):
    reason = Paragraphs(load_default="")


class CloseMatter(_Act):
    words = Paragraphs(load_default="")


class ProposeMatter(Schema):
    """To the group of the caller's own home region."""

    title = Line(required=True, longest=LONGEST_TITLE)
    text = Paragraphs(required=True)


class ListProposals(Schema):
    """What waits for a group's answer."""

    region = RegionCode(required=True)
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class MyProposals(Schema):
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class DecideProposal(Schema):
    """``raise`` it (in better words if the group likes), ``join`` a matter with it, or ``turn_down``."""

    id = Identifier(required=True)
    decision = fields.Str(required=True, validate=validate.OneOf(DECISIONS))
    title = Line(load_default="", longest=LONGEST_TITLE)
    text = Paragraphs(load_default="")
    is_new = fields.Bool(load_default=False)
    matter_id = Identifier(load_default=None, allow_none=True)
    reason = Paragraphs(load_default="")
    version = Version()


class GetProposal(Schema):
    id = Identifier(required=True)


class TakeBackProposal(GetProposal):
    """One's own."""


def matter_view(matter: Matter, now: datetime, may: dict[str, list[str]] | None = None) -> dict[str, Any]:
    """A matter as everybody sees it, both sides alike: groups act in it, no person is named.

    ``may`` maps what can be done now to the caller's groups that can do it.
    """
    return {
        "id": matter.id,
        "version": matter.version,
        "direction": matter.direction,
        "title": matter.title,
        "text": matter.text,
        "state": matter.state,
        "raised_at": matter.raised_at.isoformat(),
        "changed_at": matter.history[-1].at.isoformat(),
        "raised_by": [
            {"group": voice.group, "words": voice.words, "at": voice.at.isoformat()}
            for voice in matter.voices
        ],
        "raised_by_number": len(matter.voices),
        "asked": [_receipt_view(receipt, now, bool(matter.ended)) for receipt in matter.receipts],
        "overdue": list(matter.overdue(now)),
        "history": [
            {
                "kind": step.kind,
                "at": step.at.isoformat(),
                "group": step.group,
                "words": step.words,
                "outcome": step.outcome or None,
            }
            for step in matter.history
        ],
        "may": may or {},
    }


def _receipt_view(receipt: Receipt, now: datetime, ended: bool) -> dict[str, Any]:
    answer = receipt.answer
    return {
        "group": receipt.group,
        "due_at": receipt.due_at.isoformat(),
        "acknowledged_at": _iso(receipt.acknowledged_at),
        "late": receipt.was_late or (not ended and receipt.is_overdue(now)),
        "outcome": answer.outcome if answer else None,
        "reasons": answer.reasons if answer else None,
        "answered_at": _iso(answer.at) if answer else None,
        "notes": receipt.notes or None,
        "passed_on_at": _iso(receipt.passed_on_at),
    }


def short_view(matter: Matter) -> dict[str, Any]:
    """Enough to recognise a matter among others that look alike."""
    return {
        "id": matter.id,
        "title": matter.title,
        "direction": matter.direction,
        "state": matter.state,
        "groups": list(matter.groups),
        "raised_by_number": len(matter.voices),
    }


def proposal_view(proposal: Proposal) -> dict[str, Any]:
    """A proposal for its member and for the group; neither sees a name in it."""
    return {
        "id": proposal.id,
        "version": proposal.version,
        "region": proposal.region,
        "title": proposal.title,
        "text": proposal.text,
        "proposed_at": proposal.proposed_at.isoformat(),
        "state": proposal.state,
        "reason": proposal.reason or None,
        "matter_id": proposal.matter_id,
        "decided_at": _iso(proposal.decided_at),
    }


def traffic_view(traffic: Traffic) -> dict[str, Any]:
    return {
        "escalations": asdict(traffic.escalations),
        "cascades": asdict(traffic.cascades),
        "escalations_by_region": _rows(traffic.escalations_by_region),
        "cascades_by_region": _rows(traffic.cascades_by_region),
    }


def _rows(by_region: dict[str, Tally]) -> list[dict[str, Any]]:
    return [{"region": code, **asdict(tally)} for code, tally in by_region.items()]


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
