"""Who was at the demo's meetings, seat by seat, and what was published of it (row 46, C23)."""

from collections.abc import Mapping
from typing import Any

from launcher.demo.meetings.desk import Desk
from launcher.demo.meetings.facts import read_facts

Json = Mapping[str, Any]
ON_ITS_WAY = ("seat_not_at_meeting", "no_seat_at_meeting", "not_found")
"""meetings hears of a seat a moment after stewardship filled it."""
AWAY = ("online", "apology", "absent")


def bring(desk: Desk) -> None:
    """Every mark, range, apology and name that is not there yet."""
    facts = read_facts("attendance")
    for code in facts["published"]:
        seats = _seats(desk, code)
        for name in (each for each in facts["meetings"] if each.partition(" ")[0] == code):
            _mark(desk, code, name, seats, facts["meetings"][name])
        _publish(desk, code, {**facts["published"][code], "source": facts["source"]})
    _look_ahead(desk, facts["coming"])
    names = {desk.ids[row["email"]]: row["name"] for row in desk.rows if row["email"] in desk.ids}
    for wanted in facts["introduced"]:
        _introduce(desk, wanted, names)


def _seats(desk: Desk, code: str) -> list[str]:
    """The ids of a group's seats in the order of stewardship/groups.yaml, by who held them first."""
    roster = desk.setup.get(f"/groups/{code}/seats")
    held_by: dict[str, str] = {}
    for seat in (*roster["seats"], *roster["vacant"]):
        terms = desk.setup.get(f"/groups/{code}/seats/{seat['id']}")["terms"]
        held_by |= {term["member_id"]: seat["id"] for term in terms}
    return [held_by[each] for each in desk.holders[code]]


def _mark(desk: Desk, code: str, name: str, seats: list[str], wanted: Json) -> None:
    place = f"/meetings/{desk.meetings[name]}/attendance"
    if desk.setup.get(place)["version"] is not None:
        return
    presences = dict.fromkeys(seats, "in_room")
    presences |= {seats[number]: said for said in AWAY for number in wanted.get(said, ())}
    marks = [{"seat": seat, "presence": presence} for seat, presence in presences.items()]
    command = f"attendance {name}"
    desk.convenors[code].put(place, {"marks": marks}, command=command, until_not=ON_ITS_WAY)


def _publish(desk: Desk, code: str, wanted: Json) -> None:
    place = f"/regions/{code}/attendance"
    if not desk.setup.get(place)["published"]:
        command = f"published attendance {code}"
        desk.convenors[code].post(f"{place}/published", dict(wanted), command=command)


def _look_ahead(desk: Desk, wanted: Json) -> None:
    code, meeting = wanted["meeting"].partition(" ")[0], f"/meetings/{desk.meetings[wanted['meeting']]}"
    apology, need = wanted["apology"], wanted["need"]
    absentee, needy = desk.table[code][apology["by"]], desk.table[code][need["by"]]
    own = absentee.get(f"{meeting}/attendance")["mine"]
    if own is None or own["presence"] == "not_recorded":
        command, body = f"apology {wanted['meeting']}", {"reason": apology["reason"]}
        absentee.put(f"{meeting}/attendance/apology", body, command=command, until_not=ON_ITS_WAY)
    if needy.get(f"{meeting}/needs")["mine"] != need["text"]:
        command, body = f"need {wanted['meeting']}", {"text": need["text"]}
        needy.put(f"{meeting}/needs", body, command=command, until_not=ON_ITS_WAY)


def _introduce(desk: Desk, wanted: Json, names: Mapping[str, str]) -> None:
    code, number = wanted["region"], wanted["by"]
    api, name = desk.table[code][number], names[desk.holders[code][number]]
    if api.get("/me/introduction")["name"] is None:
        body = {"name": name, "is_public": wanted["is_public"]}
        api.put("/me/introduction", body, command=f"introduction {code} {number}")
