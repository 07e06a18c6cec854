"""Shapes of the Compact."""

from marshmallow import Schema

from gateway.api.shapes.parts import Shown, day, instant, list_of, string


class PublishCompact(Schema):
    text = string("The whole text", required=True)
    summary_of_changes = string("What is new, in plain words", required=True)
    effective = day("From which day it holds", required=True)


class AcceptCompact(Schema):
    version = string("The version that was read; it must be the current one", required=True)


class Compact(Shown):
    version = string(required=True)
    text = string(required=True)
    summary_of_changes = string(required=True)
    effective = day(required=True)
    published_at = instant(required=True)


class Acceptance(Shown):
    version = string(required=True)
    accepted_at = instant(required=True)


CompactList = list_of(Compact)
