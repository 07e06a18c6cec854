"""What a round's keepers put right: something noted by mistake, money that comes back (row 57)."""

from contracts.refusals import Refused
from gateway.clients.exchange import awards as doors
from gateway.guards import caller
from gateway.portal.dates import today
from gateway.portal.forms import Form, date_names, date_of, given, send, sent_form, version_of
from gateway.portal.money import pence_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.presenting.awards import CORRECTED, Award
from gateway.portal.views.award_keeping import kept_award
from gateway.portal.views.awards import KEEPERS

UNDO = "/awards/<award_id>/corrections/<part>/<int:number>"


@page(UNDO, *KEEPERS)
def correct_award_form(award_id: str, part: str, number: int) -> Page:
    return _undo(kept_award(award_id), part, number, Form())


@action(UNDO, *KEEPERS)
def correct_award(award_id: str, part: str, number: int) -> Page:
    form = sent_form("reason", "version").lacking({"reason": "Say why; everybody can read it"})
    answer = send(
        form,
        ("reason",),
        lambda form: doors.undo_award_step(
            caller(),
            form.command_id,
            award_id,
            part,
            number,
            reason=form.answers["reason"],
            version=version_of(form),
        ),
    )
    if isinstance(answer, Form):
        return _undo(kept_award(award_id), part, number, answer)
    return onward("award", "award-corrected", award_id=award_id)


@page("/awards/<award_id>/money-back", *KEEPERS)
def money_back_form(award_id: str) -> Page:
    day = today()
    parts = dict(zip(date_names("on"), (str(day.day), str(day.month), str(day.year)), strict=True))
    return show("award_money_back", form=Form(answers=parts), award=kept_award(award_id))


@action("/awards/<award_id>/money-back", *KEEPERS)
def note_money_back(award_id: str) -> Page:
    form = sent_form("amount", "reference", "version", *date_names("on"))
    form, on = date_of(form, "on", "The day it came back")
    amount = pence_of(form.answers["amount"])
    if not amount:
        form = form.wrong("amount", "Enter an amount in pounds, like 12,500")
    answer = send(
        form,
        ("amount", "on", "reference"),
        lambda form: doors.note_money_back(
            caller(),
            form.command_id,
            award_id,
            amount or 0,
            on=on,
            version=version_of(form),
            **given(form, "reference"),
        ),
    )
    if isinstance(answer, Form):
        return show("award_money_back", form=answer, award=kept_award(award_id))
    return onward("award", "award-money-back", award_id=award_id)


def _undo(found: Award, part: str, number: int, form: Form) -> Page:
    """Refused: ``award_part_unknown``."""
    if part not in CORRECTED or not 1 <= number <= len(found.parts(part)):
        raise Refused("award_part_unknown")
    path = f"/awards/{found.id}/corrections/{part}/{number}"
    return show("award_reason", form=form, award=found, act=part, number=number, address=path)
