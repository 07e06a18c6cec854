"""Minutes for everybody: one meeting's, a group's list, a search by words, a feed (rows 44 and 80)."""

import re
from typing import Any

from flask import Response, make_response, render_template, request

from contracts.refusals import Refused
from gateway.clients import together
from gateway.clients.meetings import actions, decisions
from gateway.clients.meetings import minutes as doors
from gateway.guards import caller
from gateway.parts import parts
from gateway.portal.pages import Page, page, show
from gateway.portal.places import as_choices, region_names
from gateway.portal.presenting.matters import group_names
from gateway.portal.presenting.minutes import as_text, line_of, minutes_of
from gateway.portal.whole_numbers import whole

FEED_LENGTH = 30
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
EPOCH = "1970-01-01T00:00:00+00:00"


@page("/meetings/<meeting_id>/minutes", "public")
def meeting_minutes(meeting_id: str) -> Page:
    """The latest edition at its lasting address; before there is one, how long it may still take."""
    return _edition(meeting_id, 0)


@page("/meetings/<meeting_id>/minutes/editions/<int:number>", "public")
def minutes_edition(meeting_id: str, number: int) -> Page:
    """One edition at its own address, which never changes."""
    return _edition(meeting_id, number)


@page("/meetings/<meeting_id>/minutes/changes", "public")
def minutes_changes(meeting_id: str) -> Page:
    """What a correction changed, line by line."""
    older, newer = (whole(request.args.get(name, "")) for name in ("older", "newer"))
    if not (older and newer):
        raise Refused("not_found")
    found = doors.compare_minutes(caller(), meeting_id, older=older, newer=newer)
    return show(
        "minutes_changes",
        minutes=minutes_of(found),
        older=found["older"],
        newer=found["newer"],
        sections=found["sections"],
    )


@page("/meetings/<meeting_id>/minutes.txt", "public")
def minutes_text(meeting_id: str) -> Response:
    """The latest edition as a plain text file."""
    number = whole(request.args.get("edition", "")) or 0
    found = doors.get_minutes(caller(), meeting_id, edition=number or None)
    if found["edition"] is None:
        raise Refused("not_found")
    answer = make_response(as_text(minutes_of(found, number)))
    answer.mimetype = "text/plain"
    answer.headers["Content-Disposition"] = f'attachment; filename="minutes-{found["day"]}.txt"'
    return answer


@page("/minutes", "public")
def all_minutes() -> Page:
    """Published minutes of all groups, and where to look for words in them."""
    region = request.args.get("region", "")
    names = group_names(region_names(caller()))
    return _list(names, region if region in names else "", "/minutes")


@page("/groups/<code>/minutes", "public")
def group_minutes(code: str) -> Page:
    """One group's published minutes, and the meetings whose minutes are missing."""
    names = group_names(region_names(caller()))
    if code not in names:
        raise Refused("region_unknown")
    return _list(names, code, f"/groups/{code}/minutes")


@page("/minutes.atom", "public")
def minutes_feed() -> Response:
    """What was published or corrected last, as an Atom feed."""
    return _feed(None, "/minutes", "all groups")


@page("/groups/<code>/minutes.atom", "public")
def group_minutes_feed(code: str) -> Response:
    """The same for one group."""
    names = group_names(region_names(caller()))
    return _feed(code, f"/groups/{code}/minutes", names.get(code, code))


def _edition(meeting_id: str, number: int) -> Page:
    person = caller()
    found, raised, made = together(
        doors.get_minutes.asking(person, meeting_id, edition=number or None),
        actions.actions_of_meeting.asking(person, meeting_id),
        decisions.decisions_of_meeting.asking(person, meeting_id),
    )
    if isinstance(found, Refused):
        raise found
    shown = minutes_of(found, number)
    return show(
        "minutes",
        minutes=shown,
        is_latest=not number or number == len(shown.editions),
        actions=[] if isinstance(raised, Refused) else _public(raised["raised"]),
        decisions=[] if isinstance(made, Refused) else _public(made["items"]),
        answers=not isinstance(raised, Refused) and not isinstance(made, Refused),
    )


def _public(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What published minutes carry: nothing of a closed part, whoever reads."""
    return [each for each in items if each["is_public"]]


def _list(names: dict[str, str], region: str, path: str) -> Page:
    person = caller()
    words = request.args.get("words", "").strip()[:200]
    cursor = request.args.get("cursor") or None
    asked = [doors.list_minutes.asking(person, region=region or None, words=words or None, cursor=cursor)]
    if region and not words and not cursor:
        asked.append(doors.awaited_minutes.asking(person, region))
    found, *awaited = together(*asked)
    if isinstance(found, Refused):
        raise found
    missing = [] if not awaited or isinstance(awaited[0], Refused) else awaited[0]["items"]
    return show(
        "minutes_list",
        lines=[line_of(each) for each in found["items"]],
        missing=[line_of(each) for each in missing],
        group=names.get(region, ""),
        region=region,
        groups=as_choices(names),
        chosen={"words": words, "region": region},
        path=path,
        next=found["next"],
        later=bool(cursor),
    )


def _feed(region: str | None, path: str, name: str) -> Response:
    """Entries have ids that last and change when a correction does; who holds the newest gets 304."""
    found = doors.latest_minutes(caller(), region=region, limit=FEED_LENGTH)["items"]
    text = render_template(
        "portal/minutes.atom.jinja",
        entries=[(each, minutes_of(each)) for each in found],
        site=parts().settings.portal_url,
        path=path,
        name=name,
        updated=found[0]["editions"][-1]["recorded_at"] if found else EPOCH,
    )
    # Letters that people can type and XML cannot hold would make the whole feed unreadable.
    answer = make_response(NOT_IN_XML.sub("", text))
    answer.mimetype = "application/atom+xml"
    answer.add_etag()
    answer.make_conditional(request)
    return answer
