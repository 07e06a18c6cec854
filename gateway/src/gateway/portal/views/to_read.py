"""For keepers: the one page of what waits to be read, for the library and for stories."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import request

from contracts.refusals import Refused
from gateway.guards import caller
from gateway.portal.forms import Form
from gateway.portal.pages import Page, show
from gateway.portal.places import as_choices, kept_places, region_names
from gateway.portal.presenting.to_read import ToRead


@dataclass(frozen=True)
class Queue:
    """Where something waits: ``path`` is its page, ``back`` the list that it goes to, ``tab`` that list's."""

    title: str
    path: str
    back: tuple[str, str]
    tab: str
    door: Callable[..., Any]
    shape: Callable[[Mapping[str, Any], Mapping[str, str]], ToRead]


def waiting(queue: Queue) -> Page:
    """Of the reader's regions, or one of them, the longest waiting first."""
    person = caller()
    regions = region_names(person)
    places = kept_places(person, regions)
    if not places:
        raise Refused("not_your_region")
    region = request.args.get("region", "")
    region = region if region in places else ""
    found = queue.door(person, region or None, cursor=request.args.get("cursor") or None)
    return show(
        "to_read",
        queue=queue,
        items=[queue.shape(each, regions) for each in found["items"]],
        chosen=Form(answers={"region": region}),
        kept={"region": region} if region else {},
        regions=as_choices(places),
        next=found["next"],
        later=bool(request.args.get("cursor")),
    )
