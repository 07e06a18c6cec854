"""The resource of extracts for evaluators: asked for, decided, handed over and recorded (row 79)."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id, known_version, page, versioned
from gateway.api.shapes import extracts as shapes
from gateway.api.shapes.parts import Paging, Versioned
from gateway.clients.exchange import extracts as doors
from gateway.guards import caller, open_to
from gateway.hand_over_files import hand_over_file

extracts = Resource("extracts", "/extracts", "Which evaluator was given which counts, why, and until when")

KEEPERS = ("coordinator", "convenor", "national_team")
CSV = {"text/csv": {"schema": {"type": "string"}}}


@extracts.route("")
@open_to("public")
@extracts.asks(Paging)
@extracts.gives(200, shapes.ExtractPage)
def list_extracts(asked: dict[str, Any]) -> Response:
    """What was approved, ended ones too; the newest first."""
    return page(doors.list_extracts(caller(), **asked), asked)


@extracts.route("", methods=["POST"])
@open_to(*KEEPERS)
@extracts.takes(shapes.AskExtract)
@extracts.gives(201, shapes.Extract)
def ask_extract(asked: dict[str, Any]) -> Response:
    """Record who asks, why, and for which fields; somebody else decides."""
    made = doors.ask_extract(caller(), command_id(), **asked)
    return answer(made, 201, version=made["version"], headers={"Location": f"/api/v1/extracts/{made['id']}"})


@extracts.route("/kept")
@open_to(*KEEPERS)
@extracts.asks(shapes.ListKeptExtracts)
@extracts.gives(200, shapes.ExtractPage)
def extracts_of(asked: dict[str, Any]) -> Response:
    """Of a region that you look after, whatever became of them."""
    return page(doors.extracts_of(caller(), **asked), asked)


@extracts.route("/to-decide")
@open_to("national_team")
@extracts.asks(Paging)
@extracts.gives(200, shapes.ExtractPage)
def extracts_to_decide(asked: dict[str, Any]) -> Response:
    """What waits, the longest first."""
    return page(doors.extracts_to_decide(caller(), **asked), asked)


@extracts.route("/<extract_id>")
@open_to("public")
@versioned
@extracts.gives(200, shapes.Extract)
def get_extract(extract_id: str) -> Response:
    """One; what was not approved, for keepers of its region."""
    return _whole(doors.get_extract(caller(), extract_id))


@extracts.route("/<extract_id>/decision", methods=["POST"])
@open_to("national_team")
@versioned
@extracts.takes(shapes.DecideExtract)
@extracts.gives(200, shapes.Extract)
def decide_extract(asked: dict[str, Any], extract_id: str) -> Response:
    """By somebody else than who recorded it; a no says why."""
    return _done(doors.decide_extract, extract_id, asked)


@extracts.route("/<extract_id>/end", methods=["POST"])
@open_to(*KEEPERS)
@versioned
@extracts.takes(shapes.EndExtract)
@extracts.gives(200, shapes.Extract)
def end_extract(asked: dict[str, Any], extract_id: str) -> Response:
    """Before its day: the counts go at once, the record stays."""
    return _done(doors.end_extract, extract_id, asked)


@extracts.route("/<extract_id>/hand-overs")
@open_to(*KEEPERS)
@extracts.asks(Paging)
@extracts.gives(200, shapes.HandOverPage)
def list_hand_overs(asked: dict[str, Any], extract_id: str) -> Response:
    """Each one, by whom, and the digest of its file."""
    return page(doors.list_hand_overs(caller(), extract_id, **asked), asked)


@extracts.route("/<extract_id>/hand-overs", methods=["POST"])
@open_to(*KEEPERS)
@versioned
@extracts.takes(Versioned)
@extracts.gives(201, shapes.HandedOver)
def hand_over_extract(asked: dict[str, Any], extract_id: str) -> Response:
    """Count now, and record it; the counts are read with the hand-over's number."""
    version = known_version(asked.get("version"))
    made = doors.hand_over_extract(caller(), command_id(), extract_id, version=version)
    place = f"/api/v1/extracts/{extract_id}/hand-overs/{made['hand_over']['number']}"
    return answer(made, 201, version=made["version"], headers={"Location": place})


@extracts.route("/<extract_id>/hand-overs/<int:number>")
@open_to(*KEEPERS)
@extracts.gives(200, shapes.HandOverTable)
def get_hand_over(extract_id: str, number: int) -> Response:
    """Its counts, until the extract ends."""
    found = doors.get_hand_over(caller(), extract_id, number)
    return answer({name: value for name, value in found.items() if name != "csv"})


@extracts.route("/<extract_id>/hand-overs/<int:number>/counts.csv")
@open_to(*KEEPERS)
@extracts.gives(200, None)
@extracts.doc(responses={200: {"content": CSV, "description": "OK"}})
def hand_over_as_csv(extract_id: str, number: int) -> Response:
    """The same counts as the file whose digest is recorded."""
    return hand_over_file(doors.get_hand_over(caller(), extract_id, number))


def _done(door: Any, extract_id: str, asked: dict[str, Any]) -> Response:
    asked["version"] = known_version(asked.get("version"))
    return _whole(door(caller(), command_id(), extract_id, **asked))


def _whole(extract: dict[str, Any]) -> Response:
    return answer(extract, version=extract["version"])
