"""The shapes at the doors of the audit."""

from marshmallow import Schema

from chassis.paging import page_fields


class ListAudits(Schema):
    """A page of audits."""

    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]
