"""The shapes at the doors of proposals; money is whole pence."""

from collections.abc import Iterable
from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Identifier, Line, Paragraphs, RegionCode, Version
from chassis.paging import page_fields
from exchange.proposals.difference import Change
from exchange.proposals.domain import GIVEN_UP, MOST_REASONS, STAGES, WITHDRAWN, Proposal, Text
from exchange.proposals.resembling import Resemblance
from exchange.proposals.sight import is_taking_part
from exchange.proposals.team import AGREED, CoApplicant
from exchange.proposals.trail import WAS_WITHDRAWN, Step
from exchange.proposals.words import Words
from exchange.results.domain import percent
from exchange.rounds.domain import MOST_POT

LONGEST_TITLE = 120
LONGEST_NAME = 100
LISTED = tuple(stage for stage in STAGES if stage not in GIVEN_UP)
SUM = validate.Range(0, MOST_POT, error="Enter a sum from nothing to ten million pounds.")
"""No pot is larger; the round's own limits are kept when it is submitted."""


class OneProposal(Schema):
    id = Identifier(required=True)


class ActOnProposal(OneProposal):
    version = Version()


class ProposalWords(Schema):
    """``aim``, ``plan`` (what is done, by whom and when), ``spending`` (what the money is for), ``theme`` and
    ``ask`` may wait until it is submitted."""

    title = Line(required=True, longest=LONGEST_TITLE)
    aim = Paragraphs(load_default="")
    plan = Paragraphs(load_default="")
    spending = Paragraphs(load_default="")
    organisation = Line(load_default="")
    theme = Line(load_default="")
    ask = fields.Int(load_default=None, allow_none=True, strict=True, validate=SUM)


class EnterProposal(ProposalWords):
    """``shown_name`` is how its lead is called beside it, if they wish."""

    round_id = Identifier(required=True)
    shown_name = Line(load_default="", longest=LONGEST_NAME)


class ChangeProposal(ProposalWords):
    """The whole text again; ``because_of`` are the comments for which it changes. ``shown_name`` left out
    stays; only the lead's own is changed."""

    id = Identifier(required=True)
    version = Version()
    shown_name = Line(load_default=None, allow_none=True, longest=LONGEST_NAME)
    because_of = fields.List(
        Identifier(required=True), load_default=list, validate=validate.Length(0, MOST_REASONS)
    )


class WithdrawProposal(ActOnProposal):
    reason = Paragraphs(load_default="")


class NamedCoApplicant(ActOnProposal):
    member_id = Identifier(required=True)


class AnswerAsCoApplicant(OneProposal):
    agrees = fields.Bool(required=True)
    shown_name = Line(load_default="", longest=LONGEST_NAME)


class FindSimilar(Schema):
    """``but`` is the proposal that is compared, if there is one already."""

    round_id = Identifier(required=True)
    title = Line(required=True, longest=LONGEST_TITLE)
    aim = Paragraphs(load_default="")
    but = Identifier(load_default=None, allow_none=True)


class ListProposals(Schema):
    """Of a round: those that the caller may read; ``stage`` left out means all but what was given up.

    ``text``: its telling words all stand in a title or aim; words that say nothing narrow nothing.
    """

    round_id = Identifier(required=True)
    stage = fields.Str(load_default=None, allow_none=True, validate=validate.OneOf(LISTED))
    theme = Line(load_default=None, allow_none=True)
    region = RegionCode(load_default=None, allow_none=True)
    text = Line(load_default="", longest=LONGEST_TITLE)
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class MyProposals(Schema):
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class CountProposals(Schema):
    round_id = Identifier(required=True)


class ListVersions(OneProposal):
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class GetVersion(OneProposal):
    number = fields.Int(required=True, strict=True, validate=validate.Range(1))


class CompareVersions(GetVersion):
    """``against`` is the earlier one; left out, the one just before, and of the first nothing."""

    against = fields.Int(load_default=None, allow_none=True, strict=True, validate=validate.Range(1))


def words_of(asked: dict[str, Any]) -> Words:
    return Words(
        **{name: asked[name] for name in ("title", "aim", "plan", "spending", "organisation", "theme", "ask")}
    )


def words_view(words: Words) -> dict[str, Any]:
    return {
        "title": words.title,
        "aim": words.aim,
        "plan": words.plan,
        "spending": words.spending,
        "organisation": words.organisation or None,
        "theme": words.theme or None,
        "ask": words.ask,
    }


def proposal_view(proposal: Proposal, member_id: str) -> dict[str, Any]:
    """As whoever may read it sees it; those who were asked to take part are shown to each other alone."""
    within = is_taking_part(proposal, member_id)
    people = [each for each in proposal.co_applicants if within or each.state == AGREED]
    return {
        "id": proposal.id,
        "version": proposal.version,
        "round_id": proposal.round_id,
        "region": proposal.region,
        "stage": proposal.stage,
        "lead": proposal.lead or None,
        "shown_name": proposal.shown_name or None,
        **words_view(proposal.words),
        "text_number": proposal.text,
        "is_open": proposal.is_open,
        "made_at": proposal.made_at.isoformat(),
        "changed_at": proposal.changed_at.isoformat(),
        "submitted_at": proposal.submitted_at.isoformat() if proposal.submitted_at else None,
        "co_applicants": [co_applicant_view(each) for each in people],
        "merged_into": proposal.merged_into,
        "merged_from": list(proposal.merged_from),
        "reason": proposal.reason or None,
        "history": [
            step_view(each, with_reason=within or proposal.stage == WITHDRAWN) for each in proposal.trail
        ],
        "my_part": my_part(proposal, member_id),
        "brought_in": brought_view(proposal),
    }


def brought_view(proposal: Proposal) -> dict[str, Any] | None:
    """Where it was written, if not here; ``award`` is pence, null where nobody knows."""
    if proposal.brought is None:
        return None
    return {
        "source": proposal.brought.source,
        "reference": proposal.brought.reference,
        "award": proposal.brought.award,
    }


def step_view(step: Step, *, with_reason: bool) -> dict[str, Any]:
    """Why it was withdrawn is its team's to read, and the keepers' while it is: also after it was undone."""
    is_told = with_reason or step.what != WAS_WITHDRAWN
    return {
        "what": step.what,
        "at": step.at.isoformat(),
        "by": step.by or None,
        "words": (step.words or None) if is_told else None,
    }


def my_part(proposal: Proposal, member_id: str) -> str | None:
    """``lead``, ``asked``, ``agreed``, or null for everybody else."""
    if not is_taking_part(proposal, member_id):
        return None
    if member_id == proposal.lead:
        return "lead"
    return next(each.state for each in proposal.co_applicants if each.member_id == member_id)


def co_applicant_view(person: CoApplicant) -> dict[str, Any]:
    return {
        "member_id": person.member_id,
        "state": person.state,
        "shown_name": person.shown_name or None,
        "asked_at": person.asked_at.isoformat(),
        "answered_at": person.answered_at.isoformat() if person.answered_at else None,
    }


def similar_view(proposal: Proposal, like: Resemblance) -> dict[str, Any]:
    """A warning with its reason: the words, how many of how many, and in a sentence."""
    return {
        "id": proposal.id,
        "title": proposal.title,
        "aim": proposal.aim,
        "stage": proposal.stage,
        "region": proposal.region,
        "shared": list(like.shared),
        "share_pct": round(float(like.share * 100), 1),
        "in_words": like.in_words,
    }


def text_view(text: Text, before: Text | None) -> dict[str, Any]:
    """``changed`` names the fields that differ from the text before."""
    now = words_view(text.words)
    was = words_view(before.words) if before is not None else None
    return {
        "number": text.number,
        **now,
        "by": text.by,
        "at": text.at.isoformat(),
        "because_of": list(text.because_of),
        "changed": [name for name in now if was is not None and now[name] != was[name]],
    }


def comparison_view(
    before: Text | None, after: Text, because_of: Iterable[str], changes: Iterable[Change]
) -> dict[str, Any]:
    """``before`` is null where a first text is compared with nothing; ``because_of`` are the comments named
    by any of the texts after ``before``."""
    return {
        "before": before.number if before is not None else None,
        "before_at": before.at.isoformat() if before is not None else None,
        "after": after.number,
        "after_at": after.at.isoformat(),
        "because_of": list(because_of),
        "changes": [
            {
                "field": each.field,
                "before": each.before,
                "after": each.after,
                "pieces": [{"mark": piece.mark, "words": piece.words} for piece in each.pieces],
            }
            for each in changes
        ],
    }


def counts_view(
    rows: list[dict[str, Any]], handed_in: tuple[str, ...], members: dict[str, int]
) -> dict[str, Any]:
    """Row 56: how many were handed in, from which region and in which theme, each with its share of all.

    ``by_stage`` counts ideas, drafts and what was given up, too. A share is null where there is nothing to
    share.
    """
    submitted = [row for row in rows if row["stage"] in handed_in]
    total, everybody = _all(submitted), sum(members.values())
    return {
        "handed_in": total,
        "members": everybody,
        "by_stage": {stage: _all(row for row in rows if row["stage"] == stage) for stage in STAGES},
        "by_region": [
            {
                "region": region,
                "number": number,
                "share_pct": _share(number, total),
                "members": members.get(region, 0),
                "member_share_pct": _share(members.get(region, 0), everybody),
            }
            for region, number in _by(submitted, "region")
        ],
        "by_theme": [
            {"theme": theme, "number": number, "share_pct": _share(number, total)}
            for theme, number in _by(submitted, "theme")
        ],
    }


def _by(rows: list[dict[str, Any]], key: str) -> list[tuple[str, int]]:
    values = sorted({row[key] for row in rows if row[key]})
    return [(value, _all(row for row in rows if row[key] == value)) for value in values]


def _all(rows: Iterable[dict[str, Any]]) -> int:
    return sum(row["number"] for row in rows)


def _share(number: int, whole: int) -> float | None:
    return percent(number, whole) if whole else None
