"""How a member's groups may call them in their papers (row 81)."""

from typing import Any

from gateway.clients.meetings import introductions as doors
from gateway.guards import caller
from gateway.portal.forms import Form, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show

READERS = [
    {"value": "group", "text": "My group alone", "hint": "Published papers show your seat instead"},
    {"value": "everybody", "text": "Everybody", "hint": "Published minutes and actions show your name, too"},
]


@page("/my-name", "member")
def my_name() -> Page:
    found = doors.get_introduction(caller())
    readers = {None: "", True: "everybody", False: "group"}[found["is_public"]]
    answers = {"name": found["name"] or "", "readers": readers, "version": found["version"] or ""}
    return show("my_name", form=Form(answers=answers), written=found["name"], readers=READERS)


@action("/my-name", "member")
def introduce_myself() -> Page:
    form = sent_form("name", "readers", "version").lacking(
        {"name": "Enter the name that your group may use", "readers": "Choose who may read it"}
    )
    answer = send(form, ("name",), _send)
    if isinstance(answer, Form):
        written = doors.get_introduction(caller())["name"]
        return show("my_name", form=answer, written=written, readers=READERS)
    return onward("my_name", "name-written")


@action("/my-name/take-back", "member")
def take_back_introduction() -> Page:
    doors.take_back_introduction(caller(), sent_form().command_id)
    return onward("my_name", "name-taken-back")


def _send(form: Form) -> Any:
    said = form.answers
    version = version_of(form)
    is_public = said["readers"] == "everybody"
    return doors.introduce_myself(caller(), form.command_id, said["name"], is_public, version=version)
