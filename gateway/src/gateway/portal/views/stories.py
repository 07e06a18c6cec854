"""Impact stories for everybody: the list, one of them, and one's own (row 78)."""

from typing import Any

from flask import request

from gateway.clients.exchange import stories as doors
from gateway.guards import caller
from gateway.portal.forms import Form
from gateway.portal.pages import Page, page, show
from gateway.portal.places import as_choices, region_names
from gateway.portal.presenting.stories import EVIDENCE, EVIDENCE_FILTER, Story, story_of


@page("/stories", "public")
def stories() -> Page:
    """What is published, the newest first; filters that nobody knows are as if not chosen."""
    person = caller()
    regions = region_names(person)
    known: dict[str, Any] = {"region": regions, "evidence": EVIDENCE}
    sent = {name: request.args.get(name, "").strip() for name in ("theme", *known)}
    chosen: dict[str, Any] = {
        name: value for name, value in sent.items() if value and value in known.get(name, (value,))
    }
    found = doors.list_stories(person, cursor=request.args.get("cursor") or None, **chosen)
    return show(
        "stories",
        stories=[story_of(each, regions) for each in found["items"]],
        chosen=Form(answers=sent),
        kept=chosen,
        regions=as_choices(regions),
        evidence=EVIDENCE_FILTER,
        next=found["next"],
        later=bool(request.args.get("cursor")),
    )


@page("/stories/<story_id>", "public")
def story(story_id: str) -> Page:
    """Its teller also sees how it stands, its keepers who consented."""
    return show("story", story=read_story(story_id))


@page("/stories/mine", "member")
def my_stories() -> Page:
    """What one told, with what to do next."""
    person = caller()
    regions = region_names(person)
    found = doors.my_stories(person, cursor=request.args.get("cursor") or None)
    return show(
        "my_stories",
        stories=[story_of(each, regions) for each in found["items"]],
        next=found["next"],
        later=bool(request.args.get("cursor")),
    )


def read_story(story_id: str) -> Story:
    """As the reader sees it. Refused: ``not_found``."""
    person = caller()
    found = doors.get_story(person, story_id)
    keeps = person.acts_for(found["region"], "coordinator", "convenor")
    return story_of(found, region_names(person), keeps)
