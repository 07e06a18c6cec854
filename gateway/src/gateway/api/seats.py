"""The resources of seats: the roster for everybody, its keeping, and what a holder decides."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id, known_version, required_version, versioned
from gateway.api.shapes import seats as shapes
from gateway.clients.stewardship import seats as doors
from gateway.guards import caller, open_to

KEEPERS = ("coordinator", "convenor", "national_team")

seats = Resource("seats", "/groups/<region>/seats", "Who is in a group, by background")
own_seats = Resource("my-seats", "/me/seats", "The seats that a member holds")


@seats.route("")
@open_to("public")
@seats.asks(shapes.RosterAsAt)
@seats.gives(200, shapes.Roster)
def get_roster(asked: dict[str, Any], region: str) -> Response:
    """A group's seats by background, its vacancies, and what its rules say."""
    return answer(doors.roster(caller(), region, **asked), tagged=True)


@seats.route("", methods=["POST"])
@open_to(*KEEPERS, region_arg="region")
@seats.takes(shapes.FillSeat)
@seats.gives(201, shapes.Seat, headers={"Location": {"schema": {"type": "string"}}})
def fill_seat(asked: dict[str, Any], region: str) -> Response:
    """Give a seat to an active member."""
    return _made(region, doors.fill_seat(caller(), command_id(), region, asked))


@seats.route("/past-terms", methods=["POST"])
@open_to("coordinator", "national_team", region_arg="region")
@seats.takes(shapes.RecordTerm)
@seats.gives(201, shapes.Seat, headers={"Location": {"schema": {"type": "string"}}})
def record_term(asked: dict[str, Any], region: str) -> Response:
    """Record a term that began in the past."""
    return _made(region, doors.record_term(caller(), command_id(), region, asked))


@seats.route("/check", methods=["POST"])
@open_to(*KEEPERS, region_arg="region")
@seats.takes(shapes.CheckRoster)
@seats.gives(200, shapes.Judged)
def check_roster(asked: dict[str, Any], region: str) -> Response:
    """Hold a proposed roster against the group's rules; nothing is saved."""
    return answer(doors.check_roster(caller(), region, **asked))


@seats.route("/<seat_id>")
@open_to("public")
@versioned
@seats.gives(200, shapes.Seat)
def get_seat(region: str, seat_id: str) -> Response:
    """One seat with everybody who held it, by background."""
    return _shown(doors.get_seat(caller(), seat_id, region=region))


@seats.route("/<seat_id>", methods=["PUT"])
@open_to(*KEEPERS, region_arg="region")
@versioned
@seats.takes(shapes.DescribeSeat)
@seats.gives(200, shapes.Seat)
def describe_seat(asked: dict[str, Any], region: str, seat_id: str) -> Response:
    """Correct what is shown of the present holder."""
    version = required_version(asked.pop("version", None))
    return _shown(doors.describe_seat(caller(), command_id(), seat_id, asked, region=region, version=version))


@seats.route("/<seat_id>/renewals", methods=["POST"])
@open_to(*KEEPERS, region_arg="region")
@versioned
@seats.takes(shapes.RenewSeat)
@seats.gives(200, shapes.Seat)
def renew_seat(asked: dict[str, Any], region: str, seat_id: str) -> Response:
    """Let the holder go on after the running term."""
    return _shown(doors.renew_seat(caller(), command_id(), seat_id, region=region, **_versioned(asked)))


@seats.route("/<seat_id>/vacancies", methods=["POST"])
@open_to(*KEEPERS, region_arg="region")
@versioned
@seats.takes(shapes.VacateSeat)
@seats.gives(200, shapes.Seat)
def vacate_seat(asked: dict[str, Any], region: str, seat_id: str) -> Response:
    """Note that the holder resigned, or end the term."""
    return _shown(doors.vacate_seat(caller(), command_id(), seat_id, region=region, **_versioned(asked)))


@seats.route("/<seat_id>/closing", methods=["POST"])
@open_to(*KEEPERS, region_arg="region")
@versioned
@seats.takes(shapes.CloseSeat)
@seats.gives(200, shapes.Seat)
def close_seat(asked: dict[str, Any], region: str, seat_id: str) -> Response:
    """Give up a vacant seat."""
    return _shown(doors.close_seat(caller(), command_id(), seat_id, region=region, **_versioned(asked)))


@own_seats.route("")
@open_to("member")
@own_seats.gives(200, shapes.OwnSeats)
def my_seats() -> Response:
    """The caller's seats, with their own terms."""
    return answer(doors.my_seats(caller()), tagged=True)


@own_seats.route("/<seat_id>/name", methods=["PUT"])
@open_to("member")
@versioned
@own_seats.takes(shapes.ShowMyName)
@own_seats.gives(200, shapes.OwnSeat)
def show_my_name(asked: dict[str, Any], seat_id: str) -> Response:
    """Show one's own name on the roster, or take it back."""
    return _shown(doors.show_my_name(caller(), command_id(), seat_id, **_versioned(asked)))


@own_seats.route("/<seat_id>/resignation", methods=["POST"])
@open_to("member")
@versioned
@own_seats.takes(shapes.ResignSeat)
@own_seats.gives(200, shapes.OwnSeat)
def resign_seat(asked: dict[str, Any], seat_id: str) -> Response:
    """Resign, with a reason for those who look after the group."""
    return _shown(doors.resign_seat(caller(), command_id(), seat_id, **_versioned(asked)))


def _versioned(asked: dict[str, Any]) -> dict[str, Any]:
    return {**asked, "version": known_version(asked.get("version"))}


def _shown(seat: dict[str, Any]) -> Response:
    return answer(seat, version=seat["version"])


def _made(region: str, seat: dict[str, Any]) -> Response:
    place = {"Location": f"/api/v1/groups/{region}/seats/{seat['id']}"}
    return answer(seat, 201, version=seat["version"], headers=place)
