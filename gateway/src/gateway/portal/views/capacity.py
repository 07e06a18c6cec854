"""QI capacity: how many people of each organisation are trained, over the years (row 66)."""

from typing import Any

from flask import request

from contracts.refusals import Refused
from gateway.clients.skills_register import capacity as doors
from gateway.clients.skills_register import organisations as bodies
from gateway.guards import caller
from gateway.portal.dates import today
from gateway.portal.forms import Form, date_names, date_of, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import as_choices, kept_regions, region_names
from gateway.portal.presenting.capacity import body_of, snapshots_of, total_of, trend_of
from gateway.portal.whole_numbers import whole

KEEPERS = ("coordinator", "convenor", "national_team")
FIGURES = ("trained", "headcount")
SAYS = ("organisation", "day", *FIGURES, "source", "self_reported", "note")
MOST_LISTED = 200
WHO_SAYS = [
    {"value": "yes", "text": "The organisation itself"},
    {"value": "no", "text": "Somebody else", "hint": "Name them as the source"},
]


@page("/capacity", "public")
def capacity() -> Page:
    """A region's organisations by name, with their sum; the reader's own region first."""
    person = caller()
    names = region_names(person)
    region = request.args.get("region", "") or person.region or next(iter(names), "")
    found = doors.list_capacity(person, region, cursor=request.args.get("cursor") or None)
    return show(
        "capacity",
        bodies=[body_of(each) for each in found["items"]],
        total=total_of(found["total"]),
        region=region,
        region_name=names.get(region, region),
        regions=as_choices(names),
        keeps=person.acts_for(region, "coordinator", "convenor"),
        next=found["next"],
        later=bool(request.args.get("cursor")),
    )


@page("/capacity/<body_id>", "public")
def capacity_body(body_id: str) -> Page:
    """One organisation with its trend, as a line and as a table."""
    found = doors.get_capacity(caller(), body_id)
    names = region_names(caller())
    return show(
        "capacity_body",
        body=body_of(found),
        snapshots=snapshots_of(found),
        trend=trend_of(found),
        region_name=names.get(found["region"], found["region"]),
        keeps=caller().acts_for(found["region"], "coordinator", "convenor"),
    )


@page("/capacity/report", *KEEPERS)
def report_capacity_form() -> Page:
    day = today()
    fresh = dict(zip(date_names("day"), (str(day.day), str(day.month), str(day.year)), strict=True))
    chosen = {"listed": request.args.get("organisation", ""), "organisation": request.args.get("name", "")}
    chosen["self_reported"] = "yes"
    return _reporting(_region(request.args.get("region", "")), Form(answers={**fresh, **chosen}))


@action("/capacity/report", *KEEPERS)
def report_capacity() -> Page:
    form = sent_form(
        "region", "listed", "organisation", *FIGURES, "source", "self_reported", *date_names("day")
    )
    region = _region(form.answers["region"])
    if not form.answers["listed"]:
        form = form.lacking({"organisation": "Choose an organisation, or enter its name"})
    form, day, figures = _figures(form)
    answer = send(
        form,
        SAYS,
        lambda form: doors.report_capacity(
            caller(),
            form.command_id,
            region,
            organisation_id=form.answers["listed"] or None,
            organisation=form.answers["organisation"] or None,
            day=day,
            source=form.answers["source"],
            self_reported=form.answers["self_reported"] == "yes",
            **figures,
        ),
    )
    if isinstance(answer, Form):
        return _reporting(region, answer)
    return onward("capacity_body", "capacity-reported", body_id=answer["id"])


@page("/capacity/<body_id>/correct/<snapshot_id>", *KEEPERS)
def correct_capacity_form(body_id: str, snapshot_id: str) -> Page:
    found, line = _line(body_id, snapshot_id)
    year, month, day = line["day"].split("-")
    dated = dict(zip(date_names("day"), (str(int(day)), str(int(month)), year), strict=True))
    known = {name: "" if value is None else str(value) for name, value in line["exact"].items()}
    more = {"source": line["source"], "self_reported": "yes" if line["label"] else "no"}
    return _correcting(
        body_id, snapshot_id, Form(answers={**dated, **known, **more, "version": str(found["version"])})
    )


@action("/capacity/<body_id>/correct/<snapshot_id>", *KEEPERS)
def correct_capacity(body_id: str, snapshot_id: str) -> Page:
    form = sent_form(*FIGURES, "source", "self_reported", "note", "version", *date_names("day")).lacking(
        {"note": "Say what was wrong"}
    )
    form, day, figures = _figures(form)
    answer = send(
        form,
        SAYS,
        lambda form: doors.correct_capacity(
            caller(),
            form.command_id,
            body_id,
            snapshot_id,
            day=day,
            note=form.answers["note"],
            source=form.answers["source"],
            self_reported=form.answers["self_reported"] == "yes",
            version=version_of(form),
            **figures,
        ),
    )
    if isinstance(answer, Form):
        return _correcting(body_id, snapshot_id, answer)
    return onward("capacity_body", "capacity-corrected", body_id=body_id)


def _figures(form: Form) -> tuple[Form, str, dict[str, int | None]]:
    """The day and the two numbers as typed; a number that is left empty is not known."""
    form = form.lacking({"source": "Say where the figures come from", "self_reported": "Choose who says so"})
    form, day = date_of(form, "day", "The day that the figures are of")
    figures: dict[str, int | None] = {}
    for name in FIGURES:
        typed = form.answers[name].replace(",", "").replace(" ", "")
        if typed and whole(typed) is None:
            form = form.wrong(name, "Enter a whole number of people, or leave it empty")
        else:
            figures[name] = whole(typed)
    return form, day, figures


def _region(asked: str) -> str:
    """The region that is reported for: the one named, else the first that the reader looks after."""
    kept = kept_regions(caller(), region_names(caller()))
    region = asked or next(iter(kept), "")
    if region not in kept:
        raise Refused("not_your_region")
    return region


def _reporting(region: str, form: Form) -> Page:
    names = region_names(caller())
    found = bodies.list_organisations(caller(), region, limit=MOST_LISTED)["items"]
    return show(
        "capacity_report",
        form=form,
        region=region,
        region_name=names[region],
        regions=as_choices(kept_regions(caller(), names)),
        listed=[{"value": each["id"], "text": each["name"]} for each in found if each["is_open"]],
        who_says=WHO_SAYS,
    )


def _correcting(body_id: str, snapshot_id: str, form: Form) -> Page:
    found, _line_of_it = _line(body_id, snapshot_id)
    return show(
        "capacity_correct",
        form=form,
        body=body_of(found),
        snapshot_id=snapshot_id,
        who_says=WHO_SAYS,
    )


def _line(body_id: str, snapshot_id: str) -> tuple[Any, Any]:
    """A body that the reader looks after, and the report of it that stands."""
    found = doors.get_capacity(caller(), body_id)
    if not caller().acts_for(found["region"], "coordinator", "convenor"):
        raise Refused("not_your_region")
    line = next((each for each in found["trend"] if each["snapshot_id"] == snapshot_id), None)
    if line is None:
        raise Refused("snapshot_corrected")
    return found, line
