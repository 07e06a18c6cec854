"""Consultations: the list, one with its comments, and saying something (rows 86 and 27)."""

from typing import Any

from flask import request

from contracts.refusals import Refused
from gateway.clients import membership, together
from gateway.clients.stewardship import consultations as doors
from gateway.guards import caller
from gateway.portal.forms import Form, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import as_choices, region_names
from gateway.portal.presenting.consultations import comments_of, consultation_of, line_of
from gateway.portal.presenting.matters import group_names
from gateway.portal.whole_numbers import whole

COMMENT = ("text", "options", "shown_name")
COMMENTS_SHOWN = 100
ENDS = {"no": False, "yes": True}


@page("/consultations", "public")
def consultations() -> Page:
    """The list: those under way, those that ended, or all; of one place or of any."""
    person = caller()
    place, ended = request.args.get("place", ""), request.args.get("ended", "")
    cursor = request.args.get("cursor") or None
    found, regions = together(
        doors.list_consultations.asking(person, place=place or None, ended=ENDS.get(ended), cursor=cursor),
        membership.list_regions.asking(person),
    )
    for answer in (found, regions):
        if isinstance(answer, Refused):
            raise answer
    names = group_names({region["code"]: region["name"] for region in regions["items"]})
    return show(
        "consultations",
        consultations=[line_of(each) for each in found["items"]],
        places=as_choices(names),
        # A self-organised group stands in no list of places; its page links here.
        place=place,
        chosen={"place": place if place in names else "", "ended": ended},
        place_name=names.get(place, "this group" if place else ""),
        next=found["next"],
        later=bool(cursor),
    )


@page("/consultations/<consultation_id>", "public")
def consultation(consultation_id: str) -> Page:
    return _consultation(consultation_id, Form())


@action("/consultations/<consultation_id>/comments", "member")
def add_comment(consultation_id: str) -> Page:
    form = sent_form("text", "shown_name", several=("options",)).lacking({"text": "Write your comment"})
    answer = send(
        form,
        COMMENT,
        lambda form: doors.add_comment(caller(), form.command_id, consultation_id, **_words(form)),
    )
    if isinstance(answer, Form):
        return _consultation(consultation_id, answer)
    return onward("consultation", "commented", consultation_id=consultation_id)


@page("/consultations/<consultation_id>/comments/<comment_id>", "member")
def comment_form(consultation_id: str, comment_id: str) -> Page:
    found = doors.get_comment(caller(), comment_id)
    answers = {
        "text": found["text"] or "",
        "shown_name": found["shown_name"] or "",
        "options": found["options"],
        "version": str(found["version"]),
    }
    return _comment(consultation_id, comment_id, Form(answers=answers))


@action("/consultations/<consultation_id>/comments/<comment_id>", "member")
def change_comment(consultation_id: str, comment_id: str) -> Page:
    form = sent_form("text", "shown_name", "version", several=("options",))
    form = form.lacking({"text": "Write your comment"})
    answer = send(
        form,
        COMMENT,
        lambda form: doors.change_comment(
            caller(),
            form.command_id,
            comment_id,
            version=version_of(form),
            **_words(form),
        ),
    )
    if isinstance(answer, Form):
        return _comment(consultation_id, comment_id, answer)
    return onward("consultation", "comment-changed", consultation_id=consultation_id)


@action("/consultations/<consultation_id>/comments/<comment_id>/take-back", "member")
def take_back_comment(consultation_id: str, comment_id: str) -> Page:
    doors.take_back_comment(caller(), sent_form().command_id, comment_id)
    return onward("consultation", "comment-taken-back", consultation_id=consultation_id)


def _words(form: Form) -> dict[str, Any]:
    return {
        "text": form.answers["text"],
        "options": [each for each in form.answers["options"] if each],
        "shown_name": form.answers["shown_name"],
    }


def _consultation(consultation_id: str, form: Form) -> Page:
    """One consultation; its comments are for members, and not answering leaves them out."""
    person = caller()
    found = doors.get_consultation(person, consultation_id)
    names = region_names(person)
    number = whole(request.args.get("from", "")) or 1
    page_of_comments = _comments(person, consultation_id) if person.has("member") else None
    items = page_of_comments["items"] if page_of_comments else []
    shown = comments_of(items, found["options"], names, number)
    return show(
        "consultation",
        form=form,
        consultation=consultation_of(found, names, {each.id: each.number for each in shown}),
        comments=shown if page_of_comments is not None else None,
        choices=[{"value": each["id"], "text": each["text"]} for each in found["options"]],
        next=page_of_comments["next"] if page_of_comments else None,
        next_from=number + len(shown),
        later=bool(request.args.get("cursor")),
    )


def _comments(person: Any, consultation_id: str) -> dict[str, Any] | None:
    (found,) = together(
        doors.list_comments.asking(
            person, consultation_id, cursor=request.args.get("cursor") or None, limit=COMMENTS_SHOWN
        )
    )
    return None if isinstance(found, Refused) else found


def _comment(consultation_id: str, comment_id: str, form: Form) -> Page:
    found = doors.get_consultation(caller(), consultation_id)
    return show(
        "consultation_comment",
        form=form,
        consultation=consultation_of(found, {}, {}),
        comment_id=comment_id,
        choices=[{"value": each["id"], "text": each["text"]} for each in found["options"]],
    )
