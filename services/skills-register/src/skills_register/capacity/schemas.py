"""The shapes at the doors of capacity."""

from typing import Any

from marshmallow import Schema, fields

from chassis.fields import Day, Identifier, Line, Paragraphs, RegionCode, Version
from chassis.paging import page_fields
from skills_register.capacity import domain
from skills_register.capacity.domain import Body, Shown, Snapshot, Total


class _Figures(Schema):
    """People, whole numbers; left out is not known, which is not 0."""

    day = Day(required=True, format="iso")
    trained = fields.Int(load_default=None, allow_none=True, strict=True)
    headcount = fields.Int(load_default=None, allow_none=True, strict=True)
    source = Line(required=True)
    self_reported = fields.Bool(load_default=True)


class Report(_Figures):
    """What a body reports of a day: ``organisation_id`` for a listed one, else its name."""

    region = RegionCode(required=True)
    organisation = Line(load_default="")
    organisation_id = Identifier(load_default=None, allow_none=True)


class Correct(_Figures):
    """What replaces a report, and why."""

    body_id = Identifier(required=True)
    snapshot_id = Identifier(required=True)
    note = Paragraphs(load_default="")
    version = Version()


class ListCapacity(Schema):
    """A page of a region's bodies."""

    region = RegionCode(required=True)
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class OneBody(Schema):
    body_id = Identifier(required=True)


def body_view(body: Body) -> dict[str, Any]:
    """The latest of a body as everybody may read it."""
    latest = body.latest
    return {
        "id": body.id,
        "version": body.version,
        "region": body.region,
        "organisation": body.name,
        "latest": snapshot_view(latest) if latest else None,
        **_shown(domain.shown(latest)),
    }


def trend_view(body: Body, exact: bool) -> dict[str, Any]:
    """A body with all its snapshots by day; ``exact`` with figures and corrections, for its keepers."""
    return {
        **body_view(body),
        "trend": [
            {
                **snapshot_view(each),
                **_shown(domain.shown(each)),
                **({"exact": _exact(each)} if exact else {}),
                "corrected": len(body.earlier_of(each)),
                "note": each.note,
                "earlier": [
                    {**snapshot_view(old), **_shown(domain.shown(old)), "note": old.note}
                    for old in body.earlier_of(each)
                ],
            }
            for each in body.standing
        ],
    }


def total_view(found: Total) -> dict[str, Any]:
    return {
        "bodies": found.bodies,
        "shown": found.shown,
        "unknown": found.unknown,
        "withheld": found.withheld,
        **_shown(found.figures),
    }


def snapshot_view(snapshot: Snapshot) -> dict[str, Any]:
    """When and from where; the figures stand beside it."""
    return {
        "snapshot_id": snapshot.id,
        "day": snapshot.day.isoformat(),
        "source": snapshot.source,
        "label": "self-reported" if snapshot.self_reported else "",
    }


def _shown(figures: Shown) -> dict[str, str]:
    return {"trained": figures.trained, "headcount": figures.headcount, "percent": figures.percent}


def _exact(snapshot: Snapshot) -> dict[str, int | None]:
    return {"trained": snapshot.trained, "headcount": snapshot.headcount}
