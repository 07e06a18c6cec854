"""A published event version keeps its shape; what may be added is added knowingly."""

import copy
import json

import pytest
from marshmallow import Schema, fields, validate

from contracts import fingerprints
from contracts.asyncapi import event_types
from contracts.events import EventType


class Place(Schema):
    town = fields.Str(required=True)


class Visit(Schema):
    visitor = fields.Str(required=True)
    kind = fields.Str(required=True, validate=validate.OneOf(("short", "long")))
    places = fields.List(fields.Nested(Place), required=True)
    note = fields.Str()


def _shapes(schema: type[Schema], version: int = 1) -> dict[str, fingerprints.Shape]:
    return fingerprints.shapes([EventType("travel", "visit_made", version, schema, "A visit.")])


AGREED = _shapes(Visit)


def test_every_published_event_version_has_its_recorded_shape():
    now = fingerprints.shapes(event_types())
    assert fingerprints.broken(fingerprints.recorded(), now) == []
    assert fingerprints.unrecorded(fingerprints.recorded(), now) == [], "run python -m contracts.fingerprints"


def test_a_shape_names_every_field_down_to_the_nested_ones():
    assert AGREED["travel.visit_made.v1"] == {
        "visitor": "String required",
        "kind": "String required one of short|long",
        "places": "List required",
        "places[]": "Nested optional",
        "places[].town": "String required",
        "note": "String optional",
    }


def test_the_same_shape_is_no_change():
    assert fingerprints.broken(AGREED, _shapes(Visit)) == []
    assert fingerprints.unrecorded(AGREED, _shapes(Visit)) == []


def _visit(**changed: fields.Field) -> type[Schema]:
    declared = {name: field for name, field in Visit._declared_fields.items() if name not in changed}
    return Schema.from_dict({**declared, **{k: v for k, v in changed.items() if v is not None}})


@pytest.mark.parametrize(
    ("changed", "path"),
    [
        ({"visitor": None}, "visitor"),
        ({"visitor": fields.Int(required=True)}, "visitor"),
        ({"visitor": fields.Str()}, "visitor"),
        ({"note": fields.Str(required=True)}, "note"),
        ({"visitor": fields.Str(required=True, allow_none=True)}, "visitor"),
        ({"kind": fields.Str(required=True, validate=validate.OneOf(("short",)))}, "kind"),
        ({"hours": fields.Int(required=True)}, "hours"),
        ({"places": fields.List(fields.Nested(Schema.from_dict({})), required=True)}, "places[].town"),
    ],
    ids=["gone", "type", "no longer required", "now required", "null", "choices", "new required", "nested"],
)
def test_a_change_that_a_listener_would_feel_is_refused(changed, path):
    problems = fingerprints.broken(AGREED, _shapes(_visit(**changed)))
    assert any(path in problem for problem in problems)


def test_a_new_optional_field_is_let_in_once_it_is_recorded():
    now = _shapes(_visit(hours=fields.Int()))
    assert fingerprints.broken(AGREED, now) == []
    assert fingerprints.unrecorded(AGREED, now) == ["travel.visit_made.v1: hours"]


def test_an_optional_part_may_have_required_fields_of_its_own():
    now = _shapes(_visit(host=fields.Nested(Place)))
    assert fingerprints.broken(AGREED, now) == []


def test_another_shape_is_welcome_as_a_new_version_beside_the_old():
    both = AGREED | _shapes(_visit(visitor=None), version=2)
    assert fingerprints.broken(AGREED, both) == []


def test_a_version_does_not_vanish():
    assert fingerprints.broken(AGREED, _shapes(Visit, version=2)) == ["travel.visit_made.v1 is gone"]


def test_recording_refuses_a_broken_shape_and_leaves_the_file_alone(tmp_path, monkeypatch, capsys):
    agreed = copy.deepcopy(fingerprints.recorded())
    agreed["membership.member_joined.v1"]["member_id"] = "Integer required"
    file = tmp_path / "fingerprints.json"
    file.write_text(json.dumps(agreed))
    monkeypatch.setattr(fingerprints, "RECORDED", file)
    assert fingerprints.main() == 1
    assert "member_id" in capsys.readouterr().err
    assert json.loads(file.read_text()) == agreed


def test_recording_writes_what_is_new(tmp_path, monkeypatch):
    file = tmp_path / "fingerprints.json"
    monkeypatch.setattr(fingerprints, "RECORDED", file)
    assert fingerprints.main() == 0
    assert json.loads(file.read_text()) == fingerprints.shapes(event_types())
