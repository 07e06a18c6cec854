"""Appointing a Q Connector and ending it (row 8)."""

from gateway.clients import membership
from gateway.guards import caller
from gateway.portal.forms import Form, send, sent_form
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import as_choices, region_names

WHO = ("convenor", "coordinator", "national_team")
FIELDS = ("regions", "topics")


@page("/members/<member_id>/connector", *WHO)
def connector_form(member_id: str) -> Page:
    known = membership.get_member(caller(), member_id).get("connector") or {}
    answers = {"regions": known.get("regions") or [], "topics": "\n".join(known.get("topics") or [])}
    return _form(member_id, Form(answers=answers))


@action("/members/<member_id>/connector", *WHO)
def appoint_connector(member_id: str) -> Page:
    form = sent_form("topics", several=("regions",)).lacking(
        {"regions": "Choose at least one region", "topics": "Enter at least one topic"}
    )
    topics = [line.strip() for line in form.answers["topics"].splitlines() if line.strip()]
    answer = send(
        form,
        FIELDS,
        lambda form: membership.appoint_connector(
            caller(), form.command_id, member_id, regions=form.answers["regions"], topics=topics
        ),
    )
    if isinstance(answer, Form):
        return _form(member_id, answer)
    return onward("member", "connector", member_id=member_id)


@action("/members/<member_id>/connector/end", *WHO)
def end_connector(member_id: str) -> Page:
    answer = send(
        sent_form(), (), lambda form: membership.end_connector(caller(), form.command_id, member_id)
    )
    if isinstance(answer, Form):
        return _form(member_id, answer)
    return onward("member", "connector-ended", member_id=member_id)


def _form(member_id: str, form: Form) -> Page:
    other = membership.get_member(caller(), member_id)
    return show(
        "connector",
        form=form,
        member_id=member_id,
        name=other.get("name") or "this member",
        is_connector=bool(other.get("connector")),
        regions=as_choices(region_names(caller())),
    )
