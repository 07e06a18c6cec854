"""The resources of regions, of growth, and of connection counts: public figures."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id
from gateway.api.shapes import applications as application_shapes
from gateway.api.shapes import regions as shapes
from gateway.clients import membership
from gateway.guards import caller, open_to

regions = Resource("regions", "/regions", "The regions, how they grow and who is in them")
growth = Resource("growth", "/growth", "How the whole community grows")
connection_counts = Resource("connection counts", "/connection-counts", "How many connections there are")


@regions.route("")
@open_to("public")
@regions.gives(200, shapes.RegionList)
def list_regions() -> Response:
    """All regions and nations, by name."""
    return answer(membership.list_regions(caller()))


@regions.route("/<code>")
@open_to("public")
@regions.gives(200, shapes.Region)
def get_region(code: str) -> Response:
    """One region with its own rules."""
    return answer(membership.get_region(caller(), code))


@regions.route("/<code>/growth")
@open_to("public")
@regions.asks(shapes.GrowthAsAt)
@regions.gives(200, shapes.Growth)
def region_growth(asked: dict[str, Any], code: str) -> Response:
    """Members at the baseline and since, with dates and sources."""
    return answer(membership.region_growth(caller(), code, **asked))


@regions.route("/<code>/inclusion")
@open_to("public")
@regions.gives(200, shapes.Inclusion)
def inclusion(code: str) -> Response:
    """Sectors, perspectives and professions, small cells masked."""
    return answer(membership.inclusion(caller(), code))


@regions.route("/<code>/pipeline")
@open_to("coordinator", "convenor", "national_team", region_arg="code")
@regions.gives(200, application_shapes.Pipeline)
def pipeline(code: str) -> Response:
    """How many applications are at each stage, and how long they stay there."""
    return answer(membership.pipeline(caller(), code))


@regions.route("/<code>/tips", methods=["POST"])
@open_to("coordinator", "convenor", "national_team", region_arg="code")
@regions.takes(application_shapes.ShareTip)
@regions.gives(201, application_shapes.Tip)
def share_tip(asked: dict[str, Any], code: str) -> Response:
    """Share good practice; every region sees it."""
    return answer(membership.share_tip(caller(), command_id(), code, **asked), 201)


@growth.route("")
@open_to("public")
@growth.gives(200, shapes.CommunityGrowth)
def community_growth() -> Response:
    """Published sizes beside our own counts, and each region's growth in short."""
    return answer(membership.community_growth(caller()))


@connection_counts.route("")
@open_to("public")
@connection_counts.asks(shapes.CountsOf)
@connection_counts.gives(200, shapes.ConnectionCounts)
def count_connections(asked: dict[str, Any]) -> Response:
    """Confirmed connections between members, and between their organisations."""
    return answer(membership.connection_counts(caller(), **asked))
