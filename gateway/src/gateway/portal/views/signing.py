"""For leaders of organisations: sign a concordat, sign a newer text, withdraw (row 60)."""

from flask import request

from contracts.refusals import Refused
from gateway.clients.skills_register import concordats as doors
from gateway.clients.skills_register import organisations as bodies
from gateway.guards import caller
from gateway.portal.day_counts import half_days_of
from gateway.portal.forms import Form, date_names, date_of, given, send, sent_form
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import region_names
from gateway.portal.presenting.concordats import IN_FORCE, SIGNED_AS, Concordat
from gateway.portal.presenting.organisations import Organisation, organisation_of
from gateway.portal.views.concordats import read_concordat
from gateway.portal.whole_numbers import whole

SIGNED = ("signed_as", "reservations", "pledged_half_days")
LEFT = ("from_day", "reason")


@page("/concordats/<concordat_id>/sign", "member")
def sign_concordat_form(concordat_id: str) -> Page:
    return _signing(concordat_id, Form(answers={"organisation": request.args.get("organisation", "")}))


@action("/concordats/<concordat_id>/sign", "member")
def sign_concordat(concordat_id: str) -> Page:
    form = sent_form("organisation", "text", *SIGNED).lacking({"signed_as": "Choose as what you sign"})
    form, pledged = half_days_of(form, "pledged_half_days", needed=False)
    number = form.answers["text"]
    answer = send(
        form,
        SIGNED,
        lambda form: doors.sign_concordat(
            caller(),
            form.command_id,
            concordat_id,
            organisation_id=form.answers["organisation"],
            text=whole(number) or 1,
            signed_as=form.answers["signed_as"],
            pledged_half_days=pledged,
            **given(form, "reservations"),
        ),
    )
    if isinstance(answer, Form):
        return _signing(concordat_id, answer)
    return onward("concordat", "concordat-signed", concordat_id=concordat_id)


@page("/concordats/<concordat_id>/withdraw", "member")
def withdraw_signature_form(concordat_id: str) -> Page:
    return _withdrawing(concordat_id, Form(answers={"organisation": request.args.get("organisation", "")}))


@action("/concordats/<concordat_id>/withdraw", "member")
def withdraw_signature(concordat_id: str) -> Page:
    form = sent_form("organisation", "reason", *date_names("from_day")).lacking(
        {"reason": "Say why you withdraw"}
    )
    form, from_day = date_of(form, "from_day", "The day from which you withdraw")
    answer = send(
        form,
        LEFT,
        lambda form: doors.withdraw_signature(
            caller(),
            form.command_id,
            concordat_id,
            organisation_id=form.answers["organisation"],
            from_day=from_day,
            reason=form.answers["reason"],
        ),
    )
    if isinstance(answer, Form):
        return _withdrawing(concordat_id, answer)
    return onward("concordat", "concordat-withdrawn", concordat_id=concordat_id)


def _signing(concordat_id: str, form: Form) -> Page:
    found = read_concordat(concordat_id)
    if not found.is_agreed:
        raise Refused("concordat_not_agreed" if found.state == "draft" else "concordat_ended")
    organisation = _led(form.answers["organisation"])
    if not found.covers(organisation):
        raise Refused("organisation_out_of_scope")
    roles = [{"value": value, "text": text} for value, text in SIGNED_AS.items()]
    return show("concordat_sign", form=form, concordat=found, organisation=organisation, roles=roles)


def _withdrawing(concordat_id: str, form: Form) -> Page:
    found = read_concordat(concordat_id)
    organisation = _led(form.answers["organisation"])
    if not _holds(found, organisation) and not form.is_wrong:
        raise Refused("not_found")
    return show("concordat_withdraw", form=form, concordat=found, organisation=organisation)


def _holds(found: Concordat, organisation: Organisation) -> bool:
    return any(
        each.organisation_id == organisation.id and each.standing in IN_FORCE for each in found.signatories
    )


def _led(organisation_id: str) -> Organisation:
    """The organisation, for a leader of it: a form that others may not send is not shown to them."""
    names = region_names(caller())
    mine = [organisation_of(each, names) for each in bodies.my_organisations(caller())["items"]]
    found = next((each for each in mine if each.id == organisation_id), None)
    if found is None:
        raise Refused("not_your_organisation")
    if not found.i_lead:
        raise Refused("leader_required")
    return found
