"""The resource of campaigns: a purpose with a time, for which people offer and ask (row 59)."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id, known_version, page, versioned
from gateway.api.shapes import offers as shapes
from gateway.clients.skills_register import offers as doors
from gateway.guards import caller, open_to

campaigns = Resource("campaigns", "/campaigns", "What a region, or all of Q, asks time for")

KEEPERS = ("coordinator", "convenor", "national_team")


@campaigns.route("")
@open_to("public")
@campaigns.asks(shapes.ListCampaigns)
@campaigns.gives(200, shapes.CampaignPage)
def list_campaigns(asked: dict[str, Any]) -> Response:
    """Those that have not ended, which ends first first."""
    return page(doors.list_campaigns(caller(), **asked), asked)


@campaigns.route("", methods=["POST"])
@open_to(*KEEPERS)
@campaigns.takes(shapes.StartCampaign)
@campaigns.gives(201, shapes.CountedCampaign)
def start_campaign(asked: dict[str, Any]) -> Response:
    """Start one in your region, or everywhere."""
    made = doors.start_campaign(caller(), command_id(), asked.pop("region"), **asked)
    place = {"Location": f"{campaigns.url_prefix}/{made['id']}"}
    return answer(made, 201, version=made["version"], headers=place)


@campaigns.route("/<campaign_id>")
@open_to("public")
@versioned
@campaigns.gives(200, shapes.CountedCampaign)
def get_campaign(campaign_id: str) -> Response:
    """One, with how much was offered and asked for."""
    found = doors.get_campaign(caller(), campaign_id)
    return answer(found, version=found["version"])


@campaigns.route("/<campaign_id>/ending", methods=["POST"])
@open_to(*KEEPERS)
@versioned
@campaigns.takes(shapes.EndCampaign)
@campaigns.gives(200, shapes.CountedCampaign)
def end_campaign(asked: dict[str, Any], campaign_id: str) -> Response:
    """End it before its last day; what was offered for it stays."""
    version = known_version(asked.get("version"))
    ended = doors.end_campaign(caller(), command_id(), campaign_id, version=version)
    return answer(ended, version=ended["version"])
