"""Organisations that sign and lend: the list, one with what it signed, and who acts for it (row 60)."""

from collections.abc import Mapping
from typing import Any

from flask import request

from contracts.refusals import Refused
from gateway.clients import membership, together
from gateway.clients.skills_register import capacity, concordats
from gateway.clients.skills_register import organisations as doors
from gateway.guards import caller
from gateway.portal.account_names import account_names
from gateway.portal.forms import Form, given, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import as_choices, kept_regions, region_names
from gateway.portal.presenting.capacity import body_of
from gateway.portal.presenting.concordats import signatory_of
from gateway.portal.presenting.organisations import (
    KINDS,
    Organisation,
    kind_choices,
    organisation_of,
    representative_of,
    role_choices,
)
from gateway.portal.presenting.people import people_of

KEEPERS = ("coordinator", "convenor", "national_team")
FIELDS = ("region", "name", "kind", "system")
NAMED = ("member", "role", "q")
NEEDED = {"name": "Enter the name of the organisation", "kind": "Choose what it is"}


@page("/organisations", "public")
def organisations() -> Page:
    """By name, of a region and of a kind; the reader's own above them."""
    person = caller()
    region, kind = request.args.get("region", ""), request.args.get("kind", "")
    kind = kind if kind in KINDS else ""
    asked = [
        doors.list_organisations.asking(
            person, region or None, kind=kind or None, cursor=request.args.get("cursor") or None
        )
    ]
    if person.has("member"):
        asked.append(doors.my_organisations.asking(person))
    found, *own = (answered(each) for each in together(*asked))
    names = region_names(person)
    return show(
        "organisations",
        organisations=[organisation_of(each, names) for each in found["items"]],
        mine=[organisation_of(each, names) for each in own[0]["items"]] if own else [],
        chosen={"region": region, "kind": kind},
        regions=as_choices(names),
        kinds=kind_choices(),
        keeps=bool(kept_regions(person, names)),
        next=found["next"],
        later=bool(request.args.get("cursor")),
    )


@page("/organisations/new", *KEEPERS)
def enter_organisation_form() -> Page:
    return _writing(Form(answers={"region": request.args.get("region", "")}), None)


@action("/organisations/new", *KEEPERS)
def enter_organisation() -> Page:
    form = sent_form(*FIELDS).lacking({"region": "Choose a region", **NEEDED})
    answer = send(
        form,
        FIELDS,
        lambda form: doors.enter_organisation(
            caller(), form.command_id, form.answers["region"], **given(form, "name", "kind", "system")
        ),
    )
    if isinstance(answer, Form):
        return _writing(answer, None)
    return onward("organisation", "organisation-entered", organisation_id=answer["id"])


@page("/organisations/<organisation_id>", "public")
def organisation(organisation_id: str) -> Page:
    return organisation_page(organisation_id, Form())


@page("/organisations/<organisation_id>/change", *KEEPERS)
def change_organisation_form(organisation_id: str) -> Page:
    found = _kept(organisation_id)
    answers = {name: found[name] or "" for name in ("name", "kind", "system")}
    return _writing(Form(answers={**answers, "version": str(found["version"])}), found)


@action("/organisations/<organisation_id>/change", *KEEPERS)
def change_organisation(organisation_id: str) -> Page:
    form = sent_form("name", "kind", "system", "version").lacking(NEEDED)
    answer = send(
        form,
        FIELDS,
        lambda form: doors.change_organisation(
            caller(),
            form.command_id,
            organisation_id,
            version=version_of(form),
            **given(form, "name", "kind", "system"),
        ),
    )
    if isinstance(answer, Form):
        return _writing(answer, _kept(organisation_id))
    return onward("organisation", "saved", organisation_id=organisation_id)


@page("/organisations/<organisation_id>/close", *KEEPERS)
def close_organisation_form(organisation_id: str) -> Page:
    return _closing(organisation_id, Form())


@action("/organisations/<organisation_id>/close", *KEEPERS)
def close_organisation(organisation_id: str) -> Page:
    form = sent_form("reason", "version").lacking({"reason": "Say why it is closed"})
    answer = send(
        form,
        ("reason",),
        lambda form: doors.close_organisation(
            caller(),
            form.command_id,
            organisation_id,
            reason=form.answers["reason"],
            version=version_of(form),
        ),
    )
    if isinstance(answer, Form):
        return _closing(organisation_id, answer)
    return onward("organisation", "organisation-closed", organisation_id=organisation_id)


# Who acts for it


@page("/organisations/<organisation_id>/people/new", *KEEPERS)
def name_representative_form(organisation_id: str) -> Page:
    """First whom, by name; then as what."""
    answers = {name: request.args.get(name, "").strip() for name in NAMED}
    return _naming(organisation_id, Form(answers=answers))


@action("/organisations/<organisation_id>/people/new", *KEEPERS)
def name_representative(organisation_id: str) -> Page:
    form = sent_form(*NAMED).lacking({"role": "Choose what they do for it"})
    answer = send(
        form,
        ("role",),
        lambda form: doors.name_representative(
            caller(),
            form.command_id,
            organisation_id,
            member_id=form.answers["member"],
            role=form.answers["role"],
        ),
    )
    if isinstance(answer, Form):
        return _naming(organisation_id, answer)
    return onward("organisation", "representative-named", organisation_id=organisation_id)


@action("/organisations/<organisation_id>/people/end", *KEEPERS)
def end_representation(organisation_id: str) -> Page:
    answer = send(
        sent_form("member", "role"),
        (),
        lambda form: doors.end_representation(
            caller(),
            form.command_id,
            organisation_id,
            member_id=form.answers["member"],
            role=form.answers["role"],
        ),
    )
    if isinstance(answer, Form):
        return organisation_page(organisation_id, answer)
    return onward("organisation", "representative-ended", organisation_id=organisation_id)


# What the pages share


def organisation_page(organisation_id: str, form: Form) -> Page:
    """An organisation's own page, also with a form that was refused."""
    person = caller()
    asked = [
        doors.get_organisation.asking(person, organisation_id),
        concordats.list_signatories.asking(person, organisation_id=organisation_id),
        capacity.get_capacity.asking(person, organisation_id),
    ]
    if person.has("member"):
        asked.append(doors.my_organisations.asking(person))
    found, signed, reported, *own = together(*asked)
    found = answered(found)
    names = region_names(person)
    mine = answered(own[0])["items"] if own else []
    held = next((each for each in mine if each["id"] == organisation_id), found)
    people = found.get("representatives")
    return show(
        "organisation",
        form=form,
        organisation=organisation_of(held, names),
        signatories=[] if isinstance(signed, Refused) else [signatory_of(each) for each in signed["items"]],
        body=None if isinstance(reported, Refused) else body_of(reported),
        people=None if people is None else _people(people, found["region"], names),
        keeps=person.acts_for(found["region"], "coordinator", "convenor"),
    )


def answered(answer: Any) -> Any:
    """What a door said, or its refusal as an error page."""
    if isinstance(answer, Refused):
        raise answer
    return answer


def _people(people: list[dict[str, Any]], region: str, names: dict[str, str]) -> list[Any]:
    called = account_names({f"member:{each['member_id']}": region for each in people}, names)
    by_id = {account.partition(":")[2]: name for account, name in called.items()}
    return [representative_of(each, by_id) for each in people]


def _kept(organisation_id: str) -> Mapping[str, Any]:
    """One of a region that the reader keeps: a form that they may not send is not shown to them."""
    found: Mapping[str, Any] = doors.get_organisation(caller(), organisation_id)
    if not caller().acts_for(found["region"], "coordinator", "convenor"):
        raise Refused("not_your_region")
    return found


def _presented(organisation_id: str) -> Organisation:
    return organisation_of(_kept(organisation_id), region_names(caller()))


def _writing(form: Form, found: Mapping[str, Any] | None) -> Page:
    names = region_names(caller())
    return show(
        "organisation_form",
        form=form,
        organisation=organisation_of(found, names) if found else None,
        regions=as_choices(kept_regions(caller(), names)),
        kinds=kind_choices(),
    )


def _closing(organisation_id: str, form: Form) -> Page:
    return show("organisation_close", form=form, organisation=_presented(organisation_id))


def _naming(organisation_id: str, form: Form) -> Page:
    organisation = _presented(organisation_id)
    names = region_names(caller())
    member, q = form.answers["member"], form.answers["q"]
    found = membership.search_members(caller(), q=q) if q and not member else None
    called = account_names({f"member:{member}": organisation.region}, names) if member else {}
    return show(
        "organisation_people",
        form=form,
        organisation=organisation,
        member=member,
        called=called.get(f"member:{member}", ""),
        people=people_of(found["items"], names) if found else None,
        roles=role_choices(),
    )
