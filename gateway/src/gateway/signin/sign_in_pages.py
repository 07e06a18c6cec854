"""Signing in and out: the address, the link, the provider."""

from flask import request, url_for

from contracts.refusals import CODES, Refused
from gateway.portal.forms import Form, sent_form
from gateway.signin import openid
from gateway.signin.desk import desk, identify_address
from gateway.signin.entrance import come_in, device, go_out, local_path, remember_next, take_next
from gateway.signin.people import Person
from gateway.signin.place import SECOND_FACTOR, Page, action, onward, page, show
from gateway.signin.recognition import who
from gateway.signin.schemas import is_email


@page("/sign-in", "public")
def sign_in() -> Page:
    """Ask for the address; somebody who is in already goes on."""
    wanted = local_path(request.args.get("next"))
    if not who().caller.is_visitor:
        return onward(wanted or take_next())
    return _sign_in_page(Form(answers={"next": wanted}))


@action("/sign-in", "public")
def ask_for_link() -> Page:
    """The same answer for every address, whether or not it is known."""
    form = sent_form("email", "next")
    email = form.answers["email"]
    if not is_email(email):
        wrong = form.wrong("email", "Enter an e-mail address in the correct format, like name@example.com")
        return _sign_in_page(wrong)
    remember_next(form.answers["next"])
    lane = device().lane_for_address(desk().people.address_of(email))
    desk().links.ask(email, request.remote_addr, lane, desk().now())
    return onward("/sign-in/sent")


@page("/sign-in/sent", "public")
def link_sent() -> Page:
    return show("sent")


@page("/sign-in/link", "public")
def look_at_link() -> Page:
    """One button. Programs that check mail follow links, so following one signs nobody in."""
    ticket = request.args.get("ticket", "")
    try:
        found = desk().links.look(ticket, desk().now())
    except Refused as no:
        return _broken(no)
    if found.expired:
        return show("expired", ticket=ticket, status=CODES["ticket_expired"].status)
    return show("confirm", ticket=ticket)


@action("/sign-in/link", "public")
def redeem_link() -> Page:
    ticket = request.form.get("ticket", "")
    try:
        person = desk().links.redeem(ticket, desk().now())
    except Refused as no:
        if no.code == "ticket_expired":
            return show("expired", ticket=ticket, status=CODES[no.code].status)
        if no.code == "ticket_invalid":
            return _broken(no)
        raise
    return _in(person, "link")


@action("/sign-in/link/renewal", "public")
def renew_link() -> Page:
    """A new link to the same member, without typing the address again."""
    try:
        desk().links.renew(request.form.get("ticket", ""), desk().now())
    except Refused as no:
        if no.code == "ticket_invalid":
            return _broken(no)
        raise
    return onward("/sign-in/sent")


@page("/sign-in/openid", "public")
def leave_for_provider() -> Page:
    remember_next(request.args.get("next", ""))
    back = desk().portal_url + url_for("signin.back_from_provider")
    return openid.start(back)


@page("/sign-in/openid/back", "public")
def back_from_provider() -> Page:
    try:
        email = openid.verified_email()
        member = identify_address(email)
    except Refused as no:
        if no.code in ("openid_failed", "not_a_member"):
            return _refused_by_provider(no)
        if no.code == "not_found" and openid.configured():
            return _refused_by_provider(Refused("not_a_member"))
        raise
    person = desk().people.ask(member["id"], desk().now())
    if person is None:
        return _refused_by_provider(Refused("not_a_member"))
    return _in(person, "openid")


@action("/sign-out", "public")
def sign_out() -> Page:
    """Open to everybody: somebody whose session just ended wants to be out, and is."""
    go_out()
    return onward("/sign-in/out")


@page("/sign-in/out", "public")
def signed_out() -> Page:
    return show("signed_out")


def _in(person: Person, opened_by: str) -> Page:
    come_in(person, opened_by)
    return onward(SECOND_FACTOR if person.is_officer else take_next())


def _sign_in_page(form: Form) -> Page:
    return show("sign_in", form=form, openid=openid.configured(), openid_name=desk().settings.oidc_name)


def _broken(no: Refused) -> Page:
    return show("broken", message=no.message, status=CODES[no.code].status)


def _refused_by_provider(no: Refused) -> Page:
    return show("provider_refused", message=no.message, code=no.code, status=CODES[no.code].status)
