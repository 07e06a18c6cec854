"""Connections: who I met, confirmed by both sides (row 9)."""

from gateway.clients import Command, membership
from gateway.guards import caller
from gateway.portal.forms import Form, date_names, date_of, given, send, sent_form
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.presenting.connections import connections_of

NEEDED = {"how": "Say how you met"}
FIELDS = ("how", "where", "met_on")


@page("/me/connections", "member")
def my_connections() -> Page:
    return _connections(Form())


@action("/me/connections/<connection_id>/confirm", "member")
def confirm_connection(connection_id: str) -> Page:
    return _answer(membership.confirm_connection, connection_id, "confirmed")


@action("/me/connections/<connection_id>/decline", "member")
def decline_connection(connection_id: str) -> Page:
    return _answer(membership.decline_connection, connection_id, "declined-connection")


@page("/members/<member_id>/met", "member")
def met_form(member_id: str) -> Page:
    return _met(member_id, Form())


@action("/members/<member_id>/met", "member")
def propose_connection(member_id: str) -> Page:
    form = sent_form("how", "where", *date_names("met_on")).lacking(NEEDED)
    form, day = date_of(form, "met_on", "The date you met")
    answer = send(
        form,
        FIELDS,
        lambda form: membership.propose_connection(
            caller(), form.command_id, member_id, form.answers["how"], day, **given(form, "where")
        ),
    )
    return _met(member_id, answer) if isinstance(answer, Form) else onward("my_connections", "proposed")


def _answer(command: Command[[str]], connection_id: str, done: str) -> Page:
    answer = send(sent_form(), (), lambda form: command(caller(), form.command_id, connection_id))
    return _connections(answer) if isinstance(answer, Form) else onward("my_connections", done)


def _connections(form: Form) -> Page:
    found = membership.my_connections(caller())["items"]
    return show("connections", form=form, connections=connections_of(found, caller().subject))


def _met(member_id: str, form: Form) -> Page:
    other = membership.get_member(caller(), member_id)
    return show("met", form=form, member_id=member_id, name=other.get("name") or "this member")
