"""Roles of members, for the national team: find somebody, give a role, end one."""

from typing import Any

from flask import request

from chassis.identity import system
from contracts.refusals import Refused
from gateway.clients import membership
from gateway.guards import caller
from gateway.portal.forms import Form, given, send, sent_form
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import as_choices, region_names
from gateway.portal.presenting.people import people_of
from gateway.portal.presenting.roles import ROLES, held_roles

FIELDS = ("role", "region")
REGIONAL = ("coordinator", "convenor")


@page("/roles", "national_team")
def roles() -> Page:
    """The way to a member's roles: by name, through the directory as the national team sees it."""
    q = request.args.get("q", "").strip()
    names = region_names(caller())
    cursor = request.args.get("cursor") or None
    if "@" in q:
        found_by_email = _identified(email=q)
        if found_by_email is not None:
            return onward("member_roles", member_id=found_by_email["id"])
    found = membership.search_members(caller(), q=q, cursor=cursor) if q else None
    return show(
        "roles",
        q=q,
        people=people_of(found["items"], names) if found else None,
        next=found["next"] if found else None,
    )


@page("/roles/<member_id>", "national_team")
def member_roles(member_id: str) -> Page:
    return _roles(member_id, Form())


@action("/roles/<member_id>/grant", "national_team")
def grant_role(member_id: str) -> Page:
    form = sent_form("role", "region").lacking({"role": "Choose a role"})
    if form.answers["role"] in REGIONAL:
        form = form.lacking({"region": "Choose the region this role is for"})
    answer = send(
        form,
        FIELDS,
        lambda form: membership.grant_role(
            caller(), form.command_id, member_id, form.answers["role"], **_region(form)
        ),
    )
    return (
        _roles(member_id, answer)
        if isinstance(answer, Form)
        else onward("member_roles", "granted", member_id=member_id)
    )


@action("/roles/<member_id>/end", "national_team")
def end_role(member_id: str) -> Page:
    answer = send(
        sent_form("role", "region"),
        (),
        lambda form: membership.end_role(
            caller(), form.command_id, member_id, form.answers["role"], **given(form, "region")
        ),
    )
    return (
        _roles(member_id, answer)
        if isinstance(answer, Form)
        else onward("member_roles", "ended", member_id=member_id)
    )


def _identified(**who: str) -> dict[str, Any] | None:
    """Somebody with the roles they hold. The register tells these to the gateway itself only; the
    national team, which gives roles, sees them here."""
    try:
        found: dict[str, Any] = membership.identify(system("gateway"), **who)
    except Refused as no:
        if no.code != "not_found":
            raise
        return None
    return found


def _region(form: Form) -> dict[str, str]:
    return given(form, "region") if form.answers["role"] in REGIONAL else {}


def _roles(member_id: str, form: Form) -> Page:
    other, names = _identified(member_id=member_id), region_names(caller())
    if other is None:
        raise Refused("not_found")
    return show(
        "member_roles",
        form=form,
        member_id=member_id,
        name=other["name"],
        held=held_roles(other, names),
        roles=[{"value": value, "text": text, "hint": hint} for value, text, hint in ROLES],
        regions=as_choices(names),
    )
