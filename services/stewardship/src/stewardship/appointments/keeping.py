"""What the doors of calls and of panels share: limits, who counts as active, and how a call is saved."""

from collections.abc import Iterable

from contracts.events import Fact
from contracts.refusals import Refused
from stewardship.appointments.calls import Call, Limits
from stewardship.appointments.expressions import may_be_erased_at
from stewardship.appointments.store import AppointmentStore
from stewardship.people.store import People
from stewardship.refusal import Refusal
from stewardship.settings import Settings

KEEPERS = ("coordinator", "national_team")
"""Who looks after a call: never the convenor, whose own seat it may be."""


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


def refuse_stale(version: int, asked: int | None) -> None:
    """Refused: ``stale_version`` when the caller had read another version."""
    if asked is not None and asked != version:
        raise Refused("stale_version")


def save_settled(store: AppointmentStore, settings: Settings, call: Call, facts: Iterable[Fact] = ()) -> None:
    """Save a call; one that is over plans to forget what applicants took back."""
    store.save_call(call, facts)
    if call.ended_at is not None:
        forget_at = may_be_erased_at(call.ended_at, settings.appointment_erase_days)
        store.work.schedule("erase_withdrawn", call.id, forget_at)
