"""Naming local contacts, and handing on what waits, for those who keep a region (row 65)."""

from flask import request

from contracts.refusals import Refused
from gateway.clients import membership, together
from gateway.clients.skills_register import coaching as doors
from gateway.guards import caller
from gateway.portal.forms import Form, send, sent_form
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import as_choices, region_names
from gateway.portal.presenting.coaching import contact_of, question_of
from gateway.portal.presenting.people import people_of
from gateway.portal.views.coaching import contacts_page

KEEPERS = ("coordinator", "convenor", "national_team")


@page("/coaching/contacts/<region>/name", *KEEPERS)
def name_contact_form(region: str) -> Page:
    """The way to a member: by name, in the register as the reader may see it."""
    return _name(region, Form())


@action("/coaching/contacts/<region>/name", *KEEPERS)
def name_contact(region: str) -> Page:
    form = sent_form("member_id", "q").lacking({"member_id": "Find a member first"})
    answer = send(
        form,
        ("q",),
        lambda form: doors.name_contact(
            caller(), form.command_id, region, member_id=form.answers["member_id"]
        ),
    )
    if isinstance(answer, Form):
        return _name(region, answer)
    return onward("coaching_contacts", "contact-asked", region=region)


@action("/coaching/contacts/<region>/<member_id>/remove", *KEEPERS)
def remove_contact(region: str, member_id: str) -> Page:
    answer = send(sent_form(), (), lambda form: doors.remove_contact(caller(), form.command_id, member_id))
    if isinstance(answer, Form):
        return contacts_page(region, answer)
    return onward("coaching_contacts", "contact-removed", region=region)


@page("/coaching/waiting/<region>", *KEEPERS)
def waiting_questions(region: str) -> Page:
    """What waits in the region, the longest first, without its words."""
    return _waiting(region, Form())


@action("/coaching/waiting/<region>", *KEEPERS)
def hand_question(region: str) -> Page:
    form = sent_form("question_id", "member_id", "of").lacking({"member_id": "Choose a contact"})
    answer = send(
        form,
        ("member_id",),
        lambda form: doors.hand_question(
            caller(), form.command_id, form.answers["question_id"], member_id=form.answers["member_id"]
        ),
    )
    if isinstance(answer, Form):
        return _waiting(region, answer)
    return onward("waiting_questions", "question-handed", region=region)


def _name(region: str, form: Form) -> Page:
    names = region_names(caller())
    if region not in names:
        raise Refused("region_unknown")
    q = (form.answers.get("q") or request.args.get("q", "")).strip()
    found = membership.search_members(caller(), q=q)["items"] if q else None
    return show(
        "coaching_name",
        form=form,
        region=region,
        place=names[region],
        q=q,
        people=people_of(found, names) if found is not None else None,
    )


def _waiting(region: str, form: Form) -> Page:
    """With the contacts of this region, or of another one, to hand a question to."""
    person, cursor = caller(), request.args.get("cursor") or None
    names = region_names(person)
    sent = form.answers.get("of") or request.args.get("of", "")
    of = sent if sent in names else region
    waiting, contacts = together(
        doors.waiting_questions.asking(person, region, cursor=cursor),
        doors.list_contacts.asking(person, of),
    )
    for answer in (waiting, contacts):
        if isinstance(answer, Refused):
            raise answer
    found = [contact_of(each) for each in contacts["items"]]
    return show(
        "coaching_waiting",
        form=form,
        region=region,
        place=names.get(region, region),
        of=of,
        of_place=names.get(of, of),
        regions=as_choices(names),
        questions=[question_of(each) for each in waiting["items"]],
        contacts=[
            {"value": each.id, "text": f"{each.name}: {each.topics}" if each.topics else each.name}
            for each in found
            if each.is_reachable
        ],
        next=waiting["next"],
        later=bool(cursor),
    )
