"""The shapes at the doors of introductions."""

from typing import Any

from marshmallow import Schema, fields

from chassis.fields import Line, Version
from meetings.introductions.domain import Introduction

LONGEST_NAME = 80


class Introduce(Schema):
    """The own name; ``is_public`` says whether papers for everybody may use it."""

    name = Line(required=True, longest=LONGEST_NAME)
    is_public = fields.Bool(required=True, truthy={True}, falsy={False})
    version = Version()


def introduction_view(introduction: Introduction | None) -> dict[str, Any]:
    """The owner's own words; all null while there are none."""
    return {
        "name": introduction.name if introduction else None,
        "is_public": introduction.is_public if introduction else None,
        "version": introduction.version if introduction else None,
    }
