"""One proposal for keepers: who has it, what they wrote, who may not judge it, what is decided (row 56)."""

from collections.abc import Callable, Mapping
from typing import Any

from contracts.refusals import Refused
from gateway.clients import together
from gateway.clients.exchange import assessments as doors
from gateway.clients.exchange import rounds
from gateway.guards import caller
from gateway.portal.forms import Form, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.presenting.assessments import criteria_of
from gateway.portal.presenting.round_panels import kept_of, noted_for, panel_of, who_may
from gateway.portal.presenting.shortlists import OFF, VERDICT_CHOICES, Row, rows_of
from gateway.portal.views.round_panels import KEEPERS, named_assessors

PLACE = "/rounds/<round_id>/panel/proposals/<proposal_id>"
DECISION = ("verdict", "reason", "exception", "version")


@page(PLACE, *KEEPERS)
def panel_proposal(round_id: str, proposal_id: str) -> Page:
    return _proposal(round_id, proposal_id)


@action(f"{PLACE}/assessors", *KEEPERS)
def give_proposal(round_id: str, proposal_id: str) -> Page:
    """Give it to one volunteer, by hand."""
    form = sent_form("member_id").lacking({"member_id": "Choose an assessor"})
    return _done(
        form,
        ("member_id",),
        lambda form: doors.assign_assessor(caller(), form.command_id, proposal_id, form.answers["member_id"]),
        (round_id, proposal_id, "panel-given", "give"),
    )


@action(f"{PLACE}/conflicts", *KEEPERS)
def note_assessors_conflict(round_id: str, proposal_id: str) -> Page:
    """A conflict that was not told."""
    form = sent_form("conflicted", "why").lacking({"conflicted": "Choose an assessor", "why": "Say why"})
    return _done(
        form,
        (),
        lambda form: doors.note_conflict(
            caller(), form.command_id, proposal_id, form.answers["conflicted"], reason=form.answers["why"]
        ),
        (round_id, proposal_id, "panel-conflict", "conflict"),
    )


@action(f"{PLACE}/conflicts/undoing", *KEEPERS)
def strike_noted_conflict(round_id: str, proposal_id: str) -> Page:
    """What a keeper noted by mistake."""
    form = sent_form("noted", "undone").lacking({"noted": "Choose an assessor", "undone": "Say why"})
    return _done(
        form,
        (),
        lambda form: doors.strike_conflict(
            caller(), form.command_id, proposal_id, form.answers["noted"], reason=form.answers["undone"]
        ),
        (round_id, proposal_id, "panel-conflict-undone", "strike"),
    )


@action(f"{PLACE}/taking-back", *KEEPERS)
def take_assessment_back(round_id: str, proposal_id: str) -> Page:
    """One that is not handed in."""
    form = sent_form("assessment_id", "taken_back")
    form = form.lacking({"assessment_id": "Choose one", "taken_back": "Say why; the assessor reads it"})
    return _done(
        form,
        (),
        lambda form: doors.take_back_assessment(
            caller(), form.command_id, form.answers["assessment_id"], reason=form.answers["taken_back"]
        ),
        (round_id, proposal_id, "panel-taken-back", "take_back"),
    )


@action(f"{PLACE}/recommendation", *KEEPERS)
def recommend_one(round_id: str, proposal_id: str) -> Page:
    return _decide(round_id, proposal_id, doors.recommend_outcomes, "shortlist-recommended")


@action(f"{PLACE}/determination", *KEEPERS)
def determine_one(round_id: str, proposal_id: str) -> Page:
    return _decide(round_id, proposal_id, doors.determine_outcomes, "shortlist-determined")


@action(f"{PLACE}/addition", *KEEPERS)
def add_to_shortlist(round_id: str, proposal_id: str) -> Page:
    """Until the vote begins, something that was left out comes on the shortlist after all."""
    form = sent_form("reason").lacking({"reason": "Say why; everybody reads it"})
    return _done(
        form,
        ("reason",),
        lambda form: doors.put_on_shortlist(
            caller(), form.command_id, proposal_id, reason=form.answers["reason"]
        ),
        (round_id, proposal_id, "shortlist-added", "decide"),
    )


def _decide(round_id: str, proposal_id: str, door: Any, done: str) -> Page:
    form = sent_form(*DECISION).lacking({"verdict": "Choose one", "reason": "Say why"})

    def knock(form: Form) -> Any:
        item: dict[str, Any] = {"proposal_id": proposal_id, "verdict": form.answers["verdict"]}
        item["reason"] = form.answers["reason"]
        if (version := version_of(form)) is not None:
            item["version"] = version
        if door is doors.determine_outcomes:
            item["exception"] = form.answers["exception"]
        return door(caller(), form.command_id, round_id, [item])

    return _done(form, ("reason", "exception"), knock, (round_id, proposal_id, done, "decide"))


def _done(
    form: Form, known: tuple[str, ...], knock: Callable[[Form], Any], where: tuple[str, str, str, str]
) -> Page:
    """The page again: with what was done, or with what is wrong beside the form that was sent."""
    round_id, proposal_id, done, which = where
    answer = send(form, known, knock)
    if isinstance(answer, Form):
        return _proposal(round_id, proposal_id, answer, which)
    return onward("panel_proposal", done, round_id=round_id, proposal_id=proposal_id)


def _proposal(round_id: str, proposal_id: str, form: Form | None = None, which: str = "") -> Page:
    """``which`` of the page's forms ``form`` is; the others stand as they were."""
    person = caller()
    its_round, panel, people, results, given = together(
        rounds.get_round.asking(person, round_id),
        doors.get_panel.asking(person, round_id),
        doors.list_assessors.asking(person, round_id),
        doors.list_results.asking(person, round_id, order="entered"),
        doors.list_assessments.asking(person, proposal_id),
    )
    for answer in (its_round, panel, people, results, given):
        if isinstance(answer, Refused):
            raise answer
    row = _row(rows_of(results["items"], panel, person.subject), proposal_id)
    names = named_assessors(people["items"])
    kept = [kept_of(each, names, criteria_of(panel["criteria"])) for each in given["items"]]
    is_judged = any(each["submitted_at"] for each in given["items"])
    may, may_not = who_may(people["items"], names, given["items"], proposal_id)
    forms = {name: Form() for name in ("give", "conflict", "strike", "take_back")}
    forms["decide"] = Form(answers=_as_answers(row))
    if form is not None:
        forms[which] = form
    return show(
        "panel_proposal",
        form=form or Form(),
        forms=forms,
        round=its_round,
        panel=panel_of(panel),
        row=row,
        given=kept,
        open_ones=[{"value": each.id, "text": each.name} for each in kept if each.is_open],
        may=may,
        may_not=may_not,
        everybody=[{"value": each, "text": name} for each, name in names.items()],
        noted=[] if is_judged else noted_for(people["items"], names, proposal_id),
        verdicts=VERDICT_CHOICES,
        is_left_out=row.stage == OFF,
    )


def _row(rows: list[Row], proposal_id: str) -> Row:
    for each in rows:
        if each.id == proposal_id:
            return each
    raise Refused("not_found")


def _as_answers(row: Row) -> Mapping[str, str]:
    """What was determined or recommended, to begin with."""
    said = row.determination or row.recommendation
    version = str(row.version or "")
    if said is None or row.stage == OFF:
        return {"version": version}
    return {
        "verdict": said.verdict_key,
        "reason": said.reason,
        "exception": said.exception,
        "version": version,
    }
