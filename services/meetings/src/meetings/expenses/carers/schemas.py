"""The shapes at the doors of the carers."""

from typing import Any

from marshmallow import Schema

from chassis.fields import Identifier
from meetings.expenses.carers.domain import Naming


class NameCarer(Schema):
    """A member, by id."""

    id = Identifier(required=True)


def naming_view(naming: Naming) -> dict[str, Any]:
    """For whoever named them."""
    return {"id": naming.carer_id, "named_at": naming.at.isoformat()}
