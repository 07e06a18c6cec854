"""What the centre records of a group and its pilot, and how a group describes itself."""

from collections.abc import Callable
from typing import Any

from gateway.clients.stewardship import network
from gateway.guards import caller
from gateway.portal.forms import Form, date_names, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.presenting.groups import CLOCKS, STAGES, group_of
from gateway.portal.rough_dates import HINT, rough_date_of
from gateway.portal.whole_numbers import whole

CENTRE = ("national_team",)
KEEPERS = ("coordinator", "convenor", "national_team")

STEPS = {
    "formed": "It is being formed",
    "opened": "It began its work",
    "closed": "It ended",
}


@page("/groups/<region>/about", *KEEPERS)
def describe_group_form(region: str) -> Page:
    return _about(region, None)


@action("/groups/<region>/about", *KEEPERS)
def describe_group(region: str) -> Page:
    form = sent_form("about", "sponsors", "partners", "version")
    changes = {
        "about": form.answers["about"],
        "sponsors": _lines(form.answers["sponsors"]),
        "partners": _lines(form.answers["partners"]),
    }
    answer = send(
        form,
        ("about", "sponsors", "partners"),
        lambda form: network.describe_group(
            caller(), form.command_id, region, changes, version=version_of(form)
        ),
    )
    return _about(region, answer) if isinstance(answer, Form) else onward("group", "saved", region=region)


@page("/groups/<region>/status", *CENTRE)
def group_status(region: str) -> Page:
    return _status(region, Form())


@action("/groups/<region>/status", *CENTRE)
def change_group_status(region: str) -> Page:
    form = sent_form("step", "reason", *date_names("on")).lacking({"step": "Choose what happened"})
    if form.answers["step"] == "closed":
        form = form.lacking({"reason": "Give the reason; everybody may read it"})
    form, on = rough_date_of(form, "on", "The date it happened")
    answer = send(form, ("step", "on", "reason"), lambda form: _step(form, region, on))
    return _status(region, answer) if isinstance(answer, Form) else onward("group", "saved", region=region)


def _step(form: Form, region: str, on: str) -> Any:
    step, command = form.answers["step"], form.command_id
    if step == "closed":
        return network.close_group(caller(), command, region, on=on, reason=form.answers["reason"])
    if step == "opened":
        return network.open_group(caller(), command, region, on=on)
    return network.form_group(caller(), command, region, on=on)


@page("/groups/<region>/pilot", *CENTRE)
def pilot(region: str) -> Page:
    return _pilot(region, Form())


@action("/groups/<region>/pilot/stage", *CENTRE)
def change_pilot_stage(region: str) -> Page:
    form = sent_form("stage", *date_names("on")).lacking({"stage": "Choose the stage"})
    form, on = rough_date_of(form, "on", "The date it was reached")
    stage = form.answers["stage"]

    def knock(form: Form) -> Any:
        if stage == "invited":
            return network.begin_pilot(caller(), form.command_id, region, on=on)
        return network.move_pilot_on(caller(), form.command_id, region, stage=stage, on=on)

    return _recorded(region, form, ("stage", "on"), knock)


@action("/groups/<region>/pilot/clock", *CENTRE)
def change_pilot_clock(region: str) -> Page:
    form = sent_form("clock", "months", *date_names("starts"), *date_names("ends"))
    form = form.lacking({"clock": "Choose the clock"})
    form, starts = rough_date_of(form, "starts", "The start")
    form, ends = rough_date_of(form, "ends", "The end", needed=False)
    months = form.answers["months"]
    if months and whole(months) is None:
        form = form.wrong("months", "Enter a whole number of months")

    def knock(form: Form) -> Any:
        return network.set_pilot_clock(
            caller(),
            form.command_id,
            region,
            clock=form.answers["clock"],
            starts=starts,
            ends=ends or None,
            months=int(months) if months else None,
        )

    return _recorded(region, form, ("clock", "starts", "ends", "months"), knock)


@action("/groups/<region>/pilot/report", *CENTRE)
def add_pilot_report(region: str) -> Page:
    form = sent_form("title", "link", *date_names("published")).lacking({"title": "Enter the title"})
    form, published = rough_date_of(form, "published", "The date it was published")

    def knock(form: Form) -> Any:
        title, link = form.answers["title"], form.answers["link"]
        return network.add_pilot_report(
            caller(), form.command_id, region, title=title, published=published, link=link or None
        )

    return _recorded(region, form, ("title", "published", "link"), knock)


def _recorded(region: str, form: Form, known: tuple[str, ...], knock: Callable[[Form], Any]) -> Page:
    answer = send(form, known, knock)
    return _pilot(region, answer) if isinstance(answer, Form) else onward("pilot", "saved", region=region)


def _about(region: str, form: Form | None) -> Page:
    found = network.get_group(caller(), region)
    if form is None:
        form = Form(
            answers={
                "about": found["about"],
                "sponsors": "\n".join(found["sponsors"]),
                "partners": "\n".join(found["partners"]),
            }
        )
    version = form.answers.get("version") or found["version"]
    return show("group_about", form=form, group=group_of(found), version=version)


def _status(region: str, form: Form) -> Page:
    steps = [{"value": value, "text": text} for value, text in STEPS.items()]
    group = group_of(network.get_group(caller(), region))
    return show("group_status", form=form, group=group, steps=steps, hint=HINT)


def _pilot(region: str, form: Form) -> Page:
    return show(
        "pilot",
        form=form,
        group=group_of(network.get_group(caller(), region)),
        stages=[{"value": value, "text": text} for value, text in STAGES.items()],
        clocks=[{"value": value, "text": text} for value, text in CLOCKS.items()],
        hint=HINT,
    )


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
