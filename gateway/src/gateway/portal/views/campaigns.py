"""Campaigns: a purpose with a time, for which members offer and ask; keepers start and end them (row 59)."""

from typing import Any

from flask import request

from contracts.refusals import Refused
from gateway.clients.skills_register import offers as doors
from gateway.guards import caller
from gateway.portal.forms import Form, date_names, date_of, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import as_choices, region_names
from gateway.portal.presenting.offers import campaign_of

KEEPERS = ("coordinator", "convenor", "national_team")
UK = "UK"
FIELDS = ("region", "title", "purpose", "starts", "ends")
NEEDED = {
    "region": "Choose where it is",
    "title": "Give it a name",
    "purpose": "Say what time is needed for",
}


@page("/campaigns", "public")
def campaigns() -> Page:
    """Those that have not ended, which ends first first."""
    regions = region_names(caller())
    found = doors.list_campaigns(caller(), cursor=request.args.get("cursor") or None)
    return show(
        "campaigns",
        campaigns=[campaign_of(each, regions) for each in found["items"]],
        keeps=bool(_places(regions)),
        next=found["next"],
        later=bool(request.args.get("cursor")),
    )


@page("/campaigns/new", *KEEPERS)
def start_campaign_form() -> Page:
    return _start(Form(answers={"region": caller().region or ""}))


@action("/campaigns/new", *KEEPERS)
def start_campaign() -> Page:
    form = sent_form("region", "title", "purpose", *date_names("starts"), *date_names("ends")).lacking(NEEDED)
    form, starts = date_of(form, "starts", "The first day")
    form, ends = date_of(form, "ends", "The last day")

    def knock(form: Form) -> Any:
        typed = form.answers
        words = {"title": typed["title"], "purpose": typed["purpose"]}
        return doors.start_campaign(
            caller(), form.command_id, typed["region"], **words, starts=starts, ends=ends
        )

    answer = send(form, FIELDS, knock)
    if isinstance(answer, Form):
        return _start(answer)
    return onward("campaign", "campaign-started", campaign_id=answer["id"])


@page("/campaigns/<campaign_id>", "public")
def campaign(campaign_id: str) -> Page:
    return _one(campaign_id, Form())


@action("/campaigns/<campaign_id>/ending", *KEEPERS)
def end_campaign(campaign_id: str) -> Page:
    form = sent_form("version")
    version = version_of(form)
    answer = send(
        form, (), lambda form: doors.end_campaign(caller(), form.command_id, campaign_id, version=version)
    )
    if isinstance(answer, Form):
        return _one(campaign_id, answer)
    return onward("campaign", "campaign-ended", campaign_id=campaign_id)


def _one(campaign_id: str, form: Form) -> Page:
    found = doors.get_campaign(caller(), campaign_id)
    shown = campaign_of(found, region_names(caller()))
    return show("campaign", form=form, campaign=shown, keeps=_keeps(found["region"]))


def _start(form: Form) -> Page:
    places = _places(region_names(caller()))
    if not places:
        raise Refused("not_your_region")
    return show("campaign_new", form=form, regions=as_choices(places))


def _places(regions: dict[str, str]) -> dict[str, str]:
    """Where the reader may start one: code -> name."""
    return {code: name for code, name in {**regions, UK: "All of Q"}.items() if _keeps(code)}


def _keeps(region: str) -> bool:
    return caller().acts_for(region, "coordinator", "convenor")
