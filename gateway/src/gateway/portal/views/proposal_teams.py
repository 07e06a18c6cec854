"""Who applies together: co-applicants who are asked, and two proposals that become one (row 56)."""

from collections.abc import Mapping
from typing import Any

from flask import request

from contracts.refusals import Refused
from gateway.clients import membership, together
from gateway.clients.exchange import merges as merge_doors
from gateway.clients.exchange import proposals as doors
from gateway.guards import caller
from gateway.portal.account_names import member_names
from gateway.portal.forms import Form, send, sent_form
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import region_names
from gateway.portal.presenting.people import people_of
from gateway.portal.presenting.proposals import STAGES, Proposal
from gateway.portal.views.proposals import one_proposal, read_proposal

MINE, THEIRS = "mine", "theirs"
MERGED_WITH = ("idea", "draft", "submitted")
MOST_FOUND = 25


@page("/proposals/<proposal_id>/people", "member")
def ask_co_applicant_form(proposal_id: str) -> Page:
    """Find a member by name, then ask; where nobody may be asked any more it says so."""
    typed = {name: request.args.get(name, "") for name in ("q", "member")}
    return _people(proposal_id, Form(answers=typed))


@action("/proposals/<proposal_id>/people", "member")
def ask_co_applicant(proposal_id: str) -> Page:
    form = sent_form("member")
    answer = send(
        form,
        (),
        lambda form: doors.ask_co_applicant(caller(), form.command_id, proposal_id, form.answers["member"]),
    )
    if isinstance(answer, Form):
        return _people(proposal_id, answer)
    return onward("proposal", "co-applicant-asked", proposal_id=proposal_id)


@action("/proposals/<proposal_id>/people/drop", "member")
def drop_co_applicant(proposal_id: str) -> Page:
    """The lead takes somebody off, or somebody goes themselves; then they may not read it any more."""
    form = sent_form("member")
    answer = send(
        form,
        (),
        lambda form: doors.drop_co_applicant(caller(), form.command_id, proposal_id, form.answers["member"]),
    )
    if isinstance(answer, Form):
        return one_proposal(proposal_id, answer)
    if form.answers["member"] == caller().subject:
        return onward("my_round_proposals", "team-left")
    return onward("proposal", "co-applicant-dropped", proposal_id=proposal_id)


@action("/proposals/<proposal_id>/answer", "member")
def answer_as_co_applicant(proposal_id: str) -> Page:
    form = sent_form("agrees", "shown_name")
    agrees = form.answers["agrees"] == "yes"
    answer = send(
        form,
        ("shown_name",),
        lambda form: doors.answer_as_co_applicant(
            caller(), form.command_id, proposal_id, agrees, shown_name=form.answers["shown_name"]
        ),
    )
    if isinstance(answer, Form):
        return one_proposal(proposal_id, answer)
    if not agrees:
        return onward("my_round_proposals", "co-applicant-declined")
    return onward("proposal", "co-applicant-agreed", proposal_id=proposal_id)


@page("/proposals/<proposal_id>/merge", "member")
def offer_merge_form(proposal_id: str) -> Page:
    """With those that are like it, those that some words find, and the one that a link chose."""
    return _merging(proposal_id, Form(answers={"other": request.args.get("with", "")}))


@action("/proposals/<proposal_id>/merge", "member")
def offer_merge(proposal_id: str) -> Page:
    needed = {"other": "Choose the other one", "gone": "Choose which of the two is given up"}
    form = sent_form("other", "gone", "words", "text").lacking(needed)
    other = form.answers["other"]
    gone, into = (proposal_id, other) if form.answers["gone"] == MINE else (other, proposal_id)
    answer = send(
        form,
        ("other", "gone", "words"),
        lambda form: merge_doors.offer_merge(
            caller(), form.command_id, gone, into, words=form.answers["words"]
        ),
    )
    if isinstance(answer, Form):
        return _merging(proposal_id, answer)
    done = "merged" if answer["state"] == "agreed" else "merge-offered"
    return onward("proposal", done, proposal_id=into if done == "merged" else proposal_id)


@action("/proposals/<proposal_id>/merges/<merge_id>/answer", "member")
def answer_merge(proposal_id: str, merge_id: str) -> Page:
    form = sent_form("agrees")
    agrees = form.answers["agrees"] == "yes"
    answer = send(
        form, (), lambda form: merge_doors.answer_merge(caller(), form.command_id, merge_id, agrees)
    )
    if isinstance(answer, Form):
        return one_proposal(proposal_id, answer)
    if agrees:
        return onward("proposal", "merged", proposal_id=answer["into"]["id"])
    return onward("proposal", "merge-declined", proposal_id=proposal_id)


@action("/proposals/<proposal_id>/merges/<merge_id>/take-back", "member")
def take_back_merge(proposal_id: str, merge_id: str) -> Page:
    answer = send(
        sent_form(), (), lambda form: merge_doors.take_back_merge(caller(), form.command_id, merge_id)
    )
    if isinstance(answer, Form):
        return one_proposal(proposal_id, answer)
    return onward("proposal", "merge-taken-back", proposal_id=proposal_id)


def _people(proposal_id: str, form: Form) -> Page:
    one, setting = _led(proposal_id)
    if "ask" not in one.may and not form.is_wrong:
        return show("proposal_closed", proposal=one, setting=setting)
    person = caller()
    q, member = form.answers.get("q", ""), form.answers.get("member", "")
    found = membership.search_members(person, q=q) if q and not member else None
    return show(
        "proposal_people",
        form=form,
        proposal=one,
        setting=setting,
        member=member,
        called=member_names({member: ""}).get(member, "") if member else "",
        people=people_of(found["items"], region_names(person)) if found else None,
    )


def _merging(proposal_id: str, form: Form) -> Page:
    one, setting = _led(proposal_id)
    if "merge" not in one.may and not form.is_wrong:
        return show("proposal_closed", proposal=one, setting=setting)
    text = form.answers.get("text") or request.args.get("text", "").strip()
    return show(
        "proposal_merge",
        form=form,
        proposal=one,
        setting=setting,
        sought=Form(answers={"text": text}),
        others=_others(one, form.answers["other"], text),
        gone=[
            {"value": MINE, "text": "This one is given up for the other"},
            {"value": THEIRS, "text": "The other one is given up for this"},
        ],
    )


def _others(one: Proposal, chosen: str, text: str) -> list[dict[str, str]]:
    """What it could be merged with: the one chosen, those like it, and those that the words find, else the
    newest of the round."""
    person = caller()
    named = tuple(dict.fromkeys(each for each in (chosen, *(alike.id for alike in one.alike)) if each))
    listed, *known = together(
        doors.list_proposals.asking(person, one.round_id, text=text or None, limit=MOST_FOUND),
        *(doors.get_proposal.asking(person, each) for each in named),
    )
    if isinstance(listed, Refused):
        raise listed
    found = {each["id"]: each for each in (*known, *listed["items"]) if isinstance(each, Mapping)}
    return [
        {"value": each["id"], "text": each["title"], "hint": STAGES[each["stage"]][0]}
        for each in found.values()
        if each["id"] != one.id and each["round_id"] == one.round_id and each["stage"] in MERGED_WITH
    ]


def _led(proposal_id: str) -> Any:
    """Refused: ``not_found`` for who does not lead it."""
    one, setting = read_proposal(proposal_id)
    if one.part != "lead":
        raise Refused("not_found")
    return one, setting
