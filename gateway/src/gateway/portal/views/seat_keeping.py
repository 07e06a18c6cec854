"""Filling, renewing, vacating and correcting seats, for those who look after a group (rows 12 and 15)."""

from collections.abc import Callable
from typing import Any

from flask import request

from contracts.refusals import Refused
from gateway.clients import membership
from gateway.clients.stewardship import seats as doors
from gateway.guards import caller
from gateway.portal.dates import today
from gateway.portal.forms import Form, date_names, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import as_choices, region_names
from gateway.portal.presenting.people import people_of
from gateway.portal.presenting.seats import BASES, DESIGNATIONS, KINDS, UK, title_of, worded
from gateway.portal.rough_dates import rough_date_of
from gateway.portal.views.seats import KEEPERS, names_of, running_of, seat_page
from gateway.portal.whole_numbers import whole

SHOWN = ("background", "locations", "sectors", "systems", "patient")
VOICE = ("basis", "voice")
FILLED = ("member", "seat", "kind", "designation", "months", "open_end", *SHOWN, *VOICE)
FIELDS = ("kind", "designation", "start", "months", "open_end", "basis", "voice", *SHOWN)
"""Fields of the page beside which a refusal is said."""
DOORS_NAMES = {"represents": "voice"}
"""What the door calls otherwise."""


@page("/groups/<region>/seats/fill", *KEEPERS)
def fill_seat_form(region: str) -> Page:
    """First whom, by name; then the seat."""
    _refuse_elsewhere(region)
    member_id = request.args.get("member", "")
    if not member_id:
        return _whom(region, request.args.get("q", "").strip(), request.args.get("seat", ""))
    answers = {
        "member": member_id,
        "seat": request.args.get("seat", ""),
        "designation": "appointed",
        "kind": "member",
    }
    return _fill(region, Form(answers=answers))


@action("/groups/<region>/seats/fill", *KEEPERS)
def fill_seat(region: str) -> Page:
    """A term from today or later; one that began earlier is recorded as a past fact."""
    form = sent_form(*FILLED, *date_names("start")).lacking(
        {
            "designation": "Choose how the seat is filled",
            "background": "Enter the background that everybody sees",
        }
    )
    form, start = rough_date_of(form, "start", "The start of the term")
    form = _months(form)
    is_past = bool(start) and start < today().isoformat()[: len(start)]
    knock = doors.record_term if is_past else doors.fill_seat
    if is_past and not caller().acts_for(region, "coordinator"):
        form = form.wrong("start", "Enter today or a later day: a coordinator records what began earlier")
    if not is_past and start and len(start) < len("2018-09-03"):
        form = form.wrong("start", "Enter the day from which the seat is held")
    if not is_past and form.answers["open_end"]:
        form = form.wrong("open_end", "Only a term that began in the past may have no agreed end")
    answer = send(form, FIELDS, lambda form: _by_field(knock, form, region, start))
    if isinstance(answer, Form):
        return _fill(region, answer)
    return onward("seat", "seat-filled", region=region, seat_id=answer["id"])


@action("/groups/<region>/seats/<seat_id>/renew", *KEEPERS)
def renew_seat(region: str, seat_id: str) -> Page:
    answer = send(
        sent_form("version"),
        (),
        lambda form: doors.renew_seat(
            caller(), form.command_id, seat_id, region=region, version=version_of(form)
        ),
    )
    return _done(region, seat_id, answer, "seat-renewed")


@action("/groups/<region>/seats/<seat_id>/close", *KEEPERS)
def close_seat(region: str, seat_id: str) -> Page:
    answer = send(
        sent_form("version"),
        (),
        lambda form: doors.close_seat(
            caller(), form.command_id, seat_id, region=region, version=version_of(form)
        ),
    )
    return _done(region, seat_id, answer, "seat-closed")


@page("/groups/<region>/seats/<seat_id>/vacate", *KEEPERS)
def vacate_seat_form(region: str, seat_id: str) -> Page:
    return _vacate(region, seat_id, Form(answers={"how": "resigned"}))


@action("/groups/<region>/seats/<seat_id>/vacate", *KEEPERS)
def vacate_seat(region: str, seat_id: str) -> Page:
    form = sent_form("how", "reason", "version", *date_names("on")).lacking(
        {"how": "Choose what happened", "reason": "Say why the seat becomes vacant"}
    )
    form, on = rough_date_of(form, "on", "The day", needed=False)
    answer = send(
        form,
        ("how", "reason", "on"),
        lambda form: doors.vacate_seat(
            caller(),
            form.command_id,
            seat_id,
            reason=form.answers["reason"],
            how=form.answers["how"],
            on=on or None,
            region=region,
            version=version_of(form),
        ),
    )
    if isinstance(answer, Form):
        return _vacate(region, seat_id, answer)
    return onward("seat", "seat-vacated", region=region, seat_id=seat_id)


@page("/groups/<region>/seats/<seat_id>/describe", *KEEPERS)
def describe_seat_form(region: str, seat_id: str) -> Page:
    found = doors.get_seat(caller(), seat_id, region=region)
    term = running_of(found)
    lines = {name: "\n".join(term[name]) for name in ("locations", "sectors", "systems")}
    patient = "yes" if term["patient"] else ""
    return _describe(
        region, found, Form(answers={"background": term["background"], "patient": patient, **lines})
    )


@action("/groups/<region>/seats/<seat_id>/describe", *KEEPERS)
def describe_seat(region: str, seat_id: str) -> Page:
    form = sent_form(*SHOWN, "version").lacking({"background": "Enter the background that everybody sees"})
    found = doors.get_seat(caller(), seat_id, region=region)
    term = running_of(found)
    kept = {"basis": term["basis"] or "", "represents": term["represents"]}
    answer = send(
        form,
        SHOWN,
        lambda form: doors.describe_seat(
            caller(),
            form.command_id,
            seat_id,
            {**_shown(form), **kept},
            region=region,
            version=version_of(form),
        ),
    )
    if isinstance(answer, Form):
        return _describe(region, found, answer)
    return onward("seat", "seat-described", region=region, seat_id=seat_id)


def _refuse_elsewhere(region: str) -> None:
    """A form that its reader may not send is not shown to them."""
    if not caller().acts_for(region, "coordinator", "convenor"):
        raise Refused("not_your_region")


def _done(region: str, seat_id: str, answer: Any, said: str) -> Page:
    if isinstance(answer, Form):
        return seat_page(region, seat_id, answer)
    return onward("seat", said, region=region, seat_id=seat_id)


def _whom(region: str, q: str, seat_id: str) -> Page:
    """The way to a member: by name, in the register as the reader may see it."""
    names = region_names(caller())
    found = membership.search_members(caller(), q=q) if q else None
    return show(
        "seat_whom",
        region=region,
        title=title_of(region, names.get(region, "UK-wide group")),
        q=q,
        seat_id=seat_id,
        people=people_of(found["items"], names) if found else None,
    )


def _fill(region: str, form: Form) -> Page:
    roster = doors.roster(caller(), region)
    member_id, seat_id = form.answers["member"], form.answers.get("seat", "")
    vacant = next((each for each in roster["vacant"] if each["id"] == seat_id), None)
    kinds = [roster["leader"], "member"] if caller().acts_for(region, "coordinator") else ["member"]
    names = region_names(caller())
    return show(
        "seat_fill",
        form=form,
        region=region,
        title=title_of(region, roster["name"]),
        member=names_of([{"member_id": member_id}]).get(member_id, "This member"),
        vacant=vacant,
        kinds=[{"value": kind, "text": KINDS[kind]} for kind in kinds],
        designations=[{"value": value, "text": text} for value, text in DESIGNATIONS.items()],
        sectors=[worded(each["label"]) for each in roster["coverage"] if each["what"] == "sector"],
        months=roster["rules"]["term_months"],
        records=caller().acts_for(region, "coordinator"),
        bases=[{"value": value, "text": text.capitalize()} for value, text in BASES.items()]
        if region == UK
        else [],
        voices=[*as_choices(names), *({"value": each, "text": each} for each in _nations())]
        if region == UK
        else [],
    )


def _nations() -> list[str]:
    return sorted({each["nation"] for each in membership.list_regions(caller())["items"]})


def _vacate(region: str, seat_id: str, form: Form) -> Page:
    _refuse_elsewhere(region)
    found = doors.get_seat(caller(), seat_id, region=region)
    return show(
        "seat_vacate",
        form=form,
        region=region,
        seat=found,
        term=running_of(found),
        title=title_of(region, found["name"]),
        may_end=caller().acts_for(region, "coordinator"),
    )


def _describe(region: str, found: dict[str, Any], form: Form) -> Page:
    _refuse_elsewhere(region)
    return show("seat_describe", form=form, region=region, seat=found, title=title_of(region, found["name"]))


def _months(form: Form) -> Form:
    sent = form.answers["months"]
    if sent and whole(sent) is None:
        return form.wrong("months", "Enter a whole number of months")
    return form


def _by_field(knock: Callable[..., Any], form: Form, region: str, start: str) -> Any:
    """The door's answer; what it says of ``represents``, or of a line of several, belongs to a field here."""
    try:
        return knock(caller(), form.command_id, region, _wanted(form, start))
    except Refused as no:
        fields: dict[str, list[str]] = {}
        for name, said in no.fields.items():
            first = name.partition(".")[0]
            fields.setdefault(DOORS_NAMES.get(first, first), []).extend(said)
        raise Refused(no.code, no.message, fields) from no


def _wanted(form: Form, start: str) -> dict[str, Any]:
    """The door's payload from the form."""
    answers = form.answers
    wanted: dict[str, Any] = {
        "member_id": answers["member"],
        "kind": answers["kind"] or "member",
        "designation": answers["designation"],
        "start": start,
        **_shown(form),
    }
    if answers["months"]:
        wanted["months"] = int(answers["months"])
    if answers["open_end"]:
        wanted["open_end"] = True
    if answers["seat"]:
        wanted["seat_id"] = answers["seat"]
    if answers["basis"]:
        wanted["basis"] = answers["basis"]
    if answers["voice"]:
        wanted["represents"] = [answers["voice"]]
    return wanted


def _shown(form: Form) -> dict[str, Any]:
    """The description that everybody sees."""
    several = {
        name: [line.strip() for line in form.answers[name].splitlines() if line.strip()]
        for name in ("locations", "sectors", "systems")
    }
    return {
        "background": form.answers["background"],
        "patient": form.answers["patient"] == "yes",
        **several,
    }
