"""Members assess: they volunteer for a round, tell of conflicts, and see what is theirs (row 56)."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from contracts.refusals import Refused
from gateway.clients import together
from gateway.clients.exchange import assessments as doors
from gateway.clients.exchange import proposals, rounds
from gateway.guards import caller
from gateway.portal.forms import Form, given, send, sent_form, whole_of
from gateway.portal.handed_in import proposals_in
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.presenting.assessments import criteria_of, lines_of
from gateway.portal.presenting.round_panels import offer_of, panel_of, takes_offers

MOST = 200
OFFER = ("most", "organisation", "shown_name")
CONFLICT = ("proposal_id", "reason")


@page("/my-assessments", "member")
def my_assessments() -> Page:
    """Everything that one was given, what is to be done first."""
    found = doors.list_my_assessments(caller(), limit=MOST)
    lines = lines_of(found["items"])
    return show(
        "my_assessments",
        waiting=[each for each in lines if each.is_waited_for],
        done_ones=[each for each in lines if not each.is_waited_for],
    )


@page("/rounds/<round_id>/assessing", "public")
def round_assessing(round_id: str) -> Page:
    """By what proposals are judged, and how to take part."""
    return _round(round_id, None)


@action("/rounds/<round_id>/assessing", "member")
def volunteer_to_assess(round_id: str) -> Page:
    form = sent_form(*OFFER).lacking({"most": "Enter how many proposals you would read"})
    most = whole_of(form, "most")
    if form.answers["most"] and most is None:
        form = form.wrong("most", "Enter a whole number, like 5")

    def knock(form: Form) -> Any:
        told = {name: form.answers[name] for name in ("organisation", "shown_name")}
        return doors.offer_to_assess(caller(), form.command_id, round_id, most or 0, **told)

    answer = send(form, OFFER, knock)
    if isinstance(answer, Form):
        return _round(round_id, answer)
    return onward("round_assessing", "assessing-offered", round_id=round_id)


@action("/rounds/<round_id>/assessing/withdrawal", "member")
def stop_assessing(round_id: str) -> Page:
    answer = send(sent_form(), (), lambda form: doors.withdraw_offer(caller(), form.command_id, round_id))
    if isinstance(answer, Form):
        return _round(round_id, answer)
    return onward("round_assessing", "assessing-withdrawn", round_id=round_id)


@page("/rounds/<round_id>/assessing/conflict", "member")
def tell_conflict_form(round_id: str) -> Page:
    return _conflict(round_id, Form())


@action("/rounds/<round_id>/assessing/conflict", "member")
def tell_conflict(round_id: str) -> Page:
    """Before anything is given out, or at any time after."""
    form = sent_form(*CONFLICT).lacking({"proposal_id": "Choose a proposal", "reason": "Say why"})
    answer = send(
        form,
        CONFLICT,
        lambda form: doors.declare_conflict(caller(), form.command_id, **given(form, *CONFLICT)),
    )
    if isinstance(answer, Form):
        return _conflict(round_id, answer)
    return onward("round_assessing", "conflict-told", round_id=round_id)


@page("/rounds/<round_id>/assessing/conflicts/<proposal_id>/undo", "member")
def undo_conflict_form(round_id: str, proposal_id: str) -> Page:
    return _undo(round_id, proposal_id, Form())


@action("/rounds/<round_id>/assessing/conflicts/<proposal_id>/undo", "member")
def undo_conflict(round_id: str, proposal_id: str) -> Page:
    """What one told of oneself, by mistake."""
    form = sent_form("reason").lacking({"reason": "Say why"})
    answer = send(
        form,
        ("reason",),
        lambda form: doors.undo_conflict(
            caller(), form.command_id, proposal_id, reason=form.answers["reason"]
        ),
    )
    if isinstance(answer, Form):
        return _undo(round_id, proposal_id, answer)
    return onward("round_assessing", "conflict-undone", round_id=round_id)


def found_or_none(answer: Any) -> Any:
    """A door's answer; None where there is nothing yet."""
    if isinstance(answer, Refused):
        if answer.code != "not_found":
            raise answer
        return None
    return answer


def _round(round_id: str, form: Form | None) -> Page:
    person = caller()
    asked = [rounds.get_round.asking(person, round_id), doors.get_panel.asking(person, round_id)]
    if person.has("member"):
        asked.append(doors.list_my_assessments.asking(person, round_id=round_id, limit=MOST))
    its_round, panel, *mine = together(*asked)
    if isinstance(its_round, Refused):
        raise its_round
    panel = found_or_none(panel)
    own = panel["own"] if panel else None
    return show(
        "round_assessing",
        form=form or Form(answers=_as_answers(own)),
        round=its_round,
        panel=panel_of(panel) if panel else None,
        criteria=criteria_of(panel["criteria"]) if panel else (),
        own=offer_of(own, _titles(own)) if own else None,
        mine=lines_of(mine[0]["items"]) if mine and not isinstance(mine[0], Refused) else [],
        takes_offers=takes_offers(its_round, datetime.now(UTC)),
        keeps=person.acts_for(its_round["region"], "coordinator", "convenor"),
    )


def _conflict(round_id: str, form: Form) -> Page:
    its_round = rounds.get_round(caller(), round_id)
    choices = [{"value": each["id"], "text": each["title"]} for each in proposals_in(round_id, "submitted")]
    return show("assessing_conflict", form=form, round=its_round, proposals=choices)


def _undo(round_id: str, proposal_id: str, form: Form) -> Page:
    """Refused: ``conflict_unknown`` where there is none that one can undo."""
    person = caller()
    its_round, panel = together(
        rounds.get_round.asking(person, round_id), doors.get_panel.asking(person, round_id)
    )
    for answer in (its_round, panel):
        if isinstance(answer, Refused):
            raise answer
    own = panel["own"]
    told = offer_of(own, _titles(own)).declared if own else ()
    conflict = next((each for each in told if each.may_undo and each.proposal_id == proposal_id), None)
    if conflict is None:
        raise Refused("conflict_unknown")
    return show("assessing_conflict_undo", form=form, round=its_round, conflict=conflict)


def _titles(own: Mapping[str, Any]) -> dict[str, str]:
    """Titles of what one declared a conflict with."""
    person, ids = caller(), sorted({each["proposal_id"] for each in own["declared"]})
    found = together(*(proposals.get_proposal.asking(person, each) for each in ids)) if ids else []
    return {each["id"]: each["title"] for each in found if not isinstance(each, Refused)}


def _as_answers(own: Mapping[str, Any] | None) -> dict[str, str]:
    if own is None or own["state"] == "recused":
        return {}
    return {"most": str(own["most"]), "organisation": own["organisation"], "shown_name": own["shown_name"]}
