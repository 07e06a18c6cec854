"""Steps of a proposal's lead, each with a look at what it means, and support by others (row 56)."""

from typing import Any

from chassis.ids import new_id
from contracts.refusals import Refused
from gateway.clients.exchange import proposals as doors
from gateway.clients.exchange import supporters as support_doors
from gateway.guards import caller
from gateway.portal.forms import Form, send, sent_form
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.views.proposals import one_proposal, read_proposal


@page("/proposals/<proposal_id>/develop", "member")
def develop_idea_form(proposal_id: str) -> Page:
    return _look("proposal_develop", proposal_id, Form())


@action("/proposals/<proposal_id>/develop", "member")
def develop_idea(proposal_id: str) -> Page:
    answer = _step(doors.develop_idea, proposal_id)
    if isinstance(answer, Form):
        return _look("proposal_develop", proposal_id, answer)
    return onward("edit_proposal", "idea-developed", proposal_id=proposal_id)


@page("/proposals/<proposal_id>/open", "member")
def open_draft_form(proposal_id: str) -> Page:
    return _look("proposal_open", proposal_id, Form())


@action("/proposals/<proposal_id>/open", "member")
def open_draft(proposal_id: str) -> Page:
    answer = _step(doors.open_draft, proposal_id)
    if isinstance(answer, Form):
        return _look("proposal_open", proposal_id, answer)
    return onward("proposal", "draft-opened", proposal_id=proposal_id)


@page("/proposals/<proposal_id>/submit", "member")
def submit_proposal_form(proposal_id: str) -> Page:
    """All of it once more, and what still lacks."""
    return _look("proposal_submit", proposal_id, Form())


@action("/proposals/<proposal_id>/submit", "member")
def submit_proposal(proposal_id: str) -> Page:
    answer = _step(doors.submit_proposal, proposal_id)
    if isinstance(answer, Form):
        return _look("proposal_submit", proposal_id, answer)
    return onward("proposal", "proposal-submitted", proposal_id=proposal_id)


@page("/proposals/<proposal_id>/withdraw", "member")
def withdraw_proposal_form(proposal_id: str) -> Page:
    return _look("proposal_withdraw", proposal_id, Form())


@action("/proposals/<proposal_id>/withdraw", "member")
def withdraw_proposal(proposal_id: str) -> Page:
    answer = _step(doors.withdraw_proposal, proposal_id, "reason")
    if isinstance(answer, Form):
        return _look("proposal_withdraw", proposal_id, answer)
    return onward("proposal", "proposal-withdrawn", proposal_id=proposal_id)


@action("/proposals/<proposal_id>/reinstate", "member")
def reinstate_proposal(proposal_id: str) -> Page:
    answer = _step(doors.reinstate_proposal, proposal_id)
    if isinstance(answer, Form):
        return one_proposal(proposal_id, answer)
    return onward("proposal", "proposal-reinstated", proposal_id=proposal_id)


@action("/proposals/<proposal_id>/support", "member")
def support_proposal(proposal_id: str) -> Page:
    """In one's own name, or for a group that one keeps."""
    return _support(support_doors.support_proposal, proposal_id, "supported", "shown_name")


@action("/proposals/<proposal_id>/support/take-back", "member")
def take_back_support(proposal_id: str) -> Page:
    return _support(support_doors.take_back_support, proposal_id, "support-taken-back")


def _support(door: Any, proposal_id: str, done: str, *more: str) -> Page:
    form = sent_form("group", *more)
    told = {name: form.answers[name] or None for name in ("group", *more)}
    answer = send(form, (), lambda form: door(caller(), form.command_id, proposal_id, **told))
    if isinstance(answer, Form):
        return one_proposal(proposal_id, answer)
    return onward("proposal", done, proposal_id=proposal_id)


def _step(door: Any, proposal_id: str, *more: str) -> Any:
    """What the door answers, or the form with its refusal."""
    form = sent_form("version", "text_number", *more)
    told = {name: form.answers[name] for name in more}
    return send(form, more, lambda form: _taken(door, proposal_id, form, told))


def _taken(door: Any, proposal_id: str, form: Form, told: dict[str, Any]) -> Any:
    """A step that was looked at before it is taken holds for that text, whoever joined meanwhile."""
    version = form.answers["version"]
    read = int(version) if version.isdecimal() else None
    try:
        return door(caller(), form.command_id, proposal_id, version=read, **told)
    except Refused as no:
        if no.code != "stale_version":
            raise
        newest = doors.get_proposal(caller(), proposal_id)
        if str(newest["text_number"]) != form.answers["text_number"]:
            raise
    return door(caller(), new_id(), proposal_id, version=newest["version"], **told)


def _look(template: str, proposal_id: str, form: Form) -> Page:
    """A page before a step of the lead; where it cannot be taken any more it says why.

    Refused: ``not_found`` for others.
    """
    one, setting = read_proposal(proposal_id)
    if one.part != "lead":
        raise Refused("not_found")
    if template.removeprefix("proposal_") not in one.may and not form.is_wrong:
        return show("proposal_closed", proposal=one, setting=setting)
    return show(template, form=form, proposal=one, setting=setting)
