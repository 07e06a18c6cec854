"""The steps of an exchange: one page for each, sent from there or from the exchange itself (row 59)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from contracts.refusals import Refused
from gateway.clients.skills_register import exchanges as doors
from gateway.guards import caller
from gateway.portal.forms import Form, date_names, date_of, send, sent_form, version_of
from gateway.portal.how_long import SAID, hours_typed, minutes_in
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.presenting.exchange_acts import ACTS, Act, act_of
from gateway.portal.presenting.exchanges import Exchange
from gateway.portal.views.exchanges import READERS, shown_exchange

FIELDS = ("what", "hours", "reason", "words", "was", "accepts", "settles", "version")
KNOWN = (*FIELDS, "on")


@dataclass(frozen=True)
class Sent:
    """What a step was sent with, read and checked."""

    command_id: str
    id: str
    version: int | None
    typed: Any
    minutes: int | None
    on: str


KNOCKS: dict[str, Callable[[Sent], Any]] = {
    "agree": lambda it: doors.agree_exchange(caller(), it.command_id, it.id, version=it.version),
    "confirm": lambda it: doors.confirm_exchange(caller(), it.command_id, it.id, version=it.version),
    "settle": lambda it: doors.settle_exchange(caller(), it.command_id, it.id, version=it.version),
    "say_done": lambda it: doors.say_done(
        caller(), it.command_id, it.id, minutes=it.minutes or 0, version=it.version
    ),
    "change": lambda it: doors.change_exchange(
        caller(),
        it.command_id,
        it.id,
        what=it.typed["what"],
        minutes=it.minutes or 0,
        on=it.on,
        version=it.version,
    ),
    "cancel": lambda it: doors.cancel_exchange(
        caller(), it.command_id, it.id, reason=it.typed["reason"], version=it.version
    ),
    "dispute": lambda it: doors.dispute_exchange(
        caller(), it.command_id, it.id, reason=it.typed["reason"], minutes=it.minutes, version=it.version
    ),
    "answer_dispute": lambda it: doors.answer_dispute(
        caller(),
        it.command_id,
        it.id,
        accepts=it.typed["accepts"] != "no",
        reason=it.typed["reason"],
        version=it.version,
    ),
    "note": lambda it: doors.note_mediation(
        caller(), it.command_id, it.id, words=it.typed["words"], version=it.version
    ),
    "decide": lambda it: doors.decide_exchange(
        caller(), it.command_id, it.id, reason=it.typed["reason"], minutes=it.minutes, version=it.version
    ),
}
WITHOUT_MINUTES = {"was": "not_done", "settles": "no"}
"""The answers that say that there are no minutes."""


@page("/exchanges/<exchange_id>/<key>", *READERS)
def exchange_step_form(exchange_id: str, key: str) -> Page:
    """A step that cannot be taken now leads to the exchange, which says what can."""
    found = _known(exchange_id, key)
    if key not in {found.verb, *(other for other, _ in found.others)}:
        return onward("exchange", exchange_id=exchange_id)
    year, month, day = found.on_iso.split("-")
    taken = found.took_minutes if key != "change" else found.minutes
    typed = {
        "what": found.what,
        **dict(zip(date_names("on"), (str(int(day)), str(int(month)), year), strict=True)),
        "hours": hours_typed(taken or found.minutes) if key in ("change", "say_done") else "",
    }
    return _step(found, key, Form(answers=typed))


@action("/exchanges/<exchange_id>/<key>", *READERS)
def take_exchange_step(exchange_id: str, key: str) -> Page:
    found = _known(exchange_id, key)
    act = act_of(key, found)
    form = sent_form(*FIELDS, *date_names("on"))
    form, minutes = _minutes(form, act)
    form, on = date_of(form, "on", "The day") if act.terms else (form, "")
    form = form.lacking(_needed(act))

    def knock(form: Form) -> Any:
        known = version_of(form)
        return KNOCKS[key](Sent(form.command_id, exchange_id, known, form.answers, minutes, on))

    answer = send(form, KNOWN, beside_hours(knock))
    if isinstance(answer, Form):
        return _step(found, key, answer)
    return onward("exchange", _done(act, answer), exchange_id=exchange_id)


def beside_hours(knock: Callable[[Form], Any]) -> Callable[[Form], Any]:
    """What a door says of minutes, beside the field of hours."""

    def knocked(form: Form) -> Any:
        try:
            return knock(form)
        except Refused as no:
            fields = {"hours" if name == "minutes" else name: said for name, said in no.fields.items()}
            raise Refused(no.code, no.message, fields) from None

    return knocked


def _known(exchange_id: str, key: str) -> Exchange:
    """The exchange. Refused: ``not_found`` for a step that there is not."""
    if key not in ACTS:
        raise Refused("not_found")
    return shown_exchange(doors.get_exchange(caller(), exchange_id))


def _minutes(form: Form, act: Act) -> tuple[Form, int | None]:
    """How long, where the step asks for it and the answers do not say that there was nothing."""
    asks = bool(act.time) or act.terms
    if not asks or WITHOUT_MINUTES.get(act.choice) == form.answers.get(act.choice, ""):
        return form, None
    minutes = minutes_in(form.answers["hours"])
    return (form.wrong("hours", SAID) if minutes is None else form), minutes


def _needed(act: Act) -> dict[str, str]:
    needed = {act.words: act.needed} if act.needed else {}
    if act.choice:
        needed[act.choice] = "Choose one answer"
    return {**needed, "what": "Say what it is about"} if act.terms else needed


def _done(act: Act, answer: Any) -> str:
    if answer["state"] == "settled":
        return "exchange-settled"
    return "exchange-no-room" if answer["state"] == "confirmed" else act.done


def _step(found: Exchange, key: str, form: Form) -> Page:
    return show("exchange_step", exchange=found, key=key, act=act_of(key, found), form=form)
