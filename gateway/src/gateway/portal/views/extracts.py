"""Extracts for evaluators: the public list, one with hand-overs, asking and deciding (row 79)."""

from collections.abc import Callable
from typing import Any

from flask import Response, request

from gateway.clients import together
from gateway.clients.exchange import extracts as doors
from gateway.guards import caller
from gateway.hand_over_files import hand_over_file
from gateway.portal.forms import Form, date_names, date_of, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import as_choices, kept_places, region_names
from gateway.portal.presenting.extracts import (
    dataset_choices,
    extract_of,
    field_choices,
    hand_over_of,
)
from gateway.portal.views.organisations import answered

KEEPERS = ("coordinator", "convenor", "national_team")
ASKED = ("region", "asker", "purpose", "dataset", "fields", "until")
MOST_KEPT = 50
NOT_PUBLIC = ("asked", "refused")
"""What stands in no list for everybody."""


@page("/extracts", "public")
def extracts() -> Page:
    """Who was given which counts; a keeper also sees what was asked for in their region, and what waits."""
    person = caller()
    names = region_names(person)
    kept = kept_places(person, names)
    decides = person.has("national_team")
    found, *more = (
        answered(each)
        for each in together(
            doors.list_extracts.asking(person, cursor=request.args.get("cursor") or None),
            *([doors.extracts_to_decide.asking(person, limit=MOST_KEPT)] if decides else []),
            *(
                [doors.extracts_of.asking(person, code, limit=MOST_KEPT) for code in kept]
                if not decides
                else []
            ),
        )
    )
    own = [extract_of(each, names) for answer in more for each in answer["items"]]
    return show(
        "extracts",
        extracts=[extract_of(each, names) for each in found["items"]],
        own=[each for each in own if each.state in NOT_PUBLIC],
        keeps=bool(kept),
        decides=decides,
        next=found["next"],
        later=bool(request.args.get("cursor")),
    )


@page("/extracts/new", *KEEPERS)
def ask_extract_form() -> Page:
    return _asking(Form())


@action("/extracts/new", *KEEPERS)
def ask_extract() -> Page:
    form = sent_form(
        "region", "asker", "purpose", "dataset", *date_names("until"), several=("fields",)
    ).lacking(
        {
            "region": "Choose where",
            "asker": "Enter which organisation asks",
            "purpose": "Say what it is for",
            "dataset": "Choose what is counted",
        }
    )
    form, until = date_of(form, "until", "The last day")
    answer = send(
        form,
        ASKED,
        lambda form: doors.ask_extract(
            caller(),
            form.command_id,
            form.answers["region"],
            form.answers["asker"],
            form.answers["purpose"],
            form.answers["dataset"],
            until,
            fields=form.answers["fields"],
        ),
    )
    if isinstance(answer, Form):
        return _asking(answer)
    return onward("extract", "extract-asked", extract_id=answer["id"])


@page("/extracts/<extract_id>", "public")
def extract(extract_id: str) -> Page:
    """Who asked, why and until when; its keepers hand over, the centre decides."""
    return _one(extract_id, Form())


@action("/extracts/<extract_id>/decision", "national_team")
def decide_extract(extract_id: str) -> Page:
    form = sent_form("answer", "reason", "version").lacking({"answer": "Choose yes or no"})
    return _done(
        extract_id,
        form,
        ("answer", "reason"),
        "extract-decided",
        lambda form: doors.decide_extract(
            caller(),
            form.command_id,
            extract_id,
            form.answers["answer"] == "yes",
            reason=form.answers["reason"],
            version=version_of(form),
        ),
    )


@action("/extracts/<extract_id>/hand-overs", *KEEPERS)
def hand_over_extract(extract_id: str) -> Page:
    return _done(
        extract_id,
        sent_form("version"),
        (),
        "extract-handed-over",
        lambda form: doors.hand_over_extract(caller(), form.command_id, extract_id, version=version_of(form)),
    )


@action("/extracts/<extract_id>/end", *KEEPERS)
def end_extract(extract_id: str) -> Page:
    return _done(
        extract_id,
        sent_form("end_reason", "version"),
        ("end_reason",),
        "extract-ended",
        lambda form: doors.end_extract(
            caller(),
            form.command_id,
            extract_id,
            reason=form.answers["end_reason"],
            version=version_of(form),
        ),
    )


@page("/extracts/<extract_id>/hand-overs/<int:number>.csv", *KEEPERS)
def hand_over_csv(extract_id: str, number: int) -> Response:
    return hand_over_file(doors.get_hand_over(caller(), extract_id, number))


def _asking(form: Form) -> Page:
    return show(
        "extract_ask",
        form=form,
        regions=as_choices(kept_places(caller(), region_names(caller()))),
        datasets=dataset_choices(),
        fields=field_choices(),
    )


def _done(
    extract_id: str, form: Form, known: tuple[str, ...], said: str, knock: Callable[[Form], Any]
) -> Page:
    answer = send(form, known, knock)
    if isinstance(answer, Form):
        return _one(extract_id, answer)
    return onward("extract", said, extract_id=extract_id)


def _one(extract_id: str, form: Form) -> Page:
    person = caller()
    found = doors.get_extract(person, extract_id)
    shown = extract_of(found, region_names(person))
    keeps = person.acts_for(shown.region, "coordinator", "convenor")
    handed = doors.list_hand_overs(person, extract_id)["items"] if keeps and found["handed_over"] else []
    return show(
        "extract",
        form=form,
        extract=shown,
        keeps=keeps,
        waits_for_another=shown.is_asked and person.has("national_team") and not shown.may_decide,
        hand_overs=[hand_over_of(each) for each in handed],
    )
