"""The shapes at the doors of placements and of days lent and borrowed."""

from typing import Any

from marshmallow import Schema, fields

from chassis.fields import Day, Identifier, Line, Paragraphs, Version
from chassis.paging import page_fields
from skills_register.organisations.domain import Organisation
from skills_register.placements.days import DayRecord, Tally, days_in_words
from skills_register.placements.domain import Placement
from skills_register.placements.masking import SMALLEST_SHOWN, Column, Numbers
from skills_register.placements.releasing.domain import Release


class AgreePlacement(Schema):
    """Out of a release that was granted; what is left out is as it was released."""

    release_id = Identifier(required=True)
    half_days = fields.Int(load_default=None, allow_none=True, strict=True)
    starts_on = Day(load_default=None, allow_none=True)
    ends_on = Day(load_default=None, allow_none=True)
    where = Line(load_default="")


class OnePlacement(Schema):
    id = Identifier(required=True)


class _Act(OnePlacement):
    version = Version()


class ExtendPlacement(_Act):
    half_days = fields.Int(required=True, strict=True)
    ends_on = Day(required=True)


class ConfirmDays(OnePlacement):
    """``organisation_id`` only for somebody who acts for both."""

    half_days = fields.Int(required=True, strict=True)
    organisation_id = Identifier(load_default=None, allow_none=True)


class CancelPlacement(_Act):
    reason = Paragraphs(load_default="")


class GiveFeedback(OnePlacement):
    words = Paragraphs(required=True)
    organisation_id = Identifier(load_default=None, allow_none=True)


class CorrectDays(OnePlacement):
    """``half_days``: how many it really came to; 0 for none."""

    half_days = fields.Int(required=True, strict=True)
    reason = Paragraphs(load_default="")


class MyPlacements(Schema):
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class OfOrganisation(MyPlacements):
    organisation_id = Identifier(required=True)


class OneBalance(Schema):
    organisation_id = Identifier(required=True)


class OneConcordat(Schema):
    concordat_id = Identifier(required=True)


def placement_view(
    placement: Placement,
    names: dict[str, Organisation],
    release: Release | None,
    records: list[DayRecord] | None = None,
) -> dict[str, Any]:
    """A placement for its parties; ``release`` says how the member is called, as long as that is known,
    and what the line manager has released since; ``records`` are what it came to and every correction."""
    released = release.released if release is not None else None
    lender, borrower = names.get(placement.lender_id), names.get(placement.borrower_id)
    view: dict[str, Any] = {
        "id": placement.id,
        "version": placement.version,
        "release_id": placement.release_id,
        "request_id": placement.request_id,
        "concordat_id": placement.concordat_id,
        "region": placement.region,
        "lender_id": placement.lender_id,
        "lender": lender.name if lender else None,
        "borrower_id": placement.borrower_id,
        "borrower": borrower.name if borrower else None,
        "member_id": placement.member_id,
        "shown_name": (release.shown_name or None) if release is not None else None,
        "half_days": placement.half_days,
        "days_in_words": days_in_words(placement.half_days),
        "starts_on": placement.starts_on.isoformat(),
        "ends_on": placement.ends_on.isoformat(),
        "where": placement.where or None,
        "released_half_days": released.half_days if released else placement.released,
        "released_until": (released.ends_on if released else placement.released_until).isoformat(),
        "state": placement.state,
        "confirmed": [
            {"organisation_id": each.organisation_id, "half_days": each.half_days, "at": each.at.isoformat()}
            for each in placement.confirmations
        ],
        "cancelled_why": placement.cancelled_why or None,
    }
    if records is not None:
        view["records"] = [record_view(each, names) for each in records]
        view["counted_half_days"] = sum(each.half_days for each in records)
    return view


def with_feedback(view: dict[str, Any], placement: Placement) -> dict[str, Any]:
    """For the two organisations and the keepers."""
    said = [
        {"organisation_id": each.organisation_id, "words": each.words, "at": each.at.isoformat()}
        for each in placement.feedback
    ]
    return {**view, "feedback": said}


def record_view(record: DayRecord, names: dict[str, Organisation]) -> dict[str, Any]:
    """A line of a statement; ``half_days`` of a correction may be below zero."""
    lender, borrower = names.get(record.lender_id), names.get(record.borrower_id)
    return {
        "id": record.id,
        "kind": record.kind,
        "placement_id": record.placement_id,
        "lender_id": record.lender_id,
        "lender": lender.name if lender else None,
        "borrower_id": record.borrower_id,
        "borrower": borrower.name if borrower else None,
        "half_days": record.half_days,
        "at": record.at.isoformat(),
        "reason": record.reason or None,
        "corrects": record.corrects,
    }


def tally_view(tally: Tally) -> dict[str, Any]:
    return {
        "lent_half_days": tally.lent,
        "borrowed_half_days": tally.borrowed,
        "in_words": tally.in_words(),
    }


def balance_view(pool: Tally, pairs: dict[str, Tally], names: dict[str, Organisation]) -> dict[str, Any]:
    """Lent and borrowed, side by side: with all together, and with each other organisation."""
    rows = [
        {
            "organisation_id": other,
            "organisation": names[other].name if other in names else None,
            **tally_view(tally),
        }
        for other, tally in sorted(pairs.items())
    ]
    return {"pooled": tally_view(pool), "pairs": rows}


def numbers_view(
    numbers: Numbers, tallies: dict[str, Tally], names: dict[str, Organisation]
) -> dict[str, Any]:
    """Placements and days by organisation for everybody: null where it would give a person away."""
    organisations = sorted(
        {*numbers.lent.shown, *numbers.borrowed.shown},
        key=lambda each: names[each].name.casefold() if each in names else each,
    )
    rows = [
        {
            "organisation_id": each,
            "organisation": names[each].name if each in names else None,
            "placements_lent": _shown(numbers.lent, each),
            "half_days_lent": _half_days(numbers.lent, each, tallies.get(each, Tally()).lent),
            "placements_borrowed": _shown(numbers.borrowed, each),
            "half_days_borrowed": _half_days(numbers.borrowed, each, tallies.get(each, Tally()).borrowed),
        }
        for each in organisations
    ]
    total = sum(each.lent for each in tallies.values())
    return {
        "placements": numbers.total,
        "half_days": total if numbers.total is not None else None,
        "hidden_below": SMALLEST_SHOWN,
        "items": rows,
    }


def _shown(column: Column, organisation_id: str) -> int | None:
    return column.shown.get(organisation_id, 0)


def _half_days(column: Column, organisation_id: str, half_days: int) -> int | None:
    return half_days if _shown(column, organisation_id) is not None else None
