"""The resource of placements, and of days lent and borrowed: side by side, never a debt (row 61)."""

from typing import Any

from flask import Response, stream_with_context

from gateway import exchange_files
from gateway.api.resource import Resource, answer, command_id, known_version, page, versioned
from gateway.api.shapes import placements as shapes
from gateway.clients.skills_register import placements as doors
from gateway.guards import caller, open_to

placements = Resource("placements", "", "Help next door: who came, for how many days, lent and borrowed")

READERS = ("member", "coordinator", "convenor", "national_team")
KEEPERS = ("coordinator", "convenor", "national_team")
CSV = {"text/csv": {"schema": {"type": "string"}}}


@placements.route("/placements")
@open_to(*READERS)
@placements.asks(shapes.ListPlacements)
@placements.gives(200, shapes.PlacementPage)
def list_placements(asked: dict[str, Any]) -> Response:
    """Your own, or those that an organisation lent and borrowed, the newest first."""
    place = {name: asked[name] for name in ("cursor", "limit") if name in asked}
    if "organisation_id" in asked:
        return page(doors.list_placements(caller(), asked["organisation_id"], **place), asked)
    return page(doors.my_placements(caller(), **place), asked)


@placements.route("/placements", methods=["POST"])
@open_to("member")
@placements.takes(shapes.AgreePlacement)
@placements.gives(201, shapes.Placement)
def agree_placement(asked: dict[str, Any]) -> Response:
    """Agree one, never longer than released (`days_beyond_release`)."""
    made = doors.agree_placement(caller(), command_id(), asked.pop("release_id"), **asked)
    headers = {"Location": f"/api/v1/placements/{made['id']}"}
    return answer(made, 201, version=made["version"], headers=headers)


@placements.route("/placements/<placement_id>")
@open_to(*READERS)
@versioned
@placements.gives(200, shapes.Placement)
def get_placement(placement_id: str) -> Response:
    """For its member, both organisations and the keepers."""
    return _whole(doors.get_placement(caller(), placement_id))


@placements.route("/placements/<placement_id>/extension", methods=["POST"])
@open_to("member")
@versioned
@placements.takes(shapes.ExtendPlacement)
@placements.gives(200, shapes.Placement)
def extend_placement(asked: dict[str, Any], placement_id: str) -> Response:
    """Longer, as far as a newer answer of the line manager released it."""
    asked["version"] = known_version(asked.get("version"))
    return _whole(doors.extend_placement(caller(), command_id(), placement_id, **asked))


@placements.route("/placements/<placement_id>/confirmation", methods=["POST"])
@open_to("member")
@placements.takes(shapes.ConfirmDays)
@placements.gives(200, shapes.Placement)
def confirm_days(asked: dict[str, Any], placement_id: str) -> Response:
    """Say for one of the two how many half days it came to; when both say the same, it counts."""
    return _whole(doors.confirm_days(caller(), command_id(), placement_id, **asked))


@placements.route("/placements/<placement_id>/cancellation", methods=["POST"])
@open_to("member")
@versioned
@placements.takes(shapes.CancelPlacement)
@placements.gives(200, shapes.Placement)
def cancel_placement(asked: dict[str, Any], placement_id: str) -> Response:
    """It comes to nothing, and why."""
    version, reason = known_version(asked.get("version")), asked.get("reason", "")
    return _whole(
        doors.cancel_placement(caller(), command_id(), placement_id, reason=reason, version=version)
    )


@placements.route("/placements/<placement_id>/feedback", methods=["POST"])
@open_to("member")
@placements.takes(shapes.GivePlacementFeedback)
@placements.gives(200, shapes.Placement)
def give_placement_feedback(asked: dict[str, Any], placement_id: str) -> Response:
    """Say once for your organisation how it went."""
    return _whole(doors.give_feedback(caller(), command_id(), placement_id, **asked))


@placements.route("/placements/<placement_id>/correction", methods=["POST"])
@open_to(*KEEPERS)
@placements.takes(shapes.CorrectDays)
@placements.gives(200, shapes.Placement)
def correct_days(asked: dict[str, Any], placement_id: str) -> Response:
    """Put the days right by another record, which names the one it corrects."""
    return _whole(doors.correct_days(caller(), command_id(), placement_id, **asked))


@placements.route("/organisations/<organisation_id>/exchange-balance")
@open_to(*READERS)
@placements.gives(200, shapes.ExchangeBalance)
def get_exchange_balance(organisation_id: str) -> Response:
    """Lent and borrowed, with all together and with each other organisation."""
    return answer(doors.get_exchange_balance(caller(), organisation_id))


@placements.route("/organisations/<organisation_id>/exchange-statement")
@open_to(*READERS)
@placements.asks(shapes.OfOrganisation)
@placements.gives(200, shapes.RecordPage)
def get_exchange_statement(asked: dict[str, Any], organisation_id: str) -> Response:
    """Every record, both ways, the newest first."""
    return page(doors.get_exchange_statement(caller(), organisation_id, **asked), asked)


@placements.route("/organisations/<organisation_id>/exchange-statement.csv")
@open_to(*READERS)
@placements.gives(200)
@placements.doc(responses={200: {"content": CSV}})
def export_exchange_statement(organisation_id: str) -> Response:
    """The same as a CSV file."""
    lines = exchange_files.statement_as_csv(caller(), organisation_id)
    made = Response(stream_with_context(lines), content_type="text/csv; charset=utf-8")
    made.headers.set("Content-Disposition", "attachment", filename="days-lent-and-borrowed.csv")
    return made


@placements.route("/concordats/<concordat_id>/placements")
@open_to("public")
@placements.gives(200, shapes.PlacementSummary)
def summarise_placements(concordat_id: str) -> Response:
    """Placements and days under a concordat, by organisation; small numbers are null."""
    return answer(doors.summarise_placements(caller(), concordat_id))


def _whole(placement: dict[str, Any]) -> Response:
    return answer(placement, version=placement["version"])
