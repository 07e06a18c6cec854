"""Saying something about a proposal, answering it, taking it back, and what keepers hide (row 56)."""

from typing import Any

from contracts.refusals import Refused
from gateway.clients.exchange import comments as doors
from gateway.guards import caller
from gateway.portal.account_names import member_names
from gateway.portal.forms import Form, send, sent_form
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.presenting.proposal_comments import comment_of, nameless_in
from gateway.portal.views.proposals import one_proposal, read_proposal

KEEPERS = ("coordinator", "convenor", "national_team")
SAID = {"text": "Write what you would like to say"}


@action("/proposals/<proposal_id>/comments", "member")
def add_proposal_comment(proposal_id: str) -> Page:
    form = sent_form("text", "is_question", "shown_name").lacking(SAID)
    answer = send(
        form,
        ("text", "shown_name"),
        lambda form: doors.add_comment(
            caller(),
            form.command_id,
            proposal_id,
            form.answers["text"],
            is_question=form.answers["is_question"] == "yes",
            shown_name=form.answers["shown_name"],
        ),
    )
    if isinstance(answer, Form):
        return one_proposal(proposal_id, answer)
    done = "question-to-team" if answer["is_question"] else "comment-added"
    return _back(proposal_id, answer["id"], done)


@page("/proposals/<proposal_id>/comments/<comment_id>/answer", "member")
def answer_proposal_comment_form(proposal_id: str, comment_id: str) -> Page:
    return _about(proposal_id, comment_id, "proposal_answer", Form())


@action("/proposals/<proposal_id>/comments/<comment_id>/answer", "member")
def answer_proposal_comment(proposal_id: str, comment_id: str) -> Page:
    form = sent_form("text", "shown_name").lacking({"text": "Write your answer"})
    answer = send(
        form,
        ("text", "shown_name"),
        lambda form: doors.answer_comment(
            caller(), form.command_id, comment_id, form.answers["text"], shown_name=form.answers["shown_name"]
        ),
    )
    if isinstance(answer, Form):
        return _about(proposal_id, comment_id, "proposal_answer", answer)
    return _back(proposal_id, comment_id, "comment-answered")


@action("/proposals/<proposal_id>/comments/<comment_id>/take-back", "member")
def take_back_proposal_comment(proposal_id: str, comment_id: str) -> Page:
    return _do(proposal_id, comment_id, doors.take_back_comment, "comment-gone")


@page("/proposals/<proposal_id>/comments/<comment_id>/hide", *KEEPERS)
def hide_proposal_comment_form(proposal_id: str, comment_id: str) -> Page:
    return _about(proposal_id, comment_id, "proposal_hide", Form())


@action("/proposals/<proposal_id>/comments/<comment_id>/hide", *KEEPERS)
def hide_proposal_comment(proposal_id: str, comment_id: str) -> Page:
    form = sent_form("reason").lacking({"reason": "Say why, in words that its author can read"})
    answer = send(
        form,
        ("reason",),
        lambda form: doors.hide_comment(caller(), form.command_id, comment_id, reason=form.answers["reason"]),
    )
    if isinstance(answer, Form):
        return _about(proposal_id, comment_id, "proposal_hide", answer)
    return _back(proposal_id, comment_id, "comment-hidden")


@action("/proposals/<proposal_id>/comments/<comment_id>/show", *KEEPERS)
def show_proposal_comment(proposal_id: str, comment_id: str) -> Page:
    return _do(proposal_id, comment_id, doors.show_comment, "comment-shown")


def _do(proposal_id: str, comment_id: str, door: Any, done: str) -> Page:
    answer = send(sent_form(), (), lambda form: door(caller(), form.command_id, comment_id))
    if isinstance(answer, Form):
        return one_proposal(proposal_id, answer)
    return _back(proposal_id, comment_id, done)


def _back(proposal_id: str, comment_id: str, done: str) -> Page:
    return onward(
        "proposal", done, proposal_id=proposal_id, comment=comment_id, _anchor=f"comment-{comment_id}"
    )


def _about(proposal_id: str, comment_id: str, template: str, form: Form) -> Page:
    """A form about one comment. Refused: ``not_found`` where it is not shown."""
    person = caller()
    one, setting = read_proposal(proposal_id)
    found = doors.list_comments(person, proposal_id, ids=[comment_id])["items"]
    if not found or not found[0]["text"]:
        raise Refused("not_found")
    if template == "proposal_answer" and "answer" not in one.may and not form.is_wrong:
        return show("proposal_closed", proposal=one, setting=setting)
    names = member_names(nameless_in(found))
    said = comment_of(found[0], names, person.subject, ())
    return show(template, form=form, proposal=one, setting=setting, comment=said)
