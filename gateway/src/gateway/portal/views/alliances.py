"""Who is engaged with a group, and which programmes of others the regions work with (row 29)."""

from collections.abc import Callable
from typing import Any

from contracts.refusals import Refused
from gateway.clients.stewardship import alliances as doors
from gateway.clients.stewardship import network
from gateway.guards import caller
from gateway.portal.forms import Form, date_names, date_of, given, send, sent_form
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import as_choices, region_names
from gateway.portal.presenting.alliances import (
    KINDS,
    STANCES,
    TOPICS,
    contact_answers,
    counts_of,
    leaning_of,
    programme_of,
    stakeholder_of,
)
from gateway.portal.presenting.groups import group_of
from gateway.portal.rough_dates import HINT, rough_date_of

KEEPERS = ("coordinator", "convenor", "national_team")
CONTACT = ("contact_role", "contact_point", "consent_on")


@page("/groups/<region>/alliances", "member")
def group_alliances(region: str) -> Page:
    return _alliances(region, Form())


@action("/groups/<region>/alliances", *KEEPERS)
def add_stakeholder(region: str) -> Page:
    form = sent_form("organisation", "kind", "contact_role", "contact_point", *date_names("consent_on"))
    form = form.lacking(
        {
            "organisation": "Enter the organisation",
            "kind": "Choose what it is",
            "contact_role": "Enter the role to turn to",
        }
    )
    form, consent = date_of(form, "consent_on", "The day of consent", needed=False)

    def knock(form: Form) -> Any:
        return doors.add_stakeholder(
            caller(),
            form.command_id,
            region,
            organisation=form.answers["organisation"],
            kind=form.answers["kind"],
            contact_role=form.answers["contact_role"],
            contact_point=form.answers["contact_point"] or None,
            consent_on=consent or None,
        )

    answer = send(form, ("organisation", "kind", *CONTACT), knock)
    if isinstance(answer, Form):
        return _alliances(region, answer)
    return onward("group_alliances", "saved", region=region)


@page("/groups/<region>/alliances/<stakeholder_id>", *KEEPERS)
def stakeholder(region: str, stakeholder_id: str) -> Page:
    return _stakeholder(region, stakeholder_id, None)


@action("/groups/<region>/alliances/<stakeholder_id>/talk", *KEEPERS)
def record_engagement(region: str, stakeholder_id: str) -> Page:
    names = ("topic", "stance", "summary", "next_step")
    form = sent_form(*names, *date_names("on"), *date_names("next_due"))
    form = form.lacking({"stance": "Choose what they said", "summary": "Say in a sentence what came of it"})
    form, on = rough_date_of(form, "on", "The date you talked")
    form, due = date_of(form, "next_due", "The day it is due", needed=False)

    def knock(form: Form) -> Any:
        return doors.record_engagement(
            caller(),
            form.command_id,
            stakeholder_id,
            on=on,
            stance=form.answers["stance"],
            summary=form.answers["summary"],
            topic=form.answers["topic"] or None,
            next_step=form.answers["next_step"] or None,
            next_due=due or None,
        )

    return _kept(region, stakeholder_id, form, (*names, "on", "next_due"), knock)


@action("/groups/<region>/alliances/<stakeholder_id>/step-done", *KEEPERS)
def finish_step(region: str, stakeholder_id: str) -> Page:
    return _kept(
        region,
        stakeholder_id,
        sent_form(),
        (),
        lambda form: doors.finish_step(caller(), form.command_id, stakeholder_id),
    )


@action("/groups/<region>/alliances/<stakeholder_id>/contact", *KEEPERS)
def change_contact(region: str, stakeholder_id: str) -> Page:
    form = sent_form("contact_role", "contact_point", *date_names("consent_on"))
    form = form.lacking({"contact_role": "Enter the role to turn to"})
    form, consent = date_of(form, "consent_on", "The day of consent", needed=False)

    def knock(form: Form) -> Any:
        return doors.change_contact(
            caller(),
            form.command_id,
            stakeholder_id,
            contact_role=form.answers["contact_role"],
            contact_point=form.answers["contact_point"] or None,
            consent_on=consent or None,
        )

    return _kept(region, stakeholder_id, form, CONTACT, knock)


@action("/groups/<region>/alliances/<stakeholder_id>/consent-withdrawn", *KEEPERS)
def withdraw_contact(region: str, stakeholder_id: str) -> Page:
    return _kept(
        region,
        stakeholder_id,
        sent_form(),
        (),
        lambda form: doors.withdraw_contact(caller(), form.command_id, stakeholder_id),
    )


@page("/initiatives", "public")
def initiatives() -> Page:
    return _initiatives(Form())


@action("/initiatives", *KEEPERS)
def add_initiative() -> Page:
    form = sent_form("name", "about", "address")
    form = form.lacking({"name": "Enter its name", "about": "Say in a few words what it is"})
    answer = send(
        form,
        ("name", "about", "address"),
        lambda form: doors.add_initiative(
            caller(), form.command_id, **given(form, "name", "about", "address")
        ),
    )
    return _initiatives(answer) if isinstance(answer, Form) else onward("initiatives", "saved")


@action("/initiatives/link", *KEEPERS)
def link_initiative() -> Page:
    form = sent_form("initiative", "region", "how").lacking(
        {"initiative": "Choose the programme", "region": "Choose the region", "how": "Say how"}
    )

    def knock(form: Form) -> Any:
        return doors.link_initiative(
            caller(),
            form.command_id,
            form.answers["initiative"],
            region=form.answers["region"],
            how=form.answers["how"],
        )

    answer = send(form, ("initiative", "region", "how"), knock)
    return _initiatives(answer) if isinstance(answer, Form) else onward("initiatives", "saved")


@action("/initiatives/<initiative_id>/unlink", *KEEPERS)
def unlink_initiative(initiative_id: str) -> Page:
    answer = send(
        sent_form("region"),
        (),
        lambda form: doors.unlink_initiative(
            caller(), form.command_id, initiative_id, region=form.answers["region"]
        ),
    )
    return _initiatives(answer) if isinstance(answer, Form) else onward("initiatives", "saved")


def _kept(
    region: str, stakeholder_id: str, form: Form, known: tuple[str, ...], knock: Callable[[Form], Any]
) -> Page:
    answer = send(form, known, knock)
    if isinstance(answer, Form):
        return _stakeholder(region, stakeholder_id, answer)
    return onward("stakeholder", "saved", region=region, stakeholder_id=stakeholder_id)


def _alliances(region: str, form: Form) -> Page:
    found = doors.list_stakeholders(caller(), region)
    return show(
        "alliances",
        form=form,
        group=group_of(network.get_group(caller(), region)),
        stakeholders=[stakeholder_of(each) for each in found["items"]],
        counts=counts_of(found["counts"]),
        leaning=leaning_of(found["leaning"]),
        keeps=caller().acts_for(region, "coordinator", "convenor"),
        kinds=_choices(KINDS),
    )


def _stakeholder(region: str, stakeholder_id: str, form: Form | None) -> Page:
    found = doors.list_stakeholders(caller(), region)["items"]
    chosen = next((each for each in found if each["id"] == stakeholder_id), None)
    if chosen is None or not caller().acts_for(region, "coordinator", "convenor"):
        raise Refused("not_found")
    return show(
        "stakeholder",
        form=form or Form(answers=contact_answers(chosen)),
        group=group_of(network.get_group(caller(), region)),
        stakeholder=stakeholder_of(chosen),
        topics=_choices(TOPICS),
        stances=_choices(STANCES),
        hint=HINT,
    )


def _initiatives(form: Form) -> Page:
    person = caller()
    found = [programme_of(each) for each in doors.list_initiatives(person)["items"]]
    may = any(person.has(role) for role in KEEPERS)
    names = region_names(person) if may else {}
    mine = {code: name for code, name in names.items() if person.acts_for(code, "coordinator", "convenor")}
    return show(
        "initiatives",
        form=form,
        programmes=found,
        choices=[{"value": each.id, "text": each.name} for each in found],
        regions=as_choices(mine),
        mine=mine,
        may=may,
    )


def _choices(named: dict[str, str]) -> list[dict[str, Any]]:
    return [{"value": value, "text": text} for value, text in named.items()]
