"""What the doors of calls and of panels share: limits, who counts as active, and how a call is saved."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from commons.people.store import People
from contracts.events import Fact
from stewardship.appointments.calls import Call, Limits
from stewardship.appointments.expressions import WITHDRAWN, erase
from stewardship.appointments.panels import without_words
from stewardship.appointments.store import AppointmentStore
from stewardship.refusal import Refusal
from stewardship.settings import Settings

CALL_KEEPERS = ("coordinator", "national_team")
"""Who looks after a call: never the convenor, whose own seat it may be."""

ERASE = "erase_words"


def limits_of(settings: Settings) -> Limits:
    return Limits(
        open_days=settings.appointment_open_days,
        declare_days=settings.appointment_declare_days,
        decide_days=settings.appointment_decide_days,
        offer_days=settings.appointment_offer_days,
    )


def selection_mode(settings: Settings, code: str) -> str | None:
    """How a region fills its members' seats (C31); None for the UK-wide group."""
    region = settings.regions.get(code)
    return region.selection_mode if region else None


def refuse_inactive(people: People, member_ids: Iterable[str], field: str = "panel") -> None:
    """Refused: ``member_not_active`` unless all of them are active members of Q."""
    wanted = set(member_ids)
    known = people.several(wanted)
    if any(each not in known or not known[each].is_active for each in wanted):
        raise Refusal("member_not_active", fields={field: ["Choose active members of Q."]})


def save_settled(store: AppointmentStore, settings: Settings, call: Call, facts: Iterable[Fact] = ()) -> None:
    """Save a call; one that is over plans to forget what was written in it."""
    store.save_call(call, facts)
    if call.ended_at is not None:
        days = min(settings.appointment_erase_days, settings.appointment_keep_days)
        store.work.schedule(ERASE, call.id, call.ended_at + timedelta(days=days))


def erase_what_is_due(
    store: AppointmentStore, settings: Settings, call: Call, now: datetime
) -> datetime | None:
    """Erase words of a call that is over: first what was taken back, later everything, and last of interests.

    Answers when the next words are to go, None when none are left.
    """
    if call.ended_at is None:
        return None
    last = call.ended_at + timedelta(days=settings.appointment_keep_days)
    first = call.ended_at + timedelta(days=settings.appointment_erase_days)
    for before in store.of_call(call.id):
        due_at = min(first, last) if before.state == WITHDRAWN else last
        if due_at <= now and before.erased_at is None:
            store.save_expression(erase(before, now))
    if now < last:
        return first if now < first < last else last
    silent = without_words(call.panel)
    if silent != call.panel:
        store.save_call(replace(call, version=call.version + 1, panel=silent))
    return None
