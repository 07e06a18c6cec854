"""What an idea's own people decide: who sees it, which help, what becomes of it, the next round (row 58)."""

from typing import Any

from contracts.refusals import Refused
from gateway.clients.exchange import proposals
from gateway.clients.exchange import unfunded as doors
from gateway.guards import caller
from gateway.portal.forms import Form, given, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.presenting.unfunded import OUTCOME_CHOICES, Idea, options_of
from gateway.portal.views.unfunded import one_idea, read_idea

MOST = 100
GIVEN_UP = ("withdrawn", "merged")


@page("/unfunded/<proposal_id>/list", "member")
def list_idea_form(proposal_id: str) -> Page:
    found = _own(proposal_id)
    answers = {"wanted": found.wanted, "shown_name": found.who, "reach": found.reach}
    return show("unfunded_list", form=Form(answers=answers), idea=found)


@action("/unfunded/<proposal_id>/list", "member")
def list_idea(proposal_id: str) -> Page:
    found = _own(proposal_id)
    form = sent_form("wanted", "shown_name", "reach", "version").lacking(
        {"wanted": "Say which support you would like"}
    )
    told = {name: form.answers[name] for name in ("shown_name", "reach")}
    answer = send(
        form,
        ("wanted", "shown_name", "reach"),
        lambda form: doors.list_idea(
            caller(),
            form.command_id,
            proposal_id,
            form.answers["wanted"],
            version=version_of(form),
            **told,
        ),
    )
    if isinstance(answer, Form):
        return show("unfunded_list", form=answer, idea=found)
    return onward("unfunded_idea", "unfunded-listed", proposal_id=proposal_id)


@action("/unfunded/<proposal_id>/private", "member")
def keep_idea_private(proposal_id: str) -> Page:
    form = sent_form("version")
    answer = send(
        form,
        (),
        lambda form: doors.keep_idea_private(
            caller(), form.command_id, proposal_id, version=version_of(form)
        ),
    )
    if isinstance(answer, Form):
        return one_idea(proposal_id, answer)
    return onward("unfunded_idea", "unfunded-private", proposal_id=proposal_id)


@action("/unfunded/<proposal_id>/help/<help_id>/answer", "member")
def answer_idea_help(proposal_id: str, help_id: str) -> Page:
    form = sent_form("answer")
    agrees = form.answers["answer"] == "take"
    if form.answers["answer"] not in ("take", "decline"):
        form = form.wrong("answer", "Say whether you take this help")
    answer = send(
        form, (), lambda form: doors.answer_help(caller(), form.command_id, proposal_id, help_id, agrees)
    )
    if isinstance(answer, Form):
        return one_idea(proposal_id, answer)
    done = "unfunded-help-taken" if agrees else "unfunded-help-declined"
    return onward("unfunded_idea", done, proposal_id=proposal_id)


@page("/unfunded/<proposal_id>/outcome", "member")
def note_idea_outcome_form(proposal_id: str) -> Page:
    found = _to_note(proposal_id)
    known = found.outcome
    answers = {"kind": known.kind, "words": known.words} if known else {}
    return show("unfunded_outcome", form=Form(answers=answers), idea=found, kinds=OUTCOME_CHOICES)


@action("/unfunded/<proposal_id>/outcome", "member")
def note_idea_outcome(proposal_id: str) -> Page:
    found = _to_note(proposal_id)
    form = sent_form("kind", "words", "version").lacking({"kind": "Choose what became of it"})
    answer = send(
        form,
        ("kind", "words"),
        lambda form: doors.note_outcome(
            caller(),
            form.command_id,
            proposal_id,
            form.answers["kind"],
            version=version_of(form),
            **given(form, "words"),
        ),
    )
    if isinstance(answer, Form):
        return show("unfunded_outcome", form=answer, idea=found, kinds=OUTCOME_CHOICES)
    return onward("unfunded_idea", "unfunded-outcome", proposal_id=proposal_id)


@page("/unfunded/<proposal_id>/carry-on", "member")
def carry_on_idea_form(proposal_id: str) -> Page:
    return _carry_on(_own(proposal_id), Form())


@action("/unfunded/<proposal_id>/carry-on", "member")
def carry_on_idea(proposal_id: str) -> Page:
    found = _own(proposal_id)
    form = sent_form("next_id", "version").lacking({"next_id": "Choose the proposal that carries it on"})
    answer = send(
        form,
        ("next_id",),
        lambda form: doors.carry_on_idea(
            caller(), form.command_id, proposal_id, form.answers["next_id"], version=version_of(form)
        ),
    )
    if isinstance(answer, Form):
        return _carry_on(found, answer)
    return onward("unfunded_idea", "unfunded-carried-on", proposal_id=proposal_id)


def _carry_on(found: Idea, form: Form) -> Page:
    """Its people's own proposals in other rounds, but what they gave up; and the rounds that take one now."""
    person = caller()
    mine: Any = proposals.my_proposals(person, limit=MOST)["items"]
    choices = [
        {"value": each["id"], "text": each["title"]}
        for each in mine
        if each["round_id"] != found.round_id
        and each["my_part"] in ("lead", "agreed")
        and each["stage"] not in GIVEN_UP
    ]
    whole = doors.get_unfunded(person, found.id)
    return show(
        "unfunded_carry_on",
        form=form,
        idea=found,
        choices=choices,
        rounds=options_of(whole["options"], found.title, {}).next_rounds,
    )


def _own(proposal_id: str) -> Idea:
    """Refused: ``not_found`` for who has no part in it."""
    found = read_idea(proposal_id)
    if not found.is_mine:
        raise Refused("not_found")
    return found


def _to_note(proposal_id: str) -> Idea:
    """Refused: ``unfunded_not_yours`` for who may not say it, ``unfunded_carried_on``."""
    found = read_idea(proposal_id)
    if not found.is_mine and not found.may_sponsor:
        raise Refused("unfunded_not_yours")
    if found.goes_on:
        raise Refused("unfunded_carried_on")
    return found
