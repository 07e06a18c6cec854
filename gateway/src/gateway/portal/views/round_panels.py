"""Keepers set a round's panel up, give proposals out, and see how far it is (row 56)."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from contracts.refusals import Refused
from gateway.clients import together
from gateway.clients.exchange import assessments as doors
from gateway.clients.exchange import rounds
from gateway.guards import caller
from gateway.portal.account_names import member_names
from gateway.portal.forms import Form, date_names, date_of, send, sent_form, version_of, whole_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.presenting.assessments import criteria_of
from gateway.portal.presenting.panel_rules import (
    answers_of_rules,
    criteria_asked,
    criterion_names,
    criterion_rows,
)
from gateway.portal.presenting.round_panels import (
    Assessor,
    assessing_now,
    assessors_of,
    distinct,
    may_open,
    panel_of,
    progress_of,
)
from gateway.portal.presenting.shortlists import rows_of
from gateway.portal.views.assessing import found_or_none

KEEPERS = ("coordinator", "convenor", "national_team")
RULES = ("wanted", "proposers_assess", "two_keepers", "version")
KNOWN = ("criteria", "wanted", "due_on")


@page("/rounds/<round_id>/panel", *KEEPERS)
def round_panel(round_id: str) -> Page:
    """Where the assessments of a round stand, and what comes next."""
    return _panel(round_id, Form())


@action("/rounds/<round_id>/panel/deal", *KEEPERS)
def deal_proposals(round_id: str) -> Page:
    """Every proposal gets the assessors that it lacks."""
    answer = send(sent_form(), (), lambda form: doors.assign_assessors(caller(), form.command_id, round_id))
    if isinstance(answer, Form):
        return _panel(round_id, answer)
    return onward("round_panel", "panel-dealt" if answer["given"] else "", round_id=round_id)


@page("/rounds/<round_id>/panel/rules", *KEEPERS)
def panel_rules_form(round_id: str) -> Page:
    its_round, panel = _kept(round_id)
    return _rules(its_round, panel, Form(answers=answers_of_rules(panel)))


@action("/rounds/<round_id>/panel/rules", *KEEPERS)
def set_panel_rules(round_id: str) -> Page:
    """Open the panel, or change it."""
    its_round, panel = _kept(round_id)
    form = sent_form(*RULES, *criterion_names(), *date_names("due_on"))
    form = form.lacking({"wanted": "Enter how many assessments each proposal gets"})
    form, due_on = date_of(form, "due_on", "The day", needed=False)
    form, criteria = criteria_asked(form)
    wanted = whole_of(form, "wanted")
    if form.answers["wanted"] and wanted is None:
        form = form.wrong("wanted", "Enter a whole number, like 3")

    def knock(form: Form) -> Any:
        rules = {
            "criteria": criteria,
            "wanted": wanted,
            "due_on": due_on or None,
            "proposers_assess": form.answers["proposers_assess"] == "yes",
            "two_keepers": form.answers["two_keepers"] == "yes",
        }
        if panel is None:
            return doors.open_panel(caller(), form.command_id, round_id, rules)
        return doors.change_panel(caller(), form.command_id, round_id, rules, version=version_of(form))

    answer = send(form, KNOWN, knock)
    if isinstance(answer, Form):
        return _rules(its_round, panel, answer)
    return onward("round_panel", "panel-set", round_id=round_id)


@page("/rounds/<round_id>/panel/assessors/<member_id>", *KEEPERS)
def panel_assessor(round_id: str, member_id: str) -> Page:
    """One volunteer: what they have, and with what there is a conflict, and why."""
    return _assessor(round_id, member_id, Form())


@action("/rounds/<round_id>/panel/assessors/<member_id>", *KEEPERS)
def let_assessor_go(round_id: str, member_id: str) -> Page:
    form = sent_form("reason").lacking({"reason": "Say why; they read it"})
    answer = send(
        form,
        ("reason",),
        lambda form: doors.stand_down_assessor(
            caller(), form.command_id, round_id, member_id, reason=form.answers["reason"]
        ),
    )
    if isinstance(answer, Form):
        return _assessor(round_id, member_id, answer)
    return onward("round_panel", "panel-let-go", round_id=round_id)


def named_assessors(items: list[Mapping[str, Any]]) -> dict[str, str]:
    """Member id -> how keepers call them: as they wrote it, else as the directory shows them."""
    nameless = {each["member_id"]: "" for each in items if not each["shown_name"]}
    names = member_names(nameless) if nameless else {}
    return distinct({each["member_id"]: each["shown_name"] or names[each["member_id"]] for each in items})


def _panel(round_id: str, form: Form) -> Page:
    person = caller()
    its_round, panel, people, results = together(
        rounds.get_round.asking(person, round_id),
        doors.get_panel.asking(person, round_id),
        doors.list_assessors.asking(person, round_id),
        doors.list_results.asking(person, round_id, order="entered"),
    )
    if isinstance(its_round, Refused):
        raise its_round
    if found_or_none(panel) is None:
        _refuse_stranger(its_round)
        return show(
            "round_panel",
            form=form,
            round=its_round,
            panel=None,
            may_open=may_open(its_round, datetime.now(UTC)),
        )
    for answer in (people, results):
        if isinstance(answer, Refused):
            raise answer
    items = results["items"]
    titles = {each["proposal_id"]: each["title"] for each in items}
    assessors = assessors_of(people["items"], named_assessors(people["items"]), titles)
    volunteers = sum(each.offers for each in assessors)
    return show(
        "round_panel",
        form=form,
        round=its_round,
        panel=panel_of(panel),
        criteria=criteria_of(panel["criteria"]),
        progress=progress_of(
            items,
            volunteers,
            is_published=panel["published_at"] is not None,
            assessing=assessing_now(its_round, datetime.now(UTC)),
        ),
        opens=_opens(its_round),
        assessors=assessors,
        rows=rows_of(items, panel, person.subject),
    )


def _opens(its_round: Mapping[str, Any]) -> str:
    """When the shortlist is made, in a sentence; "" where it never is."""
    phases = (each["in_words"] for each in its_round["phases"] if each["kind"] == "shortlist")
    return next(phases, "")


def _rules(its_round: Mapping[str, Any], panel: Mapping[str, Any] | None, form: Form) -> Page:
    return show(
        "panel_rules",
        form=form,
        round=its_round,
        panel=panel_of(panel) if panel else None,
        rows=criterion_rows(panel),
    )


def _assessor(round_id: str, member_id: str, form: Form) -> Page:
    person = caller()
    its_round, people, results = together(
        rounds.get_round.asking(person, round_id),
        doors.list_assessors.asking(person, round_id),
        doors.list_results.asking(person, round_id, order="entered"),
    )
    for answer in (its_round, people, results):
        if isinstance(answer, Refused):
            raise answer
    titles = {each["proposal_id"]: each["title"] for each in results["items"]}
    found = assessors_of(people["items"], named_assessors(people["items"]), titles)
    return show("panel_assessor", form=form, round=its_round, assessor=_one(found, member_id))


def _one(found: list[Assessor], member_id: str) -> Assessor:
    for each in found:
        if each.id == member_id:
            return each
    raise Refused("not_found")


def _kept(round_id: str) -> tuple[dict[str, Any], dict[str, Any] | None]:
    person = caller()
    its_round, panel = together(
        rounds.get_round.asking(person, round_id), doors.get_panel.asking(person, round_id)
    )
    if isinstance(its_round, Refused):
        raise its_round
    _refuse_stranger(its_round)
    return its_round, found_or_none(panel)


def _refuse_stranger(its_round: Mapping[str, Any]) -> None:
    if not caller().acts_for(its_round["region"], "coordinator", "convenor"):
        raise Refused("not_your_region")
