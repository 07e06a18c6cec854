"""The resources of alliances: stakeholders by role and with consent, programmes listed once."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id, known_version, versioned
from gateway.api.shapes import alliances as shapes
from gateway.clients.stewardship import alliances as doors
from gateway.guards import caller, open_to

KEEPERS = ("coordinator", "convenor", "national_team")

stakeholders = Resource("stakeholders", "", "Who is engaged for improvement, by role and with consent")
initiatives = Resource("initiatives", "/initiatives", "Improvement programmes of others")


@stakeholders.route("/groups/<region>/stakeholders")
@open_to("member")
@stakeholders.gives(200, shapes.StakeholderList)
def list_stakeholders(region: str) -> Response:
    """A region's stakeholders; how to reach them only for those who keep the group."""
    return answer(doors.list_stakeholders(caller(), region))


@stakeholders.route("/groups/<region>/stances")
@open_to("public")
@stakeholders.gives(200, shapes.StanceCounts)
def stance_counts(region: str) -> Response:
    """How many bodies support, by topic; no names."""
    return answer(doors.stance_counts(caller(), region))


@stakeholders.route("/groups/<region>/stakeholders", methods=["POST"])
@open_to(*KEEPERS, region_arg="region")
@stakeholders.takes(shapes.AddStakeholder)
@stakeholders.gives(201, shapes.Stakeholder)
def add_stakeholder(asked: dict[str, Any], region: str) -> Response:
    """Enter a body and the role to turn to."""
    made = doors.add_stakeholder(caller(), command_id(), region, **asked)
    return answer(made, 201, version=made["version"])


@stakeholders.route("/stakeholders/due")
@open_to(*KEEPERS)
@stakeholders.asks(shapes.DueSteps)
@stakeholders.gives(200, shapes.DueStepList)
def due_steps(asked: dict[str, Any]) -> Response:
    """What is to be done next with whom, what is due first first."""
    return answer(doors.due_steps(caller(), **asked))


@stakeholders.route("/stakeholders/<stakeholder_id>/contact", methods=["PUT"])
@open_to(*KEEPERS)
@versioned
@stakeholders.takes(shapes.ChangeContact)
@stakeholders.gives(200, shapes.Stakeholder)
def change_contact(asked: dict[str, Any], stakeholder_id: str) -> Response:
    """Another role to turn to, or another way to reach it."""
    return _changed(doors.change_contact(caller(), command_id(), stakeholder_id, **_versioned(asked)))


@stakeholders.route("/stakeholders/<stakeholder_id>/contact", methods=["DELETE"])
@open_to(*KEEPERS)
@stakeholders.gives(200, shapes.Stakeholder)
def withdraw_contact(stakeholder_id: str) -> Response:
    """Consent is withdrawn: how to reach the role is forgotten."""
    return _changed(doors.withdraw_contact(caller(), command_id(), stakeholder_id))


@stakeholders.route("/stakeholders/<stakeholder_id>/engagements", methods=["POST"])
@open_to(*KEEPERS)
@versioned
@stakeholders.takes(shapes.RecordEngagement)
@stakeholders.gives(200, shapes.Stakeholder)
def record_engagement(asked: dict[str, Any], stakeholder_id: str) -> Response:
    """Record a meeting, the stance that was heard, and what comes next."""
    return _changed(doors.record_engagement(caller(), command_id(), stakeholder_id, **_versioned(asked)))


@stakeholders.route("/stakeholders/<stakeholder_id>/next-step/done", methods=["POST"])
@open_to(*KEEPERS)
@versioned
@stakeholders.takes(shapes.OneStakeholder)
@stakeholders.gives(200, shapes.Stakeholder)
def finish_step(asked: dict[str, Any], stakeholder_id: str) -> Response:
    """The next step is done."""
    return _changed(doors.finish_step(caller(), command_id(), stakeholder_id, **_versioned(asked)))


@initiatives.route("")
@open_to("public")
@initiatives.gives(200, shapes.InitiativeList)
def list_initiatives() -> Response:
    """Every programme once, with the regions that work with it."""
    return answer(doors.list_initiatives(caller()))


@initiatives.route("", methods=["POST"])
@open_to(*KEEPERS)
@initiatives.takes(shapes.AddInitiative)
@initiatives.gives(201, shapes.Initiative)
def add_initiative(asked: dict[str, Any]) -> Response:
    """List a programme; one of the same name is linked instead."""
    made = doors.add_initiative(caller(), command_id(), **asked)
    return answer(made, 201, version=made["version"])


@initiatives.route("/<initiative_id>/regions/<region>", methods=["PUT"])
@open_to(*KEEPERS, region_arg="region")
@initiatives.takes(shapes.LinkInitiative)
@initiatives.gives(200, shapes.Initiative)
def link_initiative(asked: dict[str, Any], initiative_id: str, region: str) -> Response:
    """Say how a region works with it."""
    return _changed(doors.link_initiative(caller(), command_id(), initiative_id, region=region, **asked))


@initiatives.route("/<initiative_id>/regions/<region>", methods=["DELETE"])
@open_to(*KEEPERS, region_arg="region")
@initiatives.gives(200, shapes.Initiative)
def unlink_initiative(initiative_id: str, region: str) -> Response:
    """The region no longer works with it."""
    return _changed(doors.unlink_initiative(caller(), command_id(), initiative_id, region=region))


def _versioned(asked: dict[str, Any]) -> dict[str, Any]:
    return {**asked, "version": known_version(asked.get("version"))}


def _changed(made: dict[str, Any]) -> Response:
    return answer(made, version=made["version"])
