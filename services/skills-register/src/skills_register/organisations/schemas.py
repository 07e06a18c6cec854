"""The shapes at the doors of organisations."""

from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Identifier, Line, Paragraphs, RegionCode, Version
from chassis.paging import page_fields
from skills_register.organisations.domain import KINDS, ROLES, Organisation

LONGEST_NAME = 120


class ListOrganisations(Schema):
    """Of a region and of a kind, or all."""

    region = RegionCode(load_default=None, allow_none=True)
    kind = fields.Str(load_default=None, allow_none=True, validate=validate.OneOf(KINDS))
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class GetOrganisation(Schema):
    id = Identifier(required=True)


class EnterOrganisation(Schema):
    """``system`` is the STP that it belongs to, if any."""

    region = RegionCode(required=True)
    name = Line(required=True, longest=LONGEST_NAME)
    kind = fields.Str(required=True, validate=validate.OneOf(KINDS))
    system = Line(load_default="", longest=LONGEST_NAME)


class ChangeOrganisation(Schema):
    id = Identifier(required=True)
    name = Line(required=True, longest=LONGEST_NAME)
    kind = fields.Str(required=True, validate=validate.OneOf(KINDS))
    system = Line(load_default="", longest=LONGEST_NAME)
    version = Version()


class CloseOrganisation(Schema):
    id = Identifier(required=True)
    reason = Paragraphs(load_default="")
    version = Version()


class Represent(Schema):
    """``role``: a leader signs, a contact asks, lends and confirms."""

    id = Identifier(required=True)
    member_id = Identifier(required=True)
    role = fields.Str(required=True, validate=validate.OneOf(ROLES))
    version = Version()


def organisation_view(organisation: Organisation, *, with_people: bool = False) -> dict[str, Any]:
    """An organisation as everybody sees it; ``with_people`` adds who acts for it, as member ids."""
    view: dict[str, Any] = {
        "id": organisation.id,
        "version": organisation.version,
        "name": organisation.name,
        "kind": organisation.kind,
        "region": organisation.region,
        "system": organisation.system or None,
        "is_open": organisation.is_open,
        "closed_why": organisation.closed_why or None,
    }
    if with_people:
        view["representatives"] = [
            {"member_id": each.member_id, "role": each.role, "since": each.since.isoformat()}
            for each in organisation.representatives
        ]
    return view
