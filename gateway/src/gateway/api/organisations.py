"""The resource of organisations: the bodies that sign concordats and lend people (row 60)."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id, known_version, page, versioned
from gateway.api.shapes import organisations as shapes
from gateway.clients.skills_register import organisations as doors
from gateway.guards import caller, open_to

organisations = Resource(
    "organisations",
    "/organisations",
    "The bodies that sign concordats and lend people, and who acts for them",
)

KEEPERS = ("coordinator", "convenor", "national_team")


@organisations.route("")
@open_to("public")
@organisations.asks(shapes.ListOrganisations)
@organisations.gives(200, shapes.OrganisationPage)
def list_organisations(asked: dict[str, Any]) -> Response:
    """By name, closed ones too; of a region, of a kind."""
    return page(doors.list_organisations(caller(), **asked), asked)


@organisations.route("", methods=["POST"])
@open_to(*KEEPERS)
@organisations.takes(shapes.EnterOrganisation)
@organisations.gives(201, shapes.KnownOrganisation)
def enter_organisation(asked: dict[str, Any]) -> Response:
    """List one of your region; an open one of the same name is refused (`organisation_known`)."""
    region = asked.pop("region")
    made = doors.enter_organisation(caller(), command_id(), region, **asked)
    place = f"/api/v1/organisations/{made['id']}"
    return answer(made, 201, version=made["version"], headers={"Location": place})


@organisations.route("/mine")
@open_to("member")
@organisations.gives(200, shapes.MyOrganisations)
def my_organisations() -> Response:
    """Those that you act for, and as what."""
    return answer(doors.my_organisations(caller()))


@organisations.route("/<organisation_id>")
@open_to("public")
@versioned
@organisations.gives(200, shapes.KnownOrganisation)
def get_organisation(organisation_id: str) -> Response:
    """One; who acts for it is told to those who do and to its keepers."""
    return _whole(doors.get_organisation(caller(), organisation_id))


@organisations.route("/<organisation_id>", methods=["PUT"])
@open_to(*KEEPERS)
@versioned
@organisations.takes(shapes.ChangeOrganisation)
@organisations.gives(200, shapes.KnownOrganisation)
def change_organisation(asked: dict[str, Any], organisation_id: str) -> Response:
    """Another name, kind or system."""
    return _done(doors.change_organisation, organisation_id, asked)


@organisations.route("/<organisation_id>/closing", methods=["POST"])
@open_to(*KEEPERS)
@versioned
@organisations.takes(shapes.CloseOrganisation)
@organisations.gives(200, shapes.KnownOrganisation)
def close_organisation(asked: dict[str, Any], organisation_id: str) -> Response:
    """It signs, asks and lends no more; placements that were agreed go on."""
    return _done(doors.close_organisation, organisation_id, asked)


@organisations.route("/<organisation_id>/representatives", methods=["POST"])
@open_to(*KEEPERS)
@versioned
@organisations.takes(shapes.NameRepresentative)
@organisations.gives(200, shapes.KnownOrganisation)
def name_representative(asked: dict[str, Any], organisation_id: str) -> Response:
    """A member acts for it from now on; never oneself (`representative_oneself`)."""
    return _done(doors.name_representative, organisation_id, asked)


@organisations.route("/<organisation_id>/representatives/<role>/<member_id>", methods=["DELETE"])
@open_to(*KEEPERS)
@versioned
@organisations.gives(200, shapes.KnownOrganisation)
def end_representation(organisation_id: str, role: str, member_id: str) -> Response:
    """They act for it no more in this role."""
    return _done(doors.end_representation, organisation_id, {"member_id": member_id, "role": role})


def _done(door: Any, organisation_id: str, asked: dict[str, Any]) -> Response:
    asked["version"] = known_version(asked.get("version"))
    return _whole(door(caller(), command_id(), organisation_id, **asked))


def _whole(organisation: dict[str, Any]) -> Response:
    return answer(organisation, version=organisation["version"])
