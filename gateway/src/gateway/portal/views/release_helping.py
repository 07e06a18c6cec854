"""Finding members who could help next door, asking them, and closing a request (row 61)."""

from typing import Any

from contracts.refusals import Refused
from gateway.clients.skills_register import placements as doors
from gateway.guards import caller
from gateway.portal.forms import Form, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.presenting.releases import STATES, request_of
from gateway.portal.views.release_requests import names_in


@page("/release-requests/<request_id>/helpers", "member")
def release_helpers(request_id: str) -> Page:
    """Members whose skills fit, with the reasons."""
    return _helpers(request_id, Form())


@action("/release-requests/<request_id>/helpers", "member")
def invite_helper(request_id: str) -> Page:
    form = sent_form("member_id")
    answer = send(
        form,
        (),
        lambda form: doors.invite_member(
            caller(), form.command_id, request_id, member_id=form.answers["member_id"]
        ),
    )
    if isinstance(answer, Form):
        return _helpers(request_id, answer)
    return onward("release_helpers", "help-invited", request_id=request_id)


@page("/release-requests/<request_id>/close", "member")
def close_request_form(request_id: str) -> Page:
    found = doors.get_request(caller(), request_id)
    return _close(found, Form(answers={"version": str(found["version"])}))


@action("/release-requests/<request_id>/close", "member")
def close_release_request(request_id: str) -> Page:
    form = sent_form("reason", "version").lacking({"reason": "Say why it is closed"})
    answer = send(
        form,
        ("reason",),
        lambda form: doors.close_request(
            caller(),
            form.command_id,
            request_id,
            reason=form.answers["reason"],
            version=version_of(form),
        ),
    )
    if isinstance(answer, Form):
        return _close(doors.get_request(caller(), request_id), answer)
    return onward("release_request", "help-closed", request_id=request_id)


def _helpers(request_id: str, form: Form) -> Page:
    answer = doors.get_request(caller(), request_id)
    found = doors.find_helpers(caller(), request_id)
    names = names_in(found["items"], answer["region"])
    return show(
        "release_helpers",
        form=form,
        request=request_of(answer),
        helpers=[_helper(each, names) for each in found["items"]],
        not_understood=found["not_understood"],
    )


def _helper(row: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    state = STATES[row["state"]] if row["state"] else ("", "")
    return {
        "id": row["member_id"],
        "name": row["shown_name"] or names.get(row["member_id"], "A member of Q"),
        "skills": ", ".join(row["skills"]),
        "reasons": row["reasons"],
        "state": state[0],
        "colour": state[1],
    }


def _close(answer: dict[str, Any], form: Form) -> Page:
    if not answer["is_asking"]:
        raise Refused("not_found")
    return show("release_request_close", form=form, request=request_of(answer))
