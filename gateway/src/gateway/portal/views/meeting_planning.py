"""Planning, publishing, moving, holding and cancelling meetings, for a group's keepers (rows 41, 43, 49)."""

from typing import Any

from contracts.refusals import Refused
from gateway.clients import together
from gateway.clients.meetings import calendar as doors
from gateway.clients.meetings import venues
from gateway.guards import caller
from gateway.portal.dates import today
from gateway.portal.forms import Form, date_names, date_of, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import as_choices, region_names
from gateway.portal.presenting.meeting_cycles import cycle_of
from gateway.portal.presenting.meetings import ACCESS, MODES, REASONS, UK
from gateway.portal.presenting.venues import venue_of
from gateway.portal.times import instant_answers, instant_names, instant_of
from gateway.portal.views.meetings import meeting_page, read_meeting
from gateway.portal.whole_numbers import whole

PLANNERS = ("member", "coordinator", "convenor", "national_team")
"""A group's chair is a member with a seat; who plans for which group, the service knows."""
WORDS = ("title", "place", "join_link", "phone", "public_link", "recording_consent", "access_alternative")
TICKED = {"extra": "counts", "is_recorded": "is_recorded", "step_free": "step_free"}
FIELDS = (
    *WORDS, *TICKED, "minutes", "mode", "venue_id", "access", "closed_reason", "closed_note", "invited",
)  # fmt: skip
NEEDED = {
    "title": "Enter a title",
    "mode": "Choose how people meet",
    "minutes": "Enter how many minutes it lasts",
}
USUAL_MODE = {"online": "virtual", "hybrid": "hybrid"}


@page("/groups/<region>/meetings/plan", *PLANNERS)
def plan_meeting_form(region: str) -> Page:
    cycle = _cycle(region)
    answers = {
        "title": "Meeting of the group",
        "minutes": str(cycle["max_minutes"] or 60),
        "mode": USUAL_MODE.get(cycle["mode"] or "", "face_to_face"),
        "access": cycle["public"] or "open",
    }
    return _plan(region, cycle, Form(answers=answers))


@action("/groups/<region>/meetings/plan", *PLANNERS)
def plan_meeting(region: str) -> Page:
    """Saved as planned: the group sees it, and nobody is told before it is published."""
    form, planned = _said(_sent())
    answer = send(form, FIELDS, lambda form: doors.plan_meeting(caller(), form.command_id, region, planned))
    if isinstance(answer, Form):
        return _plan(region, _cycle(region), _with_free_rooms(region, answer, planned))
    return onward("meeting", "meeting-planned", meeting_id=answer["id"])


@page("/meetings/<meeting_id>/change", *PLANNERS)
def change_meeting_form(meeting_id: str) -> Page:
    found = _mine(meeting_id, "change")
    return _change(found, Form(answers=_as_typed(found)))


@action("/meetings/<meeting_id>/change", *PLANNERS)
def change_meeting(meeting_id: str) -> Page:
    form, changes = _said(_sent())
    if changes:
        # The page has lines for one closed part; the others stay as they are.
        changes["closed_parts"] += doors.get_meeting(caller(), meeting_id)["closed_parts"][1:]
    answer = send(
        form,
        FIELDS,
        lambda form: doors.change_meeting(
            caller(), form.command_id, meeting_id, changes, version=version_of(form)
        ),
    )
    if isinstance(answer, Form):
        found = _mine(meeting_id, "change")
        return _change(found, _with_free_rooms(found["region"], answer, changes, f"meeting:{meeting_id}"))
    return onward("meeting", "meeting-changed", meeting_id=meeting_id)


@action("/meetings/<meeting_id>/publish", *PLANNERS)
def publish_meeting(meeting_id: str) -> Page:
    answer = send(
        sent_form("version"),
        (),
        lambda form: doors.publish_meeting(caller(), form.command_id, meeting_id, version=version_of(form)),
    )
    if isinstance(answer, Form):
        return meeting_page(meeting_id, answer)
    return onward("meeting", "meeting-published", meeting_id=meeting_id)


@action("/meetings/<meeting_id>/hold", *PLANNERS)
def hold_meeting(meeting_id: str) -> Page:
    form = sent_form("observers", "version")
    watched = form.answers["observers"]
    if watched and whole(watched) is None:
        form = form.wrong("observers", "Enter a whole number, or leave this blank")
    answer = send(
        form,
        ("observers",),
        lambda form: doors.hold_meeting(
            caller(),
            form.command_id,
            meeting_id,
            observers=int(watched) if watched else None,
            version=version_of(form),
        ),
    )
    if isinstance(answer, Form):
        return meeting_page(meeting_id, answer)
    return onward("meeting", "meeting-held", meeting_id=meeting_id)


@page("/meetings/<meeting_id>/cancel", *PLANNERS)
def cancel_meeting_form(meeting_id: str) -> Page:
    _mine(meeting_id, "cancel")
    return show("meeting_cancel", meeting=read_meeting(meeting_id))


@action("/meetings/<meeting_id>/cancel", *PLANNERS)
def cancel_meeting(meeting_id: str) -> Page:
    form = sent_form("cause", "version").lacking({"cause": "Say why it is cancelled"})
    answer = send(
        form,
        ("cause",),
        lambda form: doors.cancel_meeting(
            caller(), form.command_id, meeting_id, form.answers["cause"], version=version_of(form)
        ),
    )
    if isinstance(answer, Form):
        return show("meeting_cancel", form=answer, meeting=read_meeting(meeting_id))
    return onward("meeting", "meeting-cancelled", meeting_id=meeting_id)


@page("/groups/<region>/meetings/cycle", *PLANNERS)
def meeting_cycle_form(region: str) -> Page:
    """The days of the cycle that runs, or of the first one."""
    cycle = _cycle(region)
    answers = {"version": str(cycle["version"]), "instead_of": cycle["starts_on"] if cycle["is_set"] else ""}
    for name, known in (("starts_on", cycle["starts_on"]), ("ends_on", cycle["ends_on"])):
        year, month, day = known.split("-") if known else ("", "", "")
        answers |= {f"{name}-day": day.lstrip("0"), f"{name}-month": month.lstrip("0"), f"{name}-year": year}
    return show("meeting_cycle", form=Form(answers=answers), cycle=cycle_of(cycle))


@action("/groups/<region>/meetings/cycle", *PLANNERS)
def set_meeting_cycle(region: str) -> Page:
    form = sent_form("instead_of", "version", *date_names("starts_on"), *date_names("ends_on"))
    form, starts_on = date_of(form, "starts_on", "The first day")
    form, ends_on = date_of(form, "ends_on", "The last day")
    answer = send(
        form,
        ("starts_on", "ends_on"),
        lambda form: doors.set_cycle(
            caller(),
            form.command_id,
            region,
            starts_on=starts_on,
            ends_on=ends_on,
            instead_of=form.answers["instead_of"] or None,
            version=version_of(form),
        ),
    )
    if isinstance(answer, Form):
        return show("meeting_cycle", form=answer, cycle=cycle_of(_cycle(region)))
    return onward("group_meetings", "saved", region=region)


def _sent() -> Form:
    names = (*WORDS, *TICKED, "minutes", "mode", "venue_id", "access", "closed_reason", "closed_note")
    return sent_form(*names, "version", *instant_names("on"), several=("invited",)).lacking(NEEDED)


def _said(form: Form) -> tuple[Form, dict[str, Any]]:
    """The door's payload, or the form with what is wrong."""
    form, starts_at = instant_of(form, "on", "The day of the meeting")
    sent = form.answers
    if sent["minutes"] and whole(sent["minutes"]) is None:
        form = form.wrong("minutes", "Enter a whole number of minutes, like 120")
    if bool(sent["closed_reason"]) != bool(sent["closed_note"]):
        missing = "closed_note" if sent["closed_reason"] else "closed_reason"
        form = form.wrong(missing, "Give the reason and the words for everybody, or neither")
    if form.is_wrong:
        return form, {}
    closed = {"reason": sent["closed_reason"], "note": sent["closed_note"]}
    return form, {
        **{name: sent[name] for name in WORDS},
        **{door: sent[name] == "yes" for name, door in TICKED.items()},
        "counts": sent["extra"] != "yes" and not sent["invited"],
        "starts_at": starts_at,
        "minutes": int(sent["minutes"]),
        "mode": sent["mode"],
        "venue_id": sent["venue_id"] or None,
        "closed_parts": [closed] if sent["closed_reason"] else [],
        "invited": sent["invited"],
        **({"access": sent["access"]} if sent["access"] else {}),
    }


def _as_typed(found: dict[str, Any]) -> dict[str, Any]:
    part = next(iter(found["closed_parts"]), {"reason": "", "note": ""})
    return {
        **{name: found[name] or "" for name in WORDS},
        **{name: "yes" if found[name] else "" for name in ("is_recorded", "step_free")},
        **instant_answers("on", found["starts_at"]),
        "extra": "" if found["counts"] else "yes",
        "minutes": str(found["minutes"]),
        "mode": found["mode"],
        "venue_id": found["venue"]["id"] if found["venue"] else "",
        "access": found["access"],
        "closed_reason": part["reason"],
        "closed_note": part["note"],
        "invited": found["invited"],
        "version": str(found["version"]),
    }


def _plan(region: str, cycle: dict[str, Any], form: Form) -> Page:
    return show("meeting_plan", form=form, meeting=None, **_choices(region, cycle))


def _change(found: dict[str, Any], form: Form) -> Page:
    region = found["region"]
    shown = read_meeting(found["id"])
    return show("meeting_plan", form=form, meeting=shown, **_choices(region, _cycle(region), found))


def _choices(region: str, cycle: dict[str, Any], found: dict[str, Any] | None = None) -> dict[str, Any]:
    """What is chosen for the meeting that is changed stays a choice: its room, and groups it invites."""
    booked, invited = (found["venue"], found["invited"]) if found else (None, [])
    rooms = [venue_of(each) for each in venues.list_venues(caller(), region, limit=200)["items"]]
    used = {each["area"].casefold() for each in cycle["areas"]}
    names = region_names(caller()) if region == UK or invited else {}
    choices = [
        {"value": each.id, "text": _room(each, each.area.casefold() in used)} for each in rooms if each.in_use
    ]
    if booked and booked["id"] not in [each["value"] for each in choices]:
        kept = f"{booked['name']}, {booked['area']} (kept for this meeting)"
        choices.append({"value": booked["id"], "text": kept})
    return {
        "cycle": cycle_of(cycle),
        "rooms": choices,
        "modes": as_choices(MODES),
        "accesses": as_choices(ACCESS),
        "reasons": as_choices(REASONS),
        "groups": as_choices(names),
    }


def _room(room: Any, is_used: bool) -> str:
    steps = "" if "Step-free access" in room.features else ", has steps"
    return f"{room.name}, {room.area}{' (area used in this cycle)' if is_used else ''}{steps}"


def _with_free_rooms(region: str, form: Form, told: dict[str, Any], own: str | None = None) -> Form:
    """Beside the refusal of a taken room: which rooms are free at that time."""
    if "venue_id" not in form.errors or not told or not caller().acts_for(region, "coordinator", "convenor"):
        return form
    listed, free = together(
        venues.list_venues.asking(caller(), region, limit=200),
        venues.free_venues.asking(
            caller(), region, starts_at=told["starts_at"], minutes=told["minutes"], except_for=own
        ),
    )
    if isinstance(listed, Refused) or isinstance(free, Refused):
        return form
    names = ", ".join(each["name"] for each in listed["items"] if each["id"] in free["items"])
    return form.wrong(
        "venue_id", f"Free at that time: {names}." if names else "No room is free at that time."
    )


def _mine(meeting_id: str, deed: str) -> dict[str, Any]:
    """A form that its reader may not send is not shown to them."""
    found: dict[str, Any] = doors.get_meeting(caller(), meeting_id)
    if found["status"] == "cancelled":
        raise Refused("meeting_cancelled")
    if deed not in found["may"]:
        raise Refused("not_your_region" if not found["may"] else "meeting_held")
    return found


def _cycle(region: str) -> dict[str, Any]:
    cycle: dict[str, Any] = doors.meeting_cycle(caller(), region, on=today().isoformat())
    if not cycle["may_set"]:
        raise Refused("not_your_region")
    return cycle
