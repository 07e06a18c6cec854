"""Proposing an exchange to a member, from a found skill, an offer or a request (row 59)."""

from dataclasses import dataclass
from typing import Any

from flask import redirect, request

from contracts.refusals import Refused
from gateway.clients import membership
from gateway.clients.skills_register import exchanges as doors
from gateway.clients.skills_register import offers, organisations, vocabulary
from gateway.guards import caller
from gateway.portal.account_names import account_names
from gateway.portal.dates import today
from gateway.portal.forms import Form, date_names, date_of, send, sent_form
from gateway.portal.how_long import SAID, hours_typed, minutes_in
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import region_names
from gateway.portal.views.exchanging import beside_hours

FIELDS = ("member", "offer", "side", "what", "hours", "is_done", "account")
KNOWN = (*FIELDS, "on")
SIDES = (
    {"value": "receiver", "text": "They help me"},
    {"value": "giver", "text": "I help them"},
)


@dataclass(frozen=True)
class With:
    """With whom, and from which offer or request, if any."""

    name: str
    member: str = ""
    offer: str = ""
    title: str = ""
    gives: bool = False
    minutes: int | None = None


@page("/exchanges/new", "member")
def propose_exchange_form() -> Page:
    """With what a link chose filled in; without anybody it leads to where somebody is found."""
    found = _with(request.args.get("member", ""), request.args.get("offer", ""))
    if found is None:
        return redirect("/find-help")
    skill = request.args.get("skill", "")
    answers = {
        "member": found.member,
        "offer": found.offer,
        "what": found.title or (_skill_name(skill) if skill else ""),
        "side": "receiver",
        "hours": hours_typed(found.minutes) if found.minutes else "",
    }
    return _propose(found, Form(answers=answers))


@action("/exchanges/new", "member")
def propose_exchange() -> Page:
    form = sent_form(*FIELDS, *date_names("on"))
    found = _with(form.answers["member"], form.answers["offer"])
    if found is None:
        return redirect("/find-help")
    needed = {"what": "Say what it is about"}
    if not found.offer:
        needed["side"] = "Choose who helps"
    form, minutes = form.lacking(needed), minutes_in(form.answers["hours"])
    if minutes is None:
        form = form.wrong("hours", SAID)
    form, on = date_of(form, "on", "The day")

    def knock(form: Form) -> Any:
        typed = form.answers
        terms: dict[str, Any] = {
            "what": typed["what"],
            "minutes": minutes,
            "on": on,
            "account": typed["account"] or None,
            "is_done": typed["is_done"] == "yes",
        }
        if found.offer:
            return doors.answer_offer(caller(), form.command_id, found.offer, **terms)
        return doors.propose_exchange(caller(), form.command_id, found.member, side=typed["side"], **terms)

    answer = send(form, KNOWN, beside_hours(knock))
    if isinstance(answer, Form):
        return _propose(found, answer)
    done = "exchange-written-down" if form.answers["is_done"] == "yes" else "exchange-proposed"
    return onward("exchange", done, exchange_id=answer["id"])


def _with(member: str, offer: str) -> With | None:
    """Refused: ``not_found``, ``transfer_to_oneself``."""
    if offer:
        about = offers.get_offer(caller(), offer)
        if about["is_own"]:
            raise Refused("transfer_to_oneself")
        name = about["organisation"] or about["shown_name"] or _name(about["owner"], about["region"])
        gives = about["kind"] == "offer"
        return With(name, offer=offer, title=about["title"], gives=gives, minutes=about["minutes"])
    if not member:
        return None
    if member == caller().subject:
        raise Refused("transfer_to_oneself")
    found = membership.get_member(caller(), member)
    return With(_name(f"member:{member}", found.get("region") or ""), member=member)


def _name(account: str, region: str) -> str:
    return account_names({account: region}, region_names(caller()))[account]


def _skill_name(key: str) -> str:
    """What a skill is called; "" for a key that is none."""
    groups = vocabulary.list_vocabulary(caller())["items"]
    return next((each["name"] for group in groups for each in group["skills"] if each["key"] == key), "")


def _accounts() -> list[dict[str, str]]:
    """For whom the reader may speak, where there is a choice."""
    items = organisations.my_organisations(caller())["items"]
    theirs = [{"value": f"organisation:{each['id']}", "text": each["name"]} for each in items]
    return [{"value": "", "text": "Myself"}, *theirs] if theirs else []


def _propose(found: With, form: Form) -> Page:
    return show("exchange_new", form=form, found=found, sides=SIDES, accounts=_accounts(), year=today().year)
