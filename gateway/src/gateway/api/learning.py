"""The resource of the learning library: written, read by somebody else, then for all (rows 73, 79)."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id, known_version, page, versioned
from gateway.api.shapes import learning as shapes
from gateway.api.shapes.parts import Nothing, Paging
from gateway.clients.exchange import learning as doors
from gateway.guards import caller, open_to

learning = Resource("learning", "/learning", "What was learnt, worked or not, and who used it again")

KEEPERS = ("coordinator", "convenor", "national_team")


@learning.route("")
@open_to("public")
@learning.asks(shapes.ListLearning)
@learning.gives(200, shapes.LearningPage)
def list_learning(asked: dict[str, Any]) -> Response:
    """What is published, the newest first."""
    return page(doors.list_items(caller(), **asked), asked)


@learning.route("", methods=["POST"])
@open_to("member")
@learning.takes(shapes.WriteLearning)
@learning.gives(201, shapes.LearningStanding)
def write_learning(asked: dict[str, Any]) -> Response:
    """A draft of your own; nothing is kept of a text that identifies somebody."""
    region = asked.pop("region", None)
    made = doors.write_item(caller(), command_id(), asked, region=region)
    place = {"Location": f"/api/v1/learning/{made['id']}"}
    return answer(made, 201, version=made["version"], headers=place)


@learning.route("/mine")
@open_to("member")
@learning.asks(Paging)
@learning.gives(200, shapes.LearningPage)
def my_learning(asked: dict[str, Any]) -> Response:
    """What you wrote, whatever became of it."""
    return page(doors.my_items(caller(), **asked), asked)


@learning.route("/to-review")
@open_to(*KEEPERS)
@learning.asks(shapes.ListLearningToReview)
@learning.gives(200, shapes.LearningPage)
def learning_to_review(asked: dict[str, Any]) -> Response:
    """What waits in your regions, the longest first, each with what may identify somebody."""
    return page(doors.items_to_review(caller(), **asked), asked)


@learning.route("/<item_id>")
@open_to("public")
@versioned
@learning.gives(200, shapes.Learning)
def get_learning(item_id: str) -> Response:
    """The edition that was reviewed; its author and its reviewers also read the newest words."""
    found = doors.get_item(caller(), item_id)
    return answer(found, version=found["version"])


@learning.route("/<item_id>", methods=["PUT"])
@open_to("member")
@versioned
@learning.takes(shapes.ChangeLearning)
@learning.gives(200, shapes.LearningStanding)
def change_learning(asked: dict[str, Any], item_id: str) -> Response:
    """Written anew; what is published stays until this was reviewed."""
    version = known_version(asked.pop("version", None))
    saved = doors.change_item(caller(), command_id(), item_id, asked, version=version)
    return answer(saved, version=saved["version"])


@learning.route("/<item_id>/submission", methods=["POST"])
@open_to("member")
@versioned
@learning.takes(shapes.ActOnLearning)
@learning.gives(200, shapes.LearningStanding)
def submit_learning(asked: dict[str, Any], item_id: str) -> Response:
    """To be read by the region's keepers; what is missing is said by field."""
    return _done(doors.submit_item, item_id, asked)


@learning.route("/<item_id>/submission", methods=["DELETE"])
@open_to("member")
@versioned
@learning.gives(200, shapes.LearningStanding)
def take_back_learning(item_id: str) -> Response:
    """Before somebody answered."""
    return _done(doors.take_back_item, item_id, {})


@learning.route("/<item_id>/reviews", methods=["POST"])
@open_to(*KEEPERS)
@versioned
@learning.takes(shapes.ReviewLearning)
@learning.gives(200, shapes.LearningStanding)
def review_learning(asked: dict[str, Any], item_id: str) -> Response:
    """Publish it, return it or decline it; a published lesson is told to the other regions."""
    return _done(doors.review_item, item_id, asked)


@learning.route("/<item_id>/withdrawal", methods=["POST"])
@open_to("member")
@versioned
@learning.takes(shapes.WithdrawLearning)
@learning.gives(200, shapes.LearningStanding)
def withdraw_learning(asked: dict[str, Any], item_id: str) -> Response:
    """Its words go at once and for good; the reason stays."""
    return _done(doors.withdraw_item, item_id, asked)


@learning.route("/<item_id>/reuses")
@open_to("public")
@learning.asks(Paging)
@learning.gives(200, shapes.ReusePage)
def list_reuses(asked: dict[str, Any], item_id: str) -> Response:
    """Where it was used again, and whether it worked there."""
    return page(doors.list_reuses(caller(), item_id, **asked), asked)


@learning.route("/<item_id>/reuses", methods=["POST"])
@open_to("member")
@learning.takes(shapes.NoteReuse)
@learning.gives(201, shapes.NotedReuse)
def note_reuse(asked: dict[str, Any], item_id: str) -> Response:
    """That you used it; said again, it replaces what you said before."""
    return answer(doors.note_reuse(caller(), command_id(), item_id, **asked), 201)


@learning.route("/<item_id>/reuses/<reuse_id>", methods=["DELETE"])
@open_to("member")
@learning.takes(Nothing)
@learning.gives(200, shapes.NotedReuse)
def take_back_reuse(_asked: dict[str, Any], item_id: str, reuse_id: str) -> Response:
    """What you said of it; keepers of its region also take out what others said."""
    return answer(doors.take_back_reuse(caller(), command_id(), item_id, reuse_id))


def _done(door: Any, item_id: str, asked: dict[str, Any]) -> Response:
    asked["version"] = known_version(asked.get("version"))
    saved = door(caller(), command_id(), item_id, **asked)
    return answer(saved, version=saved["version"])
