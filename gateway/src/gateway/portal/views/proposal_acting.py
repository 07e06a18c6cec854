"""Steps of a proposal's lead, each with a look at what it means, and support by others (row 56)."""

from dataclasses import dataclass
from typing import Any

from chassis.ids import new_id
from contracts.refusals import Refused
from gateway.clients.exchange import proposals as doors
from gateway.clients.exchange import supporters as support_doors
from gateway.guards import caller
from gateway.portal.forms import Form, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.views.proposals import one_proposal, read_proposal


@dataclass(frozen=True)
class Step:
    """What its lead does on the page of this name: the door, and where it leads when it is ``done``."""

    door: Any
    onward: str
    done: str
    more: tuple[str, ...] = ()


STEPS = {
    "develop": Step(doors.develop_idea, "edit_proposal", "idea-developed"),
    "open": Step(doors.open_draft, "proposal", "draft-opened"),
    "submit": Step(doors.submit_proposal, "proposal", "proposal-submitted"),
    "withdraw": Step(doors.withdraw_proposal, "proposal", "proposal-withdrawn", ("reason",)),
}


@page("/proposals/<proposal_id>/develop", "member")
def develop_idea_form(proposal_id: str) -> Page:
    return _look("develop", proposal_id, Form())


@action("/proposals/<proposal_id>/develop", "member")
def develop_idea(proposal_id: str) -> Page:
    return _take("develop", proposal_id)


@page("/proposals/<proposal_id>/open", "member")
def open_draft_form(proposal_id: str) -> Page:
    return _look("open", proposal_id, Form())


@action("/proposals/<proposal_id>/open", "member")
def open_draft(proposal_id: str) -> Page:
    return _take("open", proposal_id)


@page("/proposals/<proposal_id>/submit", "member")
def submit_proposal_form(proposal_id: str) -> Page:
    """All of it once more, and what still lacks."""
    return _look("submit", proposal_id, Form())


@action("/proposals/<proposal_id>/submit", "member")
def submit_proposal(proposal_id: str) -> Page:
    return _take("submit", proposal_id)


@page("/proposals/<proposal_id>/withdraw", "member")
def withdraw_proposal_form(proposal_id: str) -> Page:
    return _look("withdraw", proposal_id, Form())


@action("/proposals/<proposal_id>/withdraw", "member")
def withdraw_proposal(proposal_id: str) -> Page:
    return _take("withdraw", proposal_id)


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


def _take(name: str, proposal_id: str) -> Page:
    step = STEPS[name]
    answer = _step(step.door, proposal_id, *step.more)
    if isinstance(answer, Form):
        return _look(name, proposal_id, answer)
    return onward(step.onward, step.done, proposal_id=proposal_id)


def _step(door: Any, proposal_id: str, *more: str) -> Any:
    """What the door answers, or the form with its refusal."""
    form = sent_form("version", "text_number", *more)
    told = {name: form.answers[name] for name in more}
    return send(form, more, lambda form: _taken(door, proposal_id, form, told))


def _taken(door: Any, proposal_id: str, form: Form, told: dict[str, Any]) -> Any:
    """A step that was looked at before it is taken holds for that text, whoever joined meanwhile."""
    read = version_of(form)
    try:
        return door(caller(), form.command_id, proposal_id, version=read, **told)
    except Refused as no:
        if no.code != "stale_version":
            raise
        newest = doors.get_proposal(caller(), proposal_id)
        if str(newest["text_number"]) != form.answers["text_number"]:
            raise
    return door(caller(), new_id(), proposal_id, version=newest["version"], **told)


def _look(name: str, proposal_id: str, form: Form) -> Page:
    """A page before a step of the lead; where it cannot be taken any more it says why.

    Refused: ``not_found`` for others.
    """
    one, setting = read_proposal(proposal_id)
    if one.part != "lead":
        raise Refused("not_found")
    if name not in one.may and not form.is_wrong:
        return show("proposal_closed", proposal=one, setting=setting)
    return show(f"proposal_{name}", form=form, proposal=one, setting=setting)
