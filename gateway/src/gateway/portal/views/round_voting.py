"""Voting in a round: choose, then check and cast; the receipt is made here (row 57, ADR 0013)."""

from dataclasses import replace
from typing import Any

from flask import request

from contracts.ballots import SECRET, new_secret
from contracts.refusals import Refused
from gateway.clients import membership, together
from gateway.clients.exchange import ballots as client
from gateway.clients.exchange import rounds
from gateway.guards import caller
from gateway.portal.forms import Form, send, sent_form
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import region_names
from gateway.portal.presenting.ballots import FIELD, Paper, paper_of, place_of, total, vote_is_over

BLANK, WORKS_AT = "blank", "organisation"
NOTHING = "Choose projects, or say below that you leave your ballot blank"
BOTH = "Take this tick out, or the ticks at the projects"
TOO_LATE = ("phase_not_open", "vote_not_open", "round_cancelled")


@page("/rounds/<round_id>/vote", "member")
def round_vote(round_id: str) -> Page:
    found, paper = _round_and_paper(round_id)
    if paper is None or not paper.may_vote:
        return _closed(found, paper)
    return _choose(found, paper, Form(answers={FIELD: list(paper.draft), BLANK: ""}))


@action("/rounds/<round_id>/vote", "member")
def check_round_ballot(round_id: str) -> Page:
    """The second page, or the first again with what is wrong; or the draft is kept."""
    found, paper = _round_and_paper(round_id)
    if paper is None or not paper.may_vote:
        return _closed(found, paper, is_late=True)
    form, wanted = _sent(), request.form.get("action")
    if wanted == "change":
        return _choose(found, paper, form)
    if wanted == "save":
        return _save(found, paper, form)
    form = _checked(paper, form)
    if form.is_wrong:
        return _choose(found, paper, form)
    form = replace(form, answers={**form.answers, WORKS_AT: form.answers[WORKS_AT] or _works_at()})
    return show("round_vote_check", form=form, paper=paper, secret=new_secret(), **_chosen(paper, form))


@action("/rounds/<round_id>/vote/cast", "member")
def cast_round_ballot(round_id: str) -> Page:
    """The confirmation is the answer itself: no address, no log and no history holds the receipt."""
    found, paper = _round_and_paper(round_id)
    if paper is None:
        return _closed(found, None, is_late=True)
    form, secret = _sent(), request.form.get("ballot_secret", "")
    if not SECRET.match(secret):
        return onward("round_vote", round_id=round_id)
    try:
        receipt = client.vote(caller(), round_id, secret, form.answers[FIELD], form.answers[WORKS_AT])
    except Refused as no:
        return _not_taken(found, paper, form, no)
    return show("round_vote_done", paper=paper, receipt=receipt, **_chosen(paper, form))


def _round_and_paper(round_id: str) -> tuple[dict[str, Any], Paper | None]:
    """The paper is None before voting opens."""
    person = caller()
    found, paper = together(
        rounds.get_round.asking(person, round_id), client.get_paper.asking(person, round_id)
    )
    if isinstance(found, Refused):
        raise found
    if isinstance(paper, Refused):
        if paper.code != "vote_not_open":
            raise paper
        return found, None
    return found, paper_of(paper, region_names(person))


def _sent() -> Form:
    return sent_form(BLANK, WORKS_AT, several=(FIELD,))


def _save(found: dict[str, Any], paper: Paper, form: Form) -> Page:
    """For the voter alone, until they vote or voting ends; without a tick no draft is kept."""
    chosen = form.answers[FIELD]
    answer = send(form, (), lambda _: client.save_draft(caller(), None, paper.id, chosen))
    if isinstance(answer, Form):
        return _choose(found, paper, answer)
    return onward("round_vote", "ballot-draft-kept" if chosen else "ballot-draft-gone", round_id=paper.id)


def _works_at() -> str:
    """As the voter's profile says; without an answer from there they vote all the same."""
    (profile,) = together(membership.my_profile.asking(caller()))
    return "" if isinstance(profile, Refused) else str(profile.get("organisation") or "")


def _checked(paper: Paper, form: Form) -> Form:
    """What the service says of it, beside its theme."""
    chosen, is_blank = form.answers[FIELD], form.answers[BLANK]
    if not chosen and not is_blank:
        return form.wrong(paper.first_field, NOTHING)
    if chosen and is_blank:
        return form.wrong(BLANK, BOTH)
    answer = send(form, (), lambda _: client.check_ballot(caller(), paper.id, chosen))
    if isinstance(answer, Form):
        return answer
    problem = answer["problem"]
    if problem is None:
        return form
    return form.wrong(place_of(paper, problem["code"], chosen), problem["detail"])


def _not_taken(found: dict[str, Any], paper: Paper, form: Form, no: Refused) -> Page:
    """Another device was first, it came too late, or it was changed on its way."""
    if no.code == "already_voted":
        return _closed(found, replace(paper, voted=True), is_late=True)
    if no.code in TOO_LATE:
        return _closed(found, replace(paper, takes_ballots=False), is_late=True)
    if no.code == "not_on_roll":
        return _closed(found, replace(paper, on_roll=False), is_late=True)
    return _choose(found, paper, form.wrong(place_of(paper, no.code, form.answers[FIELD]), no.message))


def _chosen(paper: Paper, form: Form) -> dict[str, Any]:
    choices = paper.chosen(form.answers[FIELD])
    return {"choices": choices, "total": total(choices)}


def _choose(found: dict[str, Any], paper: Paper, form: Form) -> Page:
    return show("round_vote", form=form, paper=paper, round=found)


def _closed(found: dict[str, Any], paper: Paper | None, *, is_late: bool = False) -> Page:
    """Why nothing is taken here; ``is_late``: a ballot was sent and was not taken."""
    vote = next((each for each in found["phases"] if each["kind"] == "vote"), None)
    text = show(
        "round_vote_closed",
        round=found,
        paper=paper,
        in_words=vote["in_words"] if vote else "",
        no_vote=paper is None and vote_is_over(found),
        is_late=is_late,
    )
    return (text, 409) if is_late else text
