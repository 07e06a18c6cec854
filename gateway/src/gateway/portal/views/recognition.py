"""Recognition: thanking somebody, and the thanks I was given (row 10: no ranking of people)."""

from flask import Response, make_response, render_template

from gateway.clients import membership
from gateway.guards import caller
from gateway.portal.forms import Form, date_names, date_of, send, sent_form
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.questions import THANKS

NEEDED = {
    "kind": "Choose what you thank them for",
    "evidence": "Say what they did, in a sentence",
    "words": "Write your thanks",
}
FIELDS = (*NEEDED, "date")


@page("/me/recognition", "member")
def my_recognition() -> Page:
    return show("recognition", thanks=membership.my_recognition(caller())["items"])


@page("/me/recognition.txt", "member")
def recognition_record() -> Response:
    """The record as plain text, for an appraisal; hidden entries stay out of it."""
    given = membership.my_recognition(caller())["items"]
    text = render_template(
        "portal/recognition_record.txt.jinja", thanks=[each for each in given if not each["hidden"]]
    )
    answer = make_response(text)
    answer.mimetype = "text/plain"
    answer.headers["Content-Disposition"] = 'attachment; filename="my-q-recognition.txt"'
    return answer


@action("/me/recognition/<recognition_id>/hide", "member")
def hide_recognition(recognition_id: str) -> Page:
    return _set_hidden(recognition_id, hidden=True)


@action("/me/recognition/<recognition_id>/show", "member")
def show_recognition(recognition_id: str) -> Page:
    return _set_hidden(recognition_id, hidden=False)


@page("/members/<member_id>/thank", "member")
def thank_form(member_id: str) -> Page:
    return _thank(member_id, Form())


@action("/members/<member_id>/thank", "member")
def thank_member(member_id: str) -> Page:
    form = sent_form("kind", "evidence", "words", *date_names("date")).lacking(NEEDED)
    form, day = date_of(form, "date", "The date it happened")
    answer = send(
        form,
        FIELDS,
        lambda form: membership.thank_member(
            caller(),
            form.command_id,
            member_id,
            kind=form.answers["kind"],
            date=day,
            evidence=form.answers["evidence"],
            words=form.answers["words"],
        ),
    )
    if isinstance(answer, Form):
        return _thank(member_id, answer)
    return onward("member", "thanked", member_id=member_id)


def _set_hidden(recognition_id: str, *, hidden: bool) -> Page:
    membership.hide_recognition(caller(), sent_form().command_id, recognition_id, hidden=hidden)
    return onward("my_recognition", "hidden" if hidden else "shown")


def _thank(member_id: str, form: Form) -> Page:
    other = membership.get_member(caller(), member_id)
    return show(
        "thank", form=form, member_id=member_id, name=other.get("name") or "this member", kinds=THANKS
    )
