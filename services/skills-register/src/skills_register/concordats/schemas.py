"""The shapes at the doors of concordats."""

from datetime import date
from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Day, Identifier, Line, Paragraphs, RegionCode, Version
from chassis.paging import page_fields
from skills_register.concordats import signatures
from skills_register.concordats.difference import ClauseDifference, clauses
from skills_register.concordats.domain import OUTCOMES, STATES, Concordat, Text
from skills_register.concordats.signatures import SIGNING_ROLES, Signature
from skills_register.organisations.domain import Organisation

LONGEST_TITLE = 120
LONGEST_CONCORDAT = 40_000


class ListConcordats(Schema):
    """Of a region and in a state; drafts are told to their keepers alone."""

    region = RegionCode(load_default=None, allow_none=True)
    state = fields.Str(load_default=None, allow_none=True, validate=validate.OneOf(STATES))
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class GetConcordat(Schema):
    id = Identifier(required=True)


class CompareTexts(Schema):
    """Two versions of its text, by number; ``after`` left out means the draft, for its keepers."""

    id = Identifier(required=True)
    before = fields.Int(required=True, strict=True, validate=validate.Range(1))
    after = fields.Int(load_default=None, allow_none=True, strict=True, validate=validate.Range(1))


class DraftConcordat(Schema):
    """``system`` is the STP it holds in; left out, it is the whole region's."""

    region = RegionCode(required=True)
    title = Line(required=True, longest=LONGEST_TITLE)
    system = Line(load_default="", longest=LONGEST_TITLE)
    group = Line(load_default="", longest=LONGEST_TITLE)
    text = Paragraphs(required=True, longest=LONGEST_CONCORDAT)
    review_on = Day(required=True)


class _Act(Schema):
    id = Identifier(required=True)
    version = Version()


class ChangeDraft(_Act):
    """``text`` left empty throws the draft of a next text away."""

    text = Paragraphs(load_default="", longest=LONGEST_CONCORDAT)


class AgreeText(_Act):
    """``review_on`` sets another day for its review."""

    changes = Paragraphs(load_default="")
    review_on = Day(load_default=None, allow_none=True)


class ReviewConcordat(_Act):
    outcome = fields.Str(required=True, validate=validate.OneOf(OUTCOMES))
    words = Paragraphs(required=True)
    next_on = Day(required=True)


class EndConcordat(_Act):
    reason = Paragraphs(load_default="")


class SignConcordat(Schema):
    """``text`` is the number of the version that was read; ``reservations`` are kept and shown with it."""

    id = Identifier(required=True)
    organisation_id = Identifier(required=True)
    text = fields.Int(required=True, strict=True, validate=validate.Range(1))
    signed_as = fields.Str(required=True, validate=validate.OneOf(SIGNING_ROLES))
    reservations = Paragraphs(load_default="")
    pledged_half_days = fields.Int(load_default=0, strict=True)


class ListSignatories(Schema):
    """Under a concordat, of an organisation, or all; one of the two at most."""

    concordat_id = Identifier(load_default=None, allow_none=True)
    organisation_id = Identifier(load_default=None, allow_none=True)
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class WithdrawSignature(Schema):
    """From ``from_day`` on nothing new is asked or lent."""

    id = Identifier(required=True)
    organisation_id = Identifier(required=True)
    from_day = Day(required=True)
    reason = Paragraphs(load_default="")


def concordat_view(concordat: Concordat, *, for_keepers: bool = False) -> dict[str, Any]:
    """As everybody sees it, no person is named; ``for_keepers`` adds the draft of the next text."""
    current = concordat.current
    view: dict[str, Any] = {
        "id": concordat.id,
        "version": concordat.version,
        "title": concordat.title,
        "region": concordat.region,
        "system": concordat.system or None,
        "group": concordat.group or None,
        "state": concordat.state,
        "text_number": current.number if current else None,
        "review_on": concordat.review_on.isoformat(),
        "ended_on": concordat.ended_on.isoformat() if concordat.ended_on else None,
        "ended_why": concordat.ended_why or None,
    }
    return {**view, "draft": concordat.draft or None} if for_keepers else view


def whole_view(concordat: Concordat, *, for_keepers: bool) -> dict[str, Any]:
    """One with its texts and reviews."""
    return {
        **concordat_view(concordat, for_keepers=for_keepers),
        "texts": [text_view(each) for each in concordat.texts],
        "reviews": [
            {
                "on": each.on.isoformat(),
                "outcome": each.outcome,
                "words": each.words,
                "next_on": each.next_on.isoformat(),
            }
            for each in concordat.reviews
        ],
    }


def text_view(text: Text) -> dict[str, Any]:
    return {
        "number": text.number,
        "clauses": list(clauses(text.text)),
        "changes": text.changes or None,
        "agreed_at": text.agreed_at.isoformat(),
        "sign_by": text.sign_by.isoformat() if text.sign_by else None,
    }


def to_sign_view(
    concordat: Concordat, organisation: Organisation, signature: Signature | None
) -> dict[str, Any]:
    """What an organisation could sign; ``sign_by`` is null for one that never signed."""
    until = signatures.sign_by(signature, concordat) if signature else None
    return {
        "concordat_id": concordat.id,
        "concordat": concordat.title,
        "organisation_id": organisation.id,
        "organisation": organisation.name,
        "text": concordat.current.number if concordat.current else None,
        "sign_by": until.isoformat() if until else None,
    }


def difference_view(found: tuple[ClauseDifference, ...]) -> dict[str, Any]:
    """``items``: each clause with its change and the pieces that read in order."""
    return {
        "items": [
            {
                "change": each.change,
                "pieces": [{"mark": piece.mark, "words": piece.words} for piece in each.pieces],
            }
            for each in found
        ]
    }


def signatory_view(
    signature: Signature,
    concordat: Concordat,
    organisation: Organisation | None,
    today: date,
    *,
    for_parties: bool = False,
) -> dict[str, Any]:
    """An organisation under a concordat; organisations are no persons, so everybody sees it.

    ``for_parties`` adds who signed each time, as a member id, and why it was withdrawn.
    """
    latest, withdrawal = signature.latest, signature.withdrawal
    until = signatures.sign_by(signature, concordat)
    view: dict[str, Any] = {
        "concordat_id": signature.concordat_id,
        "concordat": concordat.title,
        "organisation_id": signature.organisation_id,
        "organisation": organisation.name if organisation else None,
        "standing": signatures.standing(signature, concordat, organisation, today),
        "text": latest.text,
        "signed_as": latest.signed_as,
        "signed_at": latest.at.isoformat(),
        "reservations": latest.reservations or None,
        "pledged_half_days": latest.pledged or None,
        "sign_by": until.isoformat() if until else None,
        "withdrawn_from": withdrawal.from_day.isoformat() if withdrawal else None,
    }
    if for_parties:
        view["withdrawn_why"] = withdrawal.why if withdrawal else None
        view["signings"] = [
            {
                "text": each.text,
                "by": each.by,
                "signed_as": each.signed_as,
                "at": each.at.isoformat(),
                "reservations": each.reservations or None,
                "pledged_half_days": each.pledged or None,
            }
            for each in signature.signings
        ]
    return view
