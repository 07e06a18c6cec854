"""Local contacts: where there are some and where not, who they are, asking one (row 65)."""

from typing import Any

from flask import request

from contracts.refusals import Refused
from gateway.clients import together
from gateway.clients.skills_register import coaching as doors
from gateway.guards import caller
from gateway.portal.forms import Form, given, send, sent_form
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import as_choices, region_names
from gateway.portal.presenting.coaching import contact_of, question_of, region_of

ASKED = ("words", "shown_name", "topic", "area", "region")


@page("/coaching", "public")
def coaching() -> Page:
    """The coverage of all regions, gaps among them."""
    person = caller()
    asked = [doors.coverage.asking(person)]
    if person.has("member"):
        asked.append(doors.my_contact.asking(person))
    found, *mine = together(*asked)
    if isinstance(found, Refused):
        raise found
    regions = [region_of(each) for each in found["items"]]
    return show(
        "coaching",
        regions=regions,
        gaps=found["gaps"],
        is_contact=bool(mine) and not isinstance(mine[0], Refused) and mine[0]["contact"] is not None,
        kept=[each for each in regions if _keeps(each.code)],
    )


@page("/coaching/contacts/<region>", "public")
def coaching_contacts(region: str) -> Page:
    return contacts_page(region, Form())


@page("/coaching/ask", "member")
def ask_contact_form() -> Page:
    return _ask(Form(answers={"region": request.args.get("region", "")}))


@action("/coaching/ask", "member")
def ask_contact() -> Page:
    form = sent_form(*ASKED).lacking({"words": "Write your question", "shown_name": "Say how you are called"})
    answer = send(form, ASKED, lambda form: doors.ask_question(caller(), form.command_id, **_question(form)))
    return _ask(answer) if isinstance(answer, Form) else onward("my_questions", "question-asked")


@page("/coaching/questions", "member")
def my_questions() -> Page:
    return _questions(Form())


@action("/coaching/questions/<question_id>/close", "member")
def close_question(question_id: str) -> Page:
    answer = send(sent_form(), (), lambda form: doors.close_question(caller(), form.command_id, question_id))
    return _questions(answer) if isinstance(answer, Form) else onward("my_questions", "question-closed")


def contacts_page(region: str, form: Form) -> Page:
    """Who can be asked in a region; for its keepers also who was only asked to be a contact."""
    names = region_names(caller())
    if region not in names:
        raise Refused("region_unknown")
    found = [contact_of(each) for each in doors.list_contacts(caller(), region)["items"]]
    return show(
        "coaching_contacts",
        form=form,
        region=region,
        place=names[region],
        contacts=[each for each in found if each.is_listed],
        asked=[each for each in found if not each.is_listed],
        keeps=_keeps(region),
    )


def _keeps(code: str) -> bool:
    return caller().acts_for(code, "coordinator", "convenor")


def _question(form: Form) -> dict[str, Any]:
    return given(form, *ASKED)


def _ask(form: Form) -> Page:
    return show("coaching_ask", form=form, regions=as_choices(region_names(caller())))


def _questions(form: Form) -> Page:
    cursor = request.args.get("cursor") or None
    found = doors.my_questions(caller(), cursor=cursor)
    return show(
        "coaching_questions",
        form=form,
        questions=[question_of(each) for each in found["items"]],
        next=found["next"],
        later=bool(cursor),
    )
