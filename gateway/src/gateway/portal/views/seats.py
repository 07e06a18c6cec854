"""Who is in a group: the roster, each seat's history, and a proposal held against the rules (row 12)."""

from collections.abc import Mapping
from typing import Any

from flask import request

from contracts.refusals import Refused
from gateway.clients import membership, together
from gateway.clients.stewardship import seats as doors
from gateway.guards import caller
from gateway.portal.dates import today
from gateway.portal.forms import Form, date_names, date_of, send, sent_form
from gateway.portal.pages import Page, action, page, show
from gateway.portal.presenting.seats import UK, judged_of, roster_of, term_of, title_of

KEEPERS = ("coordinator", "convenor", "national_team")
MOST_NEW = 6
"""Rows for people who would be new, in the form of a proposal."""


@page("/groups/<region>/seats", "public")
def seats(region: str) -> Page:
    """The roster by background, today or on a day; those who look after it see also who it is."""
    asked, day = _asked_day()
    found, regions = _asked(region, day)
    person = caller()
    keeps = person.acts_for(region, "coordinator", "convenor")
    return show(
        "seats",
        form=asked,
        roster=roster_of(found, regions),
        names=names_of(found["seats"] + found["planned"]) if keeps else {},
        keeps=keeps,
        records=person.acts_for(region, "coordinator"),
        is_past=bool(day),
    )


@page("/groups/<region>/seats/<seat_id>", "public")
def seat(region: str, seat_id: str) -> Page:
    """One seat with everybody who held it."""
    return seat_page(region, seat_id, Form())


@page("/groups/<region>/seats/check", *KEEPERS)
def check_roster_form(region: str) -> Page:
    if not caller().acts_for(region, "coordinator", "convenor"):
        raise Refused("not_your_region")
    found, regions = _asked(region)
    kept = [each["id"] for each in found["seats"]]
    return _check(region, Form(answers={"keep": kept}), None, found, regions)


@action("/groups/<region>/seats/check", *KEEPERS)
def check_roster(region: str) -> Page:
    """What the rules say of those who would stay and those who would be new; nothing is saved."""
    found, regions = _asked(region)
    fields = [
        f"{name}-{row}"
        for row in range(1, MOST_NEW + 1)
        for name in ("background", "place", "kind", "patient", "voice")
    ]
    form = sent_form(*fields, several=("keep",))
    new = []
    for row in range(1, MOST_NEW + 1):
        if form.answers[f"background-{row}"]:
            new.append(_proposed(form, row))
        elif any(form.answers[f"{name}-{row}"] for name in ("place", "patient", "voice")):
            form = form.wrong(f"background-{row}", "Enter the background of this person")
    answer = send(
        form,
        (),
        lambda form: doors.check_roster(caller(), region, keep=form.answers["keep"], people=new),
    )
    if isinstance(answer, Form):
        return _check(region, answer, None, found, regions)
    return _check(region, form, answer, found, regions)


def seat_page(region: str, seat_id: str, form: Form) -> Page:
    """A seat's own page, also with a form that was refused."""
    person = caller()
    found, listed = together(
        doors.get_seat.asking(person, seat_id, region=region), membership.list_regions.asking(person)
    )
    names = {each["code"]: each["name"] for each in _answered(listed)["items"]}
    seat = _answered(found)
    terms = [term_of(each, names) for each in seat["terms"]]
    keeps = person.acts_for(
        region, *(("coordinator",) if seat["kind"] != "member" else ("coordinator", "convenor"))
    )
    return show(
        "seat",
        form=form,
        region=region,
        title=title_of(region, seat["name"]),
        seat=seat,
        terms=terms,
        kind=terms[0].kind,
        background=running_of(seat)["background"],
        may_renew=_may_renew(seat),
        names=names_of(seat["terms"]) if person.acts_for(region, "coordinator", "convenor") else {},
        keeps=keeps,
    )


def running_of(seat: Mapping[str, Any]) -> dict[str, Any]:
    """The newest term that has begun; of a seat whose first term is still to come, that one."""
    day = today().isoformat()
    terms: list[dict[str, Any]] = seat["terms"]
    return next((each for each in terms if each["start"] <= day), terms[-1])


def _may_renew(seat: Mapping[str, Any]) -> bool:
    """Whether the running term has an agreed end, and nobody is there for the time after it."""
    running = running_of(seat)
    if running["end"] is None or running["ended"] is not None:
        return False
    later = [each for each in seat["terms"] if each["start"] >= running["end"]]
    return all(each["ended"] is not None and each["ended"]["on"] == each["start"] for each in later)


def names_of(terms: list[dict[str, Any]]) -> dict[str, str]:
    """The names of holders, by member id, as far as the reader may see them in the register."""
    wanted = sorted({each["member_id"] for each in terms if each.get("member_id")})
    found = together(*(membership.get_member.asking(caller(), member_id) for member_id in wanted))
    return {
        member_id: each["name"]
        for member_id, each in zip(wanted, found, strict=True)
        if not isinstance(each, Refused) and each.get("name")
    }


def _asked(region: str, on: str | None = None) -> tuple[dict[str, Any], dict[str, str]]:
    """A group's roster and the names of the regions."""
    found, listed = together(
        doors.roster.asking(caller(), region, on=on), membership.list_regions.asking(caller())
    )
    return _answered(found), {each["code"]: each["name"] for each in _answered(listed)["items"]}


def _answered(answer: Any) -> dict[str, Any]:
    if isinstance(answer, Refused):
        raise answer
    found: dict[str, Any] = answer
    return found


def _asked_day() -> tuple[Form, str | None]:
    """The day of the roster, from the address; a wrong one is said beside the field."""
    form = Form(answers={name: request.args.get(name, "").strip() for name in date_names("on")})
    form, day = date_of(form, "on", "The day", needed=False)
    return form, day or None


def _proposed(form: Form, row: int) -> Mapping[str, Any]:
    voice = form.answers[f"voice-{row}"]
    place = form.answers[f"place-{row}"]
    return {
        "background": form.answers[f"background-{row}"],
        "locations": [part.strip() for part in place.split(",") if part.strip()],
        "kind": form.answers[f"kind-{row}"] or "member",
        "patient": form.answers[f"patient-{row}"] == "yes",
        **({"basis": "region", "represents": [voice]} if voice else {}),
    }


def _check(region: str, form: Form, answer: Any, found: dict[str, Any], regions: dict[str, str]) -> Page:
    roster = roster_of(found, regions)
    return show(
        "seats_check",
        form=form,
        roster=roster,
        judged=judged_of(answer) if answer else None,
        verdict=answer["verdict"] if answer else "",
        size=answer["size"] if answer else 0,
        rows=range(1, MOST_NEW + 1),
        kept=[
            {
                "value": each.seat_id,
                "text": f"{each.kind}: {each.background}{', ' + each.places if each.places else ''}",
            }
            for each in roster.seats
        ],
        kinds=[
            {"value": "member", "text": "Member"},
            {"value": found["leader"], "text": found["leader"].capitalize()},
        ],
        voices=[{"value": code, "text": name} for code, name in regions.items()] if region == UK else [],
    )
