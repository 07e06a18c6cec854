"""What those who applied do with their award: hand in a report, give up the rest (row 57)."""

from typing import Any

from contracts.refusals import Refused
from gateway.clients.exchange import awards as doors
from gateway.guards import caller
from gateway.portal.forms import Form, send, sent_form, version_of
from gateway.portal.money import pence_of, show_sum
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import region_names
from gateway.portal.presenting.awards import Award, award_of


@page("/awards/<award_id>/reports/<int:number>", "member")
def hand_in_report_form(award_id: str, number: int) -> Page:
    """Empty, or what was handed in, to say it anew."""
    found = _own(award_id)
    report = _report(found, number)
    spent = report["spent"]
    typed = "" if spent is None else show_sum(spent).removeprefix("£")
    return _write(found, number, Form(answers={"text": report["text"] or "", "spent": typed}))


@action("/awards/<award_id>/reports/<int:number>", "member")
def hand_in_report(award_id: str, number: int) -> Page:
    form = sent_form("text", "spent", "version").lacking({"text": "Say what became of it"})
    spent = pence_of(form.answers["spent"]) if form.answers["spent"] else None
    if form.answers["spent"] and spent is None:
        form = form.wrong("spent", "Enter an amount in pounds, like 12,500")
    answer = send(
        form,
        ("text", "spent"),
        lambda form: doors.hand_in_report(
            caller(),
            form.command_id,
            award_id,
            number,
            form.answers["text"],
            spent=spent,
            version=version_of(form),
        ),
    )
    if isinstance(answer, Form):
        return _write(_own(award_id), number, answer)
    return onward("award", "award-reported", award_id=award_id)


@page("/awards/<award_id>/giving-up", "member")
def give_up_award_form(award_id: str) -> Page:
    return _give_up(_own(award_id), Form())


@action("/awards/<award_id>/giving-up", "member")
def give_up_award(award_id: str) -> Page:
    form = sent_form("reason", "version").lacking({"reason": "Say why; everybody can read it"})
    answer = send(
        form,
        ("reason",),
        lambda form: doors.give_up_award(
            caller(), form.command_id, award_id, reason=form.answers["reason"], version=version_of(form)
        ),
    )
    if isinstance(answer, Form):
        return _give_up(_own(award_id), answer)
    return onward("award", "award-given-up", award_id=award_id)


def _write(found: dict[str, Any], number: int, form: Form) -> Page:
    _report(found, number)
    shown = _shown(found)
    return show("award_report", form=form, award=shown, report=shown.reports[number - 1])


def _give_up(found: dict[str, Any], form: Form) -> Page:
    path = f"/awards/{found['id']}/giving-up"
    return show("award_reason", form=form, award=_shown(found), act="give_up", number=0, address=path)


def _own(award_id: str) -> dict[str, Any]:
    """Refused: ``not_found`` for who has no part in it."""
    found: dict[str, Any] = doors.get_award(caller(), award_id)
    if not found["is_mine"]:
        raise Refused("not_found")
    return found


def _report(found: dict[str, Any], number: int) -> dict[str, Any]:
    """Refused: ``award_part_unknown``."""
    if not 1 <= number <= len(found["reports"]):
        raise Refused("award_part_unknown")
    report: dict[str, Any] = found["reports"][number - 1]
    return report


def _shown(found: dict[str, Any]) -> Award:
    person = caller()
    return award_of(found, person.subject, region_names(person))
