"""The resources of the search of the skills register: who can help, and why; and saved searches (row 63)."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id, page
from gateway.api.shapes import skill_search as shapes
from gateway.api.shapes.parts import Paging
from gateway.clients.skills_register import searches as doors
from gateway.guards import caller, open_to

skill_search = Resource("skill search", "/skill-search", "Who can help, and why these")
saved_searches = Resource("saved searches", "/skill-searches", "Searches of yours that tell of new matches")

PAGING = ("cursor", "limit")


@skill_search.route("")
@open_to("public")
@skill_search.asks(shapes.SearchSkills)
@skill_search.gives(200, shapes.SkillMatches)
def search_skills(asked: dict[str, Any]) -> Response:
    """Matches with their reasons, the best first; only what you may see.

    A question has to say at least a skill, a region or a distance (`search_too_wide`).
    """
    wanted = {name: value for name, value in asked.items() if name not in PAGING}
    paging = {name: asked[name] for name in PAGING if name in asked}
    return page(doors.search_skills(caller(), wanted, **paging), asked)


@saved_searches.route("")
@open_to("member")
@saved_searches.asks(Paging)
@saved_searches.gives(200, shapes.SavedSearchPage)
def my_searches(asked: dict[str, Any]) -> Response:
    """Your saved searches, the newest first."""
    return page(doors.my_searches(caller(), **asked), asked)


@saved_searches.route("", methods=["POST"])
@open_to("member")
@saved_searches.takes(shapes.SaveSearch)
@saved_searches.gives(201, shapes.SearchKept)
def save_search(asked: dict[str, Any]) -> Response:
    """Keep a search, and be told of new matches at noon, once a day at most."""
    name, tells = asked.pop("name"), asked.pop("tells", None)
    made = doors.save_search(caller(), command_id(), name, asked, tells=tells)
    place = {"Location": f"{saved_searches.url_prefix}/{made['id']}/matches"}
    return answer(made, 201, headers=place)


@saved_searches.route("/<search_id>/matches")
@open_to("member")
@saved_searches.asks(Paging)
@saved_searches.gives(200, shapes.SavedMatches)
def run_search(asked: dict[str, Any], search_id: str) -> Response:
    """Your own, asked again now."""
    return page(doors.run_search(caller(), search_id, **asked), asked)


@saved_searches.route("/<search_id>/notices", methods=["PUT"])
@open_to("member")
@saved_searches.takes(shapes.TellOrNot)
@saved_searches.gives(200, shapes.SearchKept)
def tell_of_matches(asked: dict[str, Any], search_id: str) -> Response:
    """Be told of new matches, or no longer."""
    return answer(doors.tell_of_matches(caller(), command_id(), search_id, asked["tells"]))


@saved_searches.route("/<search_id>", methods=["DELETE"])
@open_to("member")
@saved_searches.gives(200, shapes.SearchRemoved)
def remove_search(search_id: str) -> Response:
    """Forget it."""
    return answer(doors.remove_search(caller(), command_id(), search_id))
