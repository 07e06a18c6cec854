"""Setting up a round: its terms, publishing it, later days, the end of one that is cancelled (row 56)."""

from collections.abc import Callable
from typing import Any

from contracts.refusals import Refused
from gateway.clients.exchange import rounds as doors
from gateway.guards import caller
from gateway.portal.forms import Form, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import as_choices, kept_regions, region_names
from gateway.portal.presenting.rounds import EVERYWHERE, UK, round_of
from gateway.portal.round_forms import (
    DAY_NAMES,
    FORMS,
    KNOWN,
    PLAIN,
    TALLIES,
    answers_of,
    day_answers,
    first_answers,
    phase_rows,
    phases_in,
    terms_in,
)

KEEPERS = ("coordinator", "convenor", "national_team")


@page("/rounds/new", *KEEPERS)
def new_round_form() -> Page:
    """With a timetable to start from."""
    return _new(Form(answers={**first_answers(), "region": _choices()[0]["value"]}))


@action("/rounds/new", *KEEPERS)
def draft_round() -> Page:
    form, terms = _terms_in(sent_form("region", *PLAIN, *DAY_NAMES))
    form = form.lacking({"region": "Choose whose round it is"})
    answer = send(
        form, KNOWN, lambda form: doors.draft_round(caller(), form.command_id, form.answers["region"], terms)
    )
    if isinstance(answer, Form):
        return _new(answer)
    return onward("exchange_round", "round-drafted", round_id=answer["id"])


@page("/rounds/<round_id>/edit", *KEEPERS)
def change_round_form(round_id: str) -> Page:
    found = _kept(round_id)
    return _change(found, Form(answers={**answers_of(found), "version": str(found["version"])}))


@action("/rounds/<round_id>/edit", *KEEPERS)
def change_round(round_id: str) -> Page:
    form, terms = _terms_in(sent_form("version", *PLAIN, *DAY_NAMES))
    return _sent(round_id, form, KNOWN, _change, "round-changed", doors.change_round, terms)


@page("/rounds/<round_id>/publish", *KEEPERS)
def publish_round_form(round_id: str) -> Page:
    """What everybody will read, before it stands."""
    return _publish(_kept(round_id), Form())


@action("/rounds/<round_id>/publish", *KEEPERS)
def publish_round(round_id: str) -> Page:
    return _sent(round_id, sent_form("version"), (), _publish, "round-published", doors.publish_round)


@page("/rounds/<round_id>/postpone", *KEEPERS)
def postpone_round_form(round_id: str) -> Page:
    found = _kept(round_id)
    return _postpone(found, Form(answers={**day_answers(found), "version": str(found["version"])}))


@action("/rounds/<round_id>/postpone", *KEEPERS)
def postpone_round(round_id: str) -> Page:
    form, phases = phases_in(sent_form("version", *DAY_NAMES))
    return _sent(round_id, form, KNOWN, _postpone, "round-postponed", doors.postpone_round, phases)


@page("/rounds/<round_id>/cancel", *KEEPERS)
def cancel_round_form(round_id: str) -> Page:
    return _cancel(_kept(round_id), Form())


@action("/rounds/<round_id>/cancel", *KEEPERS)
def cancel_round(round_id: str) -> Page:
    """With the version that was read: who gives a draft up cancels no round that was published meanwhile."""
    form = sent_form("reason", "version").lacking({"reason": "Say why: everybody reads it"})
    reason = form.answers["reason"]
    return _sent(round_id, form, ("reason",), _cancel, "round-cancelled", doors.cancel_round, reason=reason)


def _sent(
    round_id: str,
    form: Form,
    known: tuple[str, ...],
    again: Callable[[dict[str, Any], Form], Page],
    done: str,
    door: Callable[..., Any],
    *told: Any,
    **more: Any,
) -> Page:
    """Knock, and go to the round's page; or ``again``, the form with what is wrong."""
    version = version_of(form)
    answer = send(
        form,
        known,
        lambda form: door(caller(), form.command_id, round_id, *told, **more, version=version),
    )
    if isinstance(answer, Form):
        return again(_kept(round_id), answer)
    return onward("exchange_round", done, round_id=round_id)


def _terms_in(form: Form) -> tuple[Form, dict[str, Any]]:
    return terms_in(form, pot_may_be_unknown=caller().has("national_team"))


def _kept(round_id: str) -> dict[str, Any]:
    """A round of the reader's. Refused: ``not_found``, ``not_your_region``."""
    found: dict[str, Any] = doors.get_round(caller(), round_id)
    if not caller().acts_for(found["region"], "coordinator", "convenor"):
        raise Refused("not_your_region")
    return found


def _choices() -> list[dict[str, Any]]:
    """Whose round it may be: all of Q, or a region that the reader looks after."""
    mine = kept_regions(caller(), region_names(caller()))
    return as_choices({UK: EVERYWHERE, **mine} if caller().has("national_team") else mine)


def _new(form: Form) -> Page:
    return show("round_form", form=form, regions=_choices(), round=None, **_offered())


def _change(found: dict[str, Any], form: Form) -> Page:
    shown = round_of(found, region_names(caller()))
    return show("round_form", form=form, regions=[], round=shown, **_offered())


def _offered() -> dict[str, Any]:
    return {"phases": phase_rows(), "forms": FORMS, "tallies": TALLIES}


def _publish(found: dict[str, Any], form: Form) -> Page:
    return show("round_publish", form=form, round=round_of(found, region_names(caller())))


def _postpone(found: dict[str, Any], form: Form) -> Page:
    shown = round_of(found, region_names(caller()))
    rows = phase_rows(tuple(each.kind for each in shown.phases if each.state != "over"), all_stay=True)
    # Days of phases that are over travel with the form unseen: the door takes all phases again.
    over = [
        name
        for each in shown.phases
        if each.state == "over"
        for name in DAY_NAMES
        if name.startswith(each.kind)
    ]
    return show("round_postpone", form=form, round=shown, phases=rows, unseen=over)


def _cancel(found: dict[str, Any], form: Form) -> Page:
    return show("round_cancel", form=form, round=round_of(found, region_names(caller())))
