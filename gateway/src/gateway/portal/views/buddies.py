"""Buddies on the pages: ask for one, be one, answer, look at how it goes, end it (row 64)."""

from collections.abc import Callable
from typing import Any

from flask import request

from contracts.refusals import Refused
from gateway.clients import membership, together
from gateway.clients.skills_register import buddies as doors
from gateway.guards import caller
from gateway.portal.forms import Form, date_names, date_of, given, send, sent_form
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import as_choices
from gateway.portal.presenting.buddies import (
    background_choices,
    buddy_of,
    offer_of,
    pair_of,
    pairs_of,
    wish_of,
)
from gateway.portal.whole_numbers import whole

ABOUT = ("shown_name", "reach", "background")
WISH = ("goal", *ABOUT)
OFFER = ("topics", "most", *ABOUT)
CALLED = "Say how you are called"


@page("/buddies", "member")
def my_buddies() -> Page:
    return _buddies(Form())


@page("/buddies/ask", "member")
def ask_for_buddy_form() -> Page:
    return _ask(Form())


@action("/buddies/ask", "member")
def ask_for_buddy() -> Page:
    form = sent_form(*WISH).lacking({"goal": "Say what you want to learn", "shown_name": CALLED})
    answer = send(
        form,
        WISH,
        lambda form: doors.ask_for_buddy(caller(), form.command_id, **_said(form, "goal")),
    )
    return _ask(answer) if isinstance(answer, Form) else onward("my_buddies", "buddy-asked")


@action("/buddies/wish/withdraw", "member")
def withdraw_buddy_wish() -> Page:
    return _done("buddy-wish-withdrawn", lambda form: doors.withdraw_wish(caller(), form.command_id))


@page("/buddies/offer", "member")
def offer_buddying_form() -> Page:
    known = offer_of(doors.my_buddying(caller())["offer"])
    if known is None:
        return _offer(Form())
    answers = {name: getattr(known, name) for name in ("topics", "shown_name", "reach")}
    return _offer(Form({**answers, "background": known.background_key, "most": str(known.most)}))


@action("/buddies/offer", "member")
def offer_buddying() -> Page:
    form = sent_form(*OFFER).lacking({"topics": "Say what you can help with", "shown_name": CALLED})
    if form.answers["most"] and not whole(form.answers["most"]):
        form = form.wrong("most", "Enter a whole number, 1 or more, or leave it empty")
    answer = send(form, OFFER, _send_offer)
    return _offer(answer) if isinstance(answer, Form) else onward("my_buddies", "buddy-offered")


@action("/buddies/offer/withdraw", "member")
def withdraw_buddy_offer() -> Page:
    return _done("buddy-offer-withdrawn", lambda form: doors.withdraw_offer(caller(), form.command_id))


@action("/buddies/propose", "member")
def propose_buddy() -> Page:
    """The reader chooses a buddy for their own wish."""
    form = sent_form("buddy_id", "region")
    return _acted(
        form,
        "buddy-proposed",
        lambda form: doors.propose_pair(caller(), form.command_id, form.answers["buddy_id"]),
    )


@action("/buddies/pairs/<pair_id>/answer", "member")
def answer_buddy(pair_id: str) -> Page:
    form = sent_form("agrees")
    agrees = form.answers["agrees"] == "yes"
    return _acted(
        form,
        "buddy-agreed" if agrees else "buddy-not-agreed",
        lambda form: doors.answer_pair(caller(), form.command_id, pair_id, agrees=agrees),
    )


@page("/buddies/pairs/<pair_id>", "member")
def buddy_pair(pair_id: str) -> Page:
    return _pair(pair_id, Form())


@action("/buddies/pairs/<pair_id>/next-check", "member")
def plan_buddy_check(pair_id: str) -> Page:
    form, on = date_of(sent_form(*date_names("on")), "on", "The day of your next look")
    answer = send(form, ("on",), lambda form: doors.plan_check(caller(), form.command_id, pair_id, on=on))
    return _back(answer, pair_id, "buddy-check-planned")


@action("/buddies/pairs/<pair_id>/checks", "member")
def note_buddy_check(pair_id: str) -> Page:
    answer = send(sent_form(), (), lambda form: doors.note_check(caller(), form.command_id, pair_id))
    return _back(answer, pair_id, "buddy-check-noted")


@action("/buddies/pairs/<pair_id>/end", "member")
def end_buddy_pair(pair_id: str) -> Page:
    answer = send(sent_form(), (), lambda form: doors.end_pair(caller(), form.command_id, pair_id))
    return _back(answer, pair_id, "buddy-ended")


def _said(form: Form, *more: str) -> dict[str, Any]:
    return given(form, *more, *ABOUT)


def _send_offer(form: Form) -> Any:
    said = _said(form, "topics")
    if form.answers["most"]:
        said["most"] = int(form.answers["most"])
    return doors.offer_buddying(caller(), form.command_id, **said)


def _done(done: str, knock: Callable[[Form], Any]) -> Page:
    return _acted(sent_form(), done, knock)


def _acted(form: Form, done: str, knock: Callable[[Form], Any]) -> Page:
    answer = send(form, (), knock)
    return _buddies(answer) if isinstance(answer, Form) else onward("my_buddies", done)


def _back(answer: Any, pair_id: str, done: str) -> Page:
    return _pair(pair_id, answer) if isinstance(answer, Form) else onward("buddy_pair", done, pair_id=pair_id)


def _buddies(form: Form) -> Page:
    person = caller()
    regions, mine = together(membership.list_regions.asking(person), doors.my_buddying.asking(person))
    for answer in (regions, mine):
        if isinstance(answer, Refused):
            raise answer
    names = {each["code"]: each["name"] for each in regions["items"]}
    sent = request.args.get("region") or form.answers.get("region")
    chosen = sent if sent in names else person.region
    found = doors.list_buddies(person, region=chosen)["items"] if chosen else []
    return show(
        "buddies",
        form=form,
        proposed=pairs_of(mine["pairs"], "proposed"),
        running=pairs_of(mine["pairs"], "running"),
        ended=pairs_of(mine["pairs"], "ended"),
        wish=wish_of(mine["wish"]),
        offer=offer_of(mine["offer"]),
        buddies=[buddy_of(each) for each in found],
        regions=as_choices(names),
        chosen=chosen or "",
        place=names.get(chosen or "", ""),
        kept=[(code, name) for code, name in names.items() if _keeps(code)],
    )


def _keeps(code: str) -> bool:
    return caller().acts_for(code, "coordinator", "convenor")


def _ask(form: Form) -> Page:
    return show("buddy_ask", form=form, backgrounds=background_choices())


def _offer(form: Form) -> Page:
    return show("buddy_offer", form=form, backgrounds=background_choices())


def _pair(pair_id: str, form: Form) -> Page:
    found = next((each for each in doors.my_buddying(caller())["pairs"] if each["id"] == pair_id), None)
    if found is None:
        raise Refused("not_found")
    return show("buddy_pair", form=form, pair=pair_of(found))
