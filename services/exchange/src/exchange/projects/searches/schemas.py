"""The shapes at the doors of searches for projects."""

import base64
import binascii
from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Line
from chassis.paging import page_fields
from contracts.refusals import Refused
from exchange.projects.domain import Project
from exchange.projects.facets import MOST_COMBINATIONS, Count

MOST_VALUES = 50
"""Values of a facet in an answer; there is always the way to name another."""
COLUMNS = (
    "reference",
    "title",
    "aim",
    "team",
    "region",
    "stp",
    "medical_condition",
    "issue",
    "date",
    "stage",
    "site",
    "funding",
    "leader_kind",
    "result",
    "learned",
)
"""Of a spreadsheet, read and written alike."""


class SearchProjects(Schema):
    """``facets``: facet -> values, alternatives of each other; ``archive``: only what did not work."""

    text = Line(load_default="")
    facets = fields.Dict(
        keys=fields.Str(),
        values=fields.List(Line(required=True), validate=validate.Length(1, MOST_COMBINATIONS)),
        load_default=dict,
    )
    archive = fields.Bool(load_default=False)
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


def counts_view(counts: list[Count], is_whole: bool) -> dict[str, Any]:
    """The largest first, what was chosen always among them; ``is_whole``: no value is left out."""
    shown = [each for place, each in enumerate(counts) if place < MOST_VALUES or each.is_chosen]
    return {
        "values": [
            {"value": each.value, "label": each.label, "number": each.number, "is_chosen": each.is_chosen}
            for each in shown
        ],
        "is_whole": is_whole and len(shown) == len(counts),
    }


def row_view(project: Project) -> dict[str, str]:
    """A project as a row of a spreadsheet, with its id: nothing that its people may take back."""
    about, ending = project.about, project.ending
    said = {
        "reference": project.reference,
        "title": about.title,
        "aim": about.aim,
        "team": about.team,
        "region": about.region,
        "stp": about.stp,
        "medical_condition": about.medical_condition,
        "issue": about.issue,
        "date": str(about.begins),
        "stage": project.stage,
        "site": about.site,
        "funding": about.funding,
        "leader_kind": about.leader_kind,
        "result": ending.result if ending else "",
        "learned": ending.learned if ending else "",
    }
    return {"id": project.id, **{name: said[name] for name in COLUMNS}}


def cursor_of(place: str) -> str | None:
    return base64.urlsafe_b64encode(place.encode()).decode() if place else None


def place_of(cursor: str | None) -> str:
    """Refused: ``invalid_input``."""
    try:
        place = base64.b64decode((cursor or "").encode(), altchars=b"-_", validate=True).decode()
        if cursor and "|" not in place:
            raise UnicodeError
        return place
    except (binascii.Error, UnicodeError):
        raise Refused("invalid_input", fields={"cursor": ["This is not a page of this list."]}) from None
