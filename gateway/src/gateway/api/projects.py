"""The resource of improvement projects: found by five facets, kept true, ended (row 70)."""

from typing import Any

from flask import Response, stream_with_context
from marshmallow import INCLUDE

from gateway import project_files
from gateway.api.resource import Resource, answer, command_id, known_version, page, versioned
from gateway.api.shapes import projects as shapes
from gateway.api.shapes.parts import Paging, Versioned, list_of
from gateway.clients.exchange import projects as doors
from gateway.guards import caller, open_to

projects = Resource("projects", "/projects", "Improvement projects: an open repository")

KEEPERS = ("coordinator", "convenor", "national_team")
IN_SEARCHES, IN_EXPORTS = ("text", "archive", "cursor", "limit"), ("text", "archive", "format")
"""What stands beside the facets in a query."""
CSV = {"text/csv": {"schema": {"type": "string"}}}


@projects.route("")
@open_to("public")
@projects.arguments(shapes.SearchProjects, location="query", unknown=INCLUDE)
@projects.gives(200, shapes.ProjectSearch)
def search_projects(asked: dict[str, Any]) -> Response:
    """Find projects by STP, region, medical condition, issue and date, and by words; the latest first.

    `facets` says how many each value would give. Any other name in the query is refused (`facet_unknown`).
    """
    beside = {name: asked[name] for name in IN_SEARCHES if name in asked}
    return page(doors.search_projects(caller(), _facets(asked, IN_SEARCHES), **beside), asked)


@projects.route("", methods=["POST"])
@open_to("member")
@projects.takes(shapes.AddProject)
@projects.gives(201, shapes.SavedProject)
def add_project(asked: dict[str, Any]) -> Response:
    """Add one that you lead; a title like another's is asked about first (`project_looks_alike`)."""
    is_another = asked.pop("is_another", False)
    made = doors.add_project(caller(), command_id(), asked, is_another=is_another)
    place = {"Location": f"{projects.url_prefix}/{made['id']}"}
    return answer(made, 201, version=made["version"], headers=place)


@projects.route("/export")
@open_to("public")
@projects.arguments(shapes.ExportProjects, location="query", unknown=INCLUDE)
@projects.gives(200, list_of(shapes.ProjectRow))
@projects.doc(responses={200: {"content": CSV}})
def export_projects(asked: dict[str, Any]) -> Response:
    """What a search finds as CSV or JSON, without names or addresses; an import reads the CSV back."""
    pages = project_files.pages_of_projects(
        caller(), _facets(asked, IN_EXPORTS), asked.get("text", ""), asked.get("archive", False)
    )
    is_csv = asked["format"] == "csv"
    pieces = project_files.as_csv(pages) if is_csv else project_files.as_json(pages)
    made = Response(
        stream_with_context(pieces), content_type="text/csv; charset=utf-8" if is_csv else "application/json"
    )
    made.headers.set("Content-Disposition", "attachment", filename=f"projects.{asked['format']}")
    return made


@projects.route("/showcases")
@open_to("public")
@projects.asks(shapes.ListShowcases)
@projects.gives(200, list_of(shapes.Project))
def list_showcases(asked: dict[str, Any]) -> Response:
    """What keepers marked to be looked at, the latest first."""
    return answer(doors.list_showcases(caller(), **asked))


@projects.route("/latest")
@open_to("public")
@projects.asks(shapes.LatestProjects)
@projects.gives(200, shapes.LatestProjectPage)
def latest_projects(asked: dict[str, Any]) -> Response:
    """What changed last."""
    return page(doors.project_feed(caller(), **asked), asked)


@projects.route("/mine")
@open_to("member")
@projects.asks(Paging)
@projects.gives(200, shapes.ProjectPage)
def my_projects(asked: dict[str, Any]) -> Response:
    """Those that you lead or joined."""
    return page(doors.my_projects(caller(), **asked), asked)


@projects.route("/alike")
@open_to("member")
@projects.asks(shapes.AlikeTitle)
@projects.gives(200, list_of(shapes.AlikeProject))
def find_alike(asked: dict[str, Any]) -> Response:
    """Projects with nearly this title, so that nobody adds one twice."""
    return answer(doors.find_alike(caller(), **asked))


@projects.route("/stale")
@open_to(*KEEPERS)
@projects.asks(shapes.StaleProjects)
@projects.gives(200, shapes.ProjectPage)
def list_stale(asked: dict[str, Any]) -> Response:
    """A region's projects of which nobody has said for long that they are still true."""
    return page(doors.list_stale(caller(), **asked), asked)


@projects.route("/<project_id>")
@open_to("public")
@versioned
@projects.gives(200, shapes.Project)
def get_project(project_id: str) -> Response:
    """One project as you may see it."""
    found = doors.get_project(caller(), project_id)
    return answer(found, version=found["version"])


@projects.route("/<project_id>", methods=["PUT"])
@open_to("member")
@versioned
@projects.takes(shapes.ChangeProject)
@projects.gives(200, shapes.SavedProject)
def change_project(asked: dict[str, Any], project_id: str) -> Response:
    """Say all of it anew; name and contact are the lead's own to change."""
    version = known_version(asked.pop("version", None))
    return _saved(doors.change_project(caller(), command_id(), project_id, asked, version=version))


@projects.route("/<project_id>/team")
@open_to("member")
@projects.gives(200, shapes.ProjectTeam)
def get_team(project_id: str) -> Response:
    """Who belongs to it; for them and for those who may write it."""
    return answer(doors.get_team(caller(), project_id))


@projects.route("/<project_id>/confirmation", methods=["POST"])
@open_to("member")
@versioned
@projects.takes(Versioned)
@projects.gives(200, shapes.SavedProject)
def confirm_project(asked: dict[str, Any], project_id: str) -> Response:
    """What stands there is still true."""
    return _done(doors.confirm_project, project_id, asked)


@projects.route("/<project_id>/ending", methods=["POST"])
@open_to("member")
@versioned
@projects.takes(shapes.EndProject)
@projects.gives(200, shapes.SavedProject)
def end_project(asked: dict[str, Any], project_id: str) -> Response:
    """What came of it; what did not work goes to the archive, with what others learn from it."""
    return _done(doors.end_project, project_id, asked)


@projects.route("/<project_id>/resumption", methods=["POST"])
@open_to("member")
@versioned
@projects.takes(Versioned)
@projects.gives(200, shapes.SavedProject)
def resume_project(asked: dict[str, Any], project_id: str) -> Response:
    """It runs again."""
    return _done(doors.resume_project, project_id, asked)


@projects.route("/<project_id>/withdrawal", methods=["POST"])
@open_to("member")
@versioned
@projects.takes(shapes.WithdrawProject)
@projects.gives(200, shapes.SavedProject)
def withdraw_project(asked: dict[str, Any], project_id: str) -> Response:
    """Show it no more; how to reach its people goes at once."""
    return _done(doors.withdraw_project, project_id, asked)


@projects.route("/<project_id>/restoration", methods=["POST"])
@open_to(*KEEPERS)
@versioned
@projects.takes(Versioned)
@projects.gives(200, shapes.SavedProject)
def restore_project(asked: dict[str, Any], project_id: str) -> Response:
    """Show it again."""
    return _done(doors.restore_project, project_id, asked)


@projects.route("/<project_id>/showcase", methods=["PUT"])
@open_to(*KEEPERS)
@versioned
@projects.takes(shapes.ShowcaseProject)
@projects.gives(200, shapes.SavedProject)
def showcase_project(asked: dict[str, Any], project_id: str) -> Response:
    """Mark it as one to look at, or not."""
    return _done(doors.showcase_project, project_id, asked)


@projects.route("/<project_id>/handover", methods=["POST"])
@open_to("member")
@versioned
@projects.takes(shapes.OfferProject)
@projects.gives(200, shapes.SavedProject)
def offer_project(asked: dict[str, Any], project_id: str) -> Response:
    """Ask somebody of its team to lead it; a keeper of its team names themselves and leads it at once."""
    return _done(doors.offer_project, project_id, asked)


@projects.route("/<project_id>/handover", methods=["DELETE"])
@open_to("member")
@versioned
@projects.gives(200, shapes.SavedProject)
def take_back_offer(project_id: str) -> Response:
    """Ask them no more."""
    return _saved(doors.take_back_offer(caller(), command_id(), project_id, version=known_version()))


@projects.route("/<project_id>/handover-answer", methods=["POST"])
@open_to("member")
@versioned
@projects.takes(shapes.AnswerProjectOffer)
@projects.gives(200, shapes.SavedProject)
def answer_offer(asked: dict[str, Any], project_id: str) -> Response:
    """Lead it from now on, or not; how to reach the earlier lead goes."""
    return _done(doors.answer_offer, project_id, asked)


@projects.route("/<project_id>/leaving", methods=["POST"])
@open_to("member")
@versioned
@projects.takes(Versioned)
@projects.gives(200, shapes.SavedProject)
def leave_team(asked: dict[str, Any], project_id: str) -> Response:
    """Leave its team; a lead hands over first."""
    return _done(doors.leave_team, project_id, asked)


def _facets(asked: dict[str, Any], beside: tuple[str, ...]) -> dict[str, list[str]]:
    """Everything else in a query is a facet; the door knows which there are."""
    return {
        name: [str(each) for each in (value if isinstance(value, list) else [value])]
        for name, value in asked.items()
        if name not in beside
    }


def _done(door: Any, project_id: str, asked: dict[str, Any]) -> Response:
    asked["version"] = known_version(asked.get("version"))
    return _saved(door(caller(), command_id(), project_id, **asked))


def _saved(project: dict[str, Any]) -> Response:
    return answer(project, version=project["version"])
