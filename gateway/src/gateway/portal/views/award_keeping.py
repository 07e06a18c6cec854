"""What a round's keepers do with an award: approve, pay, skip a report, end it, announce all (row 57)."""

from collections.abc import Callable
from typing import Any

from contracts.refusals import Refused
from gateway.clients.exchange import awards as doors
from gateway.guards import caller
from gateway.portal.dates import today
from gateway.portal.forms import Form, date_names, date_of, given, send, sent_form, version_of, whole_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import region_names
from gateway.portal.presenting.awards import Award, award_of
from gateway.portal.views.awards import KEEPERS, awards_of_round, one_award


@action("/awards/<award_id>/approval", *KEEPERS)
def approve_award(award_id: str) -> Page:
    form = sent_form("edition", "no_interest").lacking({"no_interest": "Say that you have no interest in it"})
    edition = whole_of(form, "edition") or 0
    answer = send(
        form, (), lambda form: doors.approve_award(caller(), form.command_id, award_id, edition, True)
    )
    if isinstance(answer, Form):
        return one_award(award_id, answer)
    done = "award-approved" if answer["state"] == "proposed" else "award-made"
    return onward("award", done, award_id=award_id)


@action("/awards/<award_id>/recusal", *KEEPERS)
def recuse_from_award(award_id: str) -> Page:
    return _at_once(
        award_id, "award-recused", lambda command, _: doors.recuse_from_award(caller(), command, award_id)
    )


@action("/awards/<award_id>/dropping", *KEEPERS)
def drop_award(award_id: str) -> Page:
    form = sent_form("version")
    found = doors.get_award(caller(), award_id)
    answer = send(
        form,
        (),
        lambda form: doors.drop_award(caller(), form.command_id, award_id, version=version_of(form)),
    )
    if isinstance(answer, Form):
        return one_award(award_id, answer)
    return onward("round_awards", "award-dropped", round_id=found["round_id"])


@action("/awards/<award_id>/conditions/<int:number>", *KEEPERS)
def meet_award_condition(award_id: str, number: int) -> Page:
    return _at_once(
        award_id,
        "award-condition-met",
        lambda command, version: doors.meet_condition(caller(), command, award_id, number, version=version),
    )


@page("/awards/<award_id>/instalments/<int:number>", *KEEPERS)
def pay_instalment_form(award_id: str, number: int) -> Page:
    day = today()
    parts = dict(zip(date_names("on"), (str(day.day), str(day.month), str(day.year)), strict=True))
    return _pay(kept_award(award_id), number, Form(answers=parts))


@action("/awards/<award_id>/instalments/<int:number>", *KEEPERS)
def pay_instalment(award_id: str, number: int) -> Page:
    form, on = date_of(sent_form("reference", "version", *date_names("on")), "on", "The day it was paid")
    answer = send(
        form,
        ("on", "reference"),
        lambda form: doors.pay_instalment(
            caller(),
            form.command_id,
            award_id,
            number,
            on=on,
            version=version_of(form),
            **given(form, "reference"),
        ),
    )
    if isinstance(answer, Form):
        return _pay(kept_award(award_id), number, answer)
    return onward("award", "award-paid", award_id=award_id)


@page("/awards/<award_id>/reports/<int:number>/skip", *KEEPERS)
def skip_award_report_form(award_id: str, number: int) -> Page:
    return _reason(kept_award(award_id), Form(), "skip", number)


@action("/awards/<award_id>/reports/<int:number>/skip", *KEEPERS)
def skip_award_report(award_id: str, number: int) -> Page:
    form = _with_reason()
    answer = send(
        form,
        ("reason",),
        lambda form: doors.skip_report(
            caller(),
            form.command_id,
            award_id,
            number,
            reason=form.answers["reason"],
            version=version_of(form),
        ),
    )
    if isinstance(answer, Form):
        return _reason(kept_award(award_id), answer, "skip", number)
    return onward("award", "award-report-skipped", award_id=award_id)


@page("/awards/<award_id>/ending", *KEEPERS)
def end_award_form(award_id: str) -> Page:
    return _reason(kept_award(award_id), Form(), "end")


@action("/awards/<award_id>/ending", *KEEPERS)
def end_award(award_id: str) -> Page:
    """The first keeper says why; the second one agrees."""
    found = kept_award(award_id)
    form = sent_form("reason", "version") if found.ending else _with_reason()
    answer = send(
        form,
        ("reason",),
        lambda form: doors.end_award(
            caller(), form.command_id, award_id, version=version_of(form), **given(form, "reason")
        ),
    )
    if isinstance(answer, Form):
        return one_award(award_id, answer) if found.ending else _reason(found, answer, "end")
    done = "award-ended" if answer["state"] == "ended" else "award-ending-asked"
    return onward("award", done, award_id=award_id)


@action("/awards/<award_id>/keeping", *KEEPERS)
def keep_award(award_id: str) -> Page:
    return _at_once(
        award_id,
        "award-kept",
        lambda command, version: doors.keep_award(caller(), command, award_id, version=version),
    )


@action("/rounds/<round_id>/awards/announcement", *KEEPERS)
def announce_awards(round_id: str) -> Page:
    form = sent_form("sure").lacking({"sure": "Tick the box to say that you have looked at all of them"})
    answer = send(form, (), lambda form: doors.announce_awards(caller(), form.command_id, round_id))
    if isinstance(answer, Form):
        return awards_of_round(round_id, answer)
    return onward("round_awards", "awards-announced", round_id=round_id)


def _at_once(award_id: str, done: str, knock: Callable[[str, int | None], Any]) -> Page:
    """A step that asks nothing, on what was read."""
    form = sent_form("version")
    answer = send(form, (), lambda form: knock(form.command_id, version_of(form)))
    if isinstance(answer, Form):
        return one_award(award_id, answer)
    return onward("award", done, award_id=award_id)


def _pay(found: Award, number: int, form: Form) -> Page:
    instalment = _part(found.instalments, number)
    return show("award_pay", form=form, award=found, instalment=instalment)


def _reason(found: Award, form: Form, act: str, number: int = 0) -> Page:
    if number:
        _part(found.reports, number)
    path = f"/awards/{found.id}/reports/{number}/skip" if number else f"/awards/{found.id}/ending"
    return show("award_reason", form=form, award=found, act=act, number=number, address=path)


def _with_reason() -> Form:
    return sent_form("reason", "version").lacking({"reason": "Say why; everybody can read it"})


def kept_award(award_id: str) -> Award:
    """Refused: ``not_found`` for who does not keep its round."""
    person = caller()
    found = award_of(doors.get_award(person, award_id), person.subject, region_names(person))
    if not found.keeps:
        raise Refused("not_found")
    return found


def _part(parts: Any, number: int) -> Any:
    """Refused: ``award_part_unknown``."""
    if not 1 <= number <= len(parts):
        raise Refused("award_part_unknown")
    return parts[number - 1]
