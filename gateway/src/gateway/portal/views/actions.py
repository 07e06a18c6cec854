"""The register of actions, one action, a meeting's own and carried ones, and one's own (row 45)."""

from flask import Response, request, stream_with_context

from contracts.refusals import Refused
from gateway import action_files
from gateway.clients import together
from gateway.clients.meetings import actions as doors
from gateway.clients.meetings import calendar
from gateway.clients.meetings import decisions as decision_doors
from gateway.guards import caller
from gateway.portal.dates import today
from gateway.portal.pages import Page, page, show
from gateway.portal.places import region_names
from gateway.portal.presenting.actions import FILTERS, STATES, action_of, actions_of
from gateway.portal.presenting.decisions import decision_of
from gateway.portal.presenting.matters import group_names
from gateway.portal.presenting.own_meetings import heading_of


@page("/groups/<region>/actions", "public")
def group_actions(region: str) -> Page:
    """The register: for its table all, for everybody what published minutes carry."""
    state = request.args.get("state", "")
    names = group_names(region_names(caller()))
    found = doors.list_actions(
        caller(),
        region,
        state=state if state in STATES else None,
        cursor=request.args.get("cursor") or None,
    )
    return show(
        "actions",
        actions=actions_of(found["items"]),
        region=region,
        group_name=names.get(region, region),
        filters=FILTERS,
        chosen={"state": state if state in STATES else ""},
        next=found["next"],
        later=bool(request.args.get("cursor")),
    )


@page("/groups/<region>/actions.csv", "public")
def group_actions_csv(region: str) -> Response:
    lines = action_files.register_as_csv(caller(), region)
    answer = Response(stream_with_context(lines), mimetype="text/csv")
    name = f"actions-{region}-{today().isoformat()}.csv"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


@page("/meetings/<meeting_id>/actions", "public")
def meeting_actions(meeting_id: str) -> Page:
    """What a meeting decided and agreed, and what earlier ones carried to it."""
    person = caller()
    answers = together(
        calendar.get_meeting.asking(person, meeting_id),
        doors.actions_of_meeting.asking(person, meeting_id),
        decision_doors.decisions_of_meeting.asking(person, meeting_id),
    )
    for answer in answers:
        if isinstance(answer, Refused):
            raise answer
    meeting, found, decided = answers
    return show(
        "meeting_actions",
        meeting=heading_of(meeting, group_names(region_names(person))),
        raised=actions_of(found["raised"]),
        carried=actions_of(found["carried"]),
        decisions=[decision_of(each) for each in decided["items"]],
        writes=_writes(meeting_id),
    )


@page("/actions/<action_id>", "public")
def action_page(action_id: str) -> Page:
    found = action_of(doors.get_action(caller(), action_id))
    names = group_names(region_names(caller()))
    return show("action", action=found, group_name=names.get(found.region, found.region))


@page("/my-actions", "member")
def my_actions() -> Page:
    """One's own in every group, each with its one next step."""
    found = doors.my_actions(caller())
    return show(
        "my_actions",
        offered=actions_of(found["offered"]),
        open=actions_of(found["open"]),
        finished=actions_of(found["done"]),
        names=group_names(region_names(caller())),
    )


def _writes(meeting_id: str) -> bool:
    """Whether the reader belongs to the table of this meeting's group: the service knows."""
    if not caller().has("member"):
        return False
    try:
        decision_doors.voters_of_meeting(caller(), meeting_id)
    except Refused:
        return False
    return True
