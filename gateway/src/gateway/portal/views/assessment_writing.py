"""One assessment: first whether there is a conflict, then the proposal beside the criteria (row 56)."""

from typing import Any

from flask import request

from gateway.clients.exchange import assessments as doors
from gateway.guards import caller
from gateway.portal.account_names import member_names
from gateway.portal.forms import Form, send, sent_form, version_of, whole_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.presenting.assessments import (
    RECOMMENDATION_CHOICES,
    Assessment,
    answers_of,
    assessment_of,
    team_ids,
)

WORDS = ("recommendation", "for_team", "for_keepers")
NO_CONFLICT, HAS_CONFLICT = "none", "conflict"
CONFLICT_CHOICES = [
    {"value": NO_CONFLICT, "text": "I have no conflict of interest",
     "hint": "I do not work with its team, and gain or lose nothing by what becomes of it."},
    {"value": HAS_CONFLICT, "text": "I have a conflict, or it may look like one",
     "hint": "Somebody else gets this proposal. Those who look after the round read your reason."},
]  # fmt: skip

Read = tuple[dict[str, Any], Assessment]


@page("/assessments/<proposal_id>", "member")
def assessment(proposal_id: str) -> Page:
    found, shown = _read(proposal_id)
    return _page(found, shown, None)


@action("/assessments/<proposal_id>/conflict", "member")
def answer_conflict(proposal_id: str) -> Page:
    """Whether there is a conflict; nothing is read or judged before."""
    form = sent_form("conflict", "reason").lacking({"conflict": "Say whether you have a conflict"})
    has_one = form.answers["conflict"] == HAS_CONFLICT
    if has_one:
        form = form.lacking({"reason": "Say what your conflict is"})

    def knock(form: Form) -> Any:
        if has_one:
            return doors.declare_conflict(
                caller(), form.command_id, proposal_id, reason=form.answers["reason"]
            )
        return doors.accept_assessment(caller(), form.command_id, proposal_id)

    answer = send(form, ("reason",), knock)
    if isinstance(answer, Form):
        return _page(*_read(proposal_id), answer)
    if has_one:
        return onward("my_assessments", "conflict-told")
    return onward("assessment", proposal_id=proposal_id)


@action("/assessments/<proposal_id>", "member")
def write_assessment(proposal_id: str) -> Page:
    """Keep the draft, or hand it in; what was typed stays on the page when it is refused."""
    shown = _read(proposal_id)[1]
    names = _field_names(shown)
    form = sent_form(*names, "version")
    hands_in = request.form.get("action") == "submit"
    door = doors.submit_assessment if hands_in else doors.save_assessment

    def knock(form: Form) -> Any:
        opinion, version = _opinion(form, shown), version_of(form)
        return door(caller(), form.command_id, proposal_id, opinion, version=version)

    answer = send(form, names, knock)
    if isinstance(answer, Form):
        return _page(*_read(proposal_id), answer)
    if hands_in:
        return onward("my_assessments", "assessment-submitted")
    return onward("assessment", "assessment-saved", proposal_id=proposal_id)


@page("/assessments/<proposal_id>/return", "member")
def return_assessment_form(proposal_id: str) -> Page:
    return _return(proposal_id, Form())


@action("/assessments/<proposal_id>/return", "member")
def return_assessment(proposal_id: str) -> Page:
    """They cannot do it after all."""
    form = sent_form("reason").lacking({"reason": "Say why"})
    answer = send(
        form,
        ("reason",),
        lambda form: doors.return_assessment(
            caller(), form.command_id, proposal_id, reason=form.answers["reason"]
        ),
    )
    if isinstance(answer, Form):
        return _return(proposal_id, answer)
    return onward("my_assessments", "assessment-returned")


def _return(proposal_id: str, form: Form) -> Page:
    return show("assessment_return", form=form, assessment=_read(proposal_id)[1])


def _read(proposal_id: str) -> Read:
    found = doors.get_assessment(caller(), proposal_id)
    proposal = found["proposal"]
    return found, assessment_of(found, member_names(team_ids(proposal, proposal["region"])))


def _page(found: dict[str, Any], shown: Assessment, form: Form | None) -> Page:
    """What somebody wrote too late stays there to be copied; nothing is lost at noon."""
    wrote = form is not None and "for_team" in form.answers and not shown.conflict
    if not shown.may_write and not wrote:
        return show("assessment_read", form=form, assessment=shown)
    if shown.is_unanswered:
        return show("assessment_conflict", form=form or Form(), assessment=shown, choices=CONFLICT_CHOICES)
    return show(
        "assessment",
        form=form or Form(answers={**answers_of(found["opinion"]), "version": str(shown.version)}),
        assessment=shown,
        recommendations=RECOMMENDATION_CHOICES,
    )


def _field_names(shown: Assessment) -> tuple[str, ...]:
    fields = [f"{part}.{each.key}" for each in shown.criteria for part in ("scores", "reason")]
    return (*fields, *WORDS)


def _opinion(form: Form, shown: Assessment) -> dict[str, Any]:
    """Criteria about which nothing was said are left out."""
    scores = []
    for each in shown.criteria:
        points, reason = form.answers[f"scores.{each.key}"], form.answers[f"reason.{each.key}"]
        if points or reason:
            scores.append({"key": each.key, "points": whole_of(form, f"scores.{each.key}"), "reason": reason})
    return {"scores": scores, **{name: form.answers[name] for name in WORDS}}
