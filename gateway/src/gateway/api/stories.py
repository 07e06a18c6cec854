"""The resource of impact stories: what changed, with consent, no figure needed (row 78)."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id, known_version, page, versioned
from gateway.api.shapes import stories as shapes
from gateway.api.shapes.parts import Paging
from gateway.clients.exchange import stories as doors
from gateway.guards import caller, open_to

stories = Resource("stories", "/stories", "What changed, told without figures if there are none")

KEEPERS = ("coordinator", "convenor", "national_team")


@stories.route("")
@open_to("public")
@stories.asks(shapes.ListStories)
@stories.gives(200, shapes.StoryPage)
def list_stories(asked: dict[str, Any]) -> Response:
    """What is published, the newest first."""
    return page(doors.list_stories(caller(), **asked), asked)


@stories.route("", methods=["POST"])
@open_to("member")
@stories.takes(shapes.TellStory)
@stories.gives(201, shapes.StoryStanding)
def tell_story(asked: dict[str, Any]) -> Response:
    """It waits to be read by somebody else, a keeper's too."""
    region = asked.pop("region", None)
    made = doors.tell_story(caller(), command_id(), asked, region=region)
    place = {"Location": f"/api/v1/stories/{made['id']}"}
    return answer(made, 201, version=made["version"], headers=place)


@stories.route("/mine")
@open_to("member")
@stories.asks(Paging)
@stories.gives(200, shapes.StoryPage)
def my_stories(asked: dict[str, Any]) -> Response:
    """What you told, whatever became of it."""
    return page(doors.my_stories(caller(), **asked), asked)


@stories.route("/to-read")
@open_to(*KEEPERS)
@stories.asks(shapes.ListStoriesToRead)
@stories.gives(200, shapes.StoryPage)
def stories_to_read(asked: dict[str, Any]) -> Response:
    """What waits in your regions, the longest first, each with what may identify somebody."""
    return page(doors.stories_to_read(caller(), **asked), asked)


@stories.route("/<story_id>")
@open_to("public")
@versioned
@stories.gives(200, shapes.Story)
def get_story(story_id: str) -> Response:
    """One, with the tag that says what it rests on."""
    found = doors.get_story(caller(), story_id)
    return answer(found, version=found["version"])


@stories.route("/<story_id>/decision", methods=["POST"])
@open_to(*KEEPERS)
@versioned
@stories.takes(shapes.DecideStory)
@stories.gives(200, shapes.StoryStanding)
def decide_story(asked: dict[str, Any], story_id: str) -> Response:
    """Publish it, or decline it with the reason."""
    return _done(doors.decide_story, story_id, asked)


@stories.route("/<story_id>/withdrawal", methods=["POST"])
@open_to("member")
@versioned
@stories.takes(shapes.WithdrawStory)
@stories.gives(200, shapes.StoryStanding)
def withdraw_story(asked: dict[str, Any], story_id: str) -> Response:
    """Its words go at once and for good; the reason stays."""
    return _done(doors.withdraw_story, story_id, asked)


def _done(door: Any, story_id: str, asked: dict[str, Any]) -> Response:
    asked["version"] = known_version(asked.get("version"))
    saved = door(caller(), command_id(), story_id, **asked)
    return answer(saved, version=saved["version"])
