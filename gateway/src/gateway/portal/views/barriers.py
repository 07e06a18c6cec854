"""What stands in the way: a region's list, the log for its members, what groups share UK-wide (row 40)."""

from typing import Any

from flask import request

from gateway.clients.stewardship import barriers as doors
from gateway.clients.stewardship import network
from gateway.guards import caller
from gateway.portal.forms import Form, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.presenting.barriers import STATES, THEMES, barrier_of, theme_of
from gateway.portal.presenting.groups import group_of

KEEPERS = ("coordinator", "convenor", "national_team")
CHANGES = ("text", "theme", "state", "action", "action_path")


@page("/barriers", "public")
def shared_barriers() -> Page:
    found = doors.shared_barriers(caller())
    return show("shared_barriers", themes=[theme_of(each) for each in found["items"]])


@page("/groups/<region>/barriers", "public")
def group_barriers(region: str) -> Page:
    return _barriers(region, Form())


@action("/groups/<region>/barriers", "member")
def log_barrier(region: str) -> Page:
    form = sent_form("theme", "text").lacking({"theme": "Choose a theme", "text": "Say what the cause is"})
    answer = send(
        form,
        ("theme", "text"),
        lambda form: doors.log_barrier(
            caller(), form.command_id, region, theme=form.answers["theme"], text=form.answers["text"]
        ),
    )
    return (
        _barriers(region, answer)
        if isinstance(answer, Form)
        else onward("group_barriers", "saved", region=region)
    )


@page("/barriers/<barrier_id>", *KEEPERS)
def barrier(barrier_id: str) -> Page:
    return _barrier(barrier_id, None)


@action("/barriers/<barrier_id>", *KEEPERS)
def change_barrier(barrier_id: str) -> Page:
    form = sent_form(*CHANGES, "shared", "version").lacking({"text": "Say what the cause is"})

    def knock(form: Form) -> Any:
        told = {name: form.answers[name] for name in CHANGES if form.answers[name]}
        # Also when it is empty: then what was said to be done is taken away.
        changes = {**told, "action": form.answers["action"], "shared": form.answers["shared"] == "yes"}
        return doors.change_barrier(
            caller(),
            form.command_id,
            barrier_id,
            changes,
            version=version_of(form),
        )

    answer = send(form, (*CHANGES, "shared"), knock)
    if isinstance(answer, Form):
        return _barrier(barrier_id, answer)
    return onward("group_barriers", "saved", region=answer["region"])


def _barriers(region: str, form: Form) -> Page:
    person = caller()
    found = doors.list_barriers(person, region, cursor=request.args.get("cursor") or None)
    keeps = person.acts_for(region, "coordinator", "convenor")
    return show(
        "barriers",
        form=form,
        group=group_of(network.get_group(person, region)),
        barriers=[barrier_of(each) for each in found["items"]],
        next=found["next"],
        later=bool(request.args.get("cursor")),
        keeps=keeps,
        logs=person.has("member") and (keeps or person.region == region),
        themes=[{"value": code, "text": name} for code, name in THEMES.items()],
    )


def _barrier(barrier_id: str, form: Form | None) -> Page:
    found = doors.get_barrier(caller(), barrier_id)
    shown = barrier_of(found)
    if form is None:
        form = Form(
            answers={
                "text": shown.text,
                "theme": shown.theme_code,
                "state": shown.state_code,
                "action": shown.action,
                "action_path": shown.action_path,
                "shared": "yes" if shown.is_shared else "",
                "version": str(shown.version),
            }
        )
    return show(
        "barrier",
        form=form,
        barrier=shown,
        group=group_of(network.get_group(caller(), shown.region)),
        themes=[{"value": code, "text": name} for code, name in THEMES.items()],
        states=[{"value": code, "text": name} for code, (name, _) in STATES.items()],
    )
