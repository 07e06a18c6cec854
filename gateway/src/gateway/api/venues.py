"""The resource of venues: rooms across a region, and when they are taken (row 49)."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id, known_version, page, versioned
from gateway.api.shapes import meetings as shapes
from gateway.clients.meetings import venues as doors
from gateway.guards import caller, open_to

venues = Resource("venues", "/venues", "Rooms that groups meet in")

KEEPERS = ("coordinator", "convenor", "national_team")


@venues.route("")
@open_to("public")
@venues.asks(shapes.ListVenues)
@venues.gives(200, shapes.VenuePage)
def list_venues(asked: dict[str, Any]) -> Response:
    """A region's venues by name."""
    return page(doors.list_venues(caller(), **asked), asked)


@venues.route("", methods=["POST"])
@open_to(*KEEPERS)
@venues.takes(shapes.RegisterVenue)
@venues.gives(201, shapes.Venue)
def register_venue(asked: dict[str, Any]) -> Response:
    """Add a room of your region to its list."""
    made = doors.register_venue(caller(), command_id(), asked.pop("region"), asked)
    place = {"Location": f"{venues.url_prefix}/{made['id']}"}
    return answer(made, 201, version=made["version"], headers=place)


@venues.route("/<venue_id>")
@open_to("public")
@versioned
@venues.gives(200, shapes.Venue)
def get_venue(venue_id: str) -> Response:
    """One venue with its access features."""
    found = doors.get_venue(caller(), venue_id)
    return answer(found, version=found["version"])


@venues.route("/<venue_id>", methods=["PATCH"])
@open_to(*KEEPERS)
@versioned
@venues.takes(shapes.ChangeVenue)
@venues.gives(200, shapes.Venue)
def change_venue(asked: dict[str, Any], venue_id: str) -> Response:
    """Correct it, or take it out of use; what is booked stays booked."""
    version = known_version(asked.pop("version", None))
    found = doors.change_venue(caller(), command_id(), venue_id, asked, version=version)
    return answer(found, version=found["version"])


@venues.route("/<venue_id>/bookings")
@open_to(*KEEPERS)
@venues.gives(200, shapes.VenueBookingList)
def venue_diary(venue_id: str) -> Response:
    """When it is taken, from now on."""
    return answer(doors.venue_diary(caller(), venue_id))
