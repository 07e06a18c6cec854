"""The three pilot groups as the pilot report of 30 November 2018 has them, and a desk to seat them at."""

from dataclasses import dataclass
from typing import Any

from stewardship_desk import NATIONAL, Desk, coordinator

from chassis.identity import Caller
from stewardship.seats.domain import CONVENOR, MEMBER, Description

PATIENT = "Patient representative"

ROSTERS: dict[str, list[tuple[str, str]]] = {
    "WOE": [
        ("GP", "Gloucestershire"),
        ("Consultant and Quality Lead", "Avon"),
        ("Consultant and Associate Medical Director", "Avon"),
        ("Director of Service Transformation", "Avon"),
        ("Director of Safety", "Gloucestershire"),
        (PATIENT, "North Somerset"),
        ("Director of Service Improvement", "Gloucestershire"),
        ("Head of Patient Safety", "Avon"),
        ("Consultant and Patient Safety Lead", "Avon"),
        ("NHSE Quality and Safety Improvement Manager", "South Central"),
        ("Director of Quality Development", "Gloucestershire/Northumbria"),
    ],
    "SW": [
        ("Consultant and Medical Director", "Devon"),
        (PATIENT, "Devon"),
        ("Head of Quality Development", "Devon"),
        ("Consultant and Regional Patient Safety Lead", "Devon"),
        ("Non-Executive Director of an NHS Trust", "Devon"),
        ("Consultant and Assistant Medical Director for Safety and Quality", "Devon"),
    ],
    "NENC": [
        ("Head of Continuous Service Improvement", "Cumbria"),
        ("Nurse consultant", "Newcastle"),
        ("Consultant", "Cumbria"),
        ("Director of Nursing and Quality", "Cumbria"),
        (PATIENT, "Cumbria"),
        ("AHP Professional Lead", "Cumbria"),
        ("Head of Clinical Education and Practice Development", "Cumbria"),
        ("Programme Manager Rubis QI", "Northumbria"),
        ("Service Improvement Manager", "Cumbria"),
    ],
}
"""(background, locations) in printed order, the convenor's first."""

STARTS = {"WOE": "2017-09-07", "SW": "2017-09", "NENC": "2018-01-01"}


def described(background: str, location: str) -> dict[str, Any]:
    return {
        "background": background,
        "locations": location.split("/"),
        "patient": background == PATIENT,
    }


def places(region: str) -> list[dict[str, Any]]:
    """The group as ``check_roster`` takes a proposal."""
    kinds = [CONVENOR] + [MEMBER] * (len(ROSTERS[region]) - 1)
    rows = zip(kinds, ROSTERS[region], strict=True)
    return [{"kind": kind, **described(*row)} for kind, row in rows]


def shown(background: str = "Nurse consultant", **more: Any) -> Description:
    return Description(background, **more)


@dataclass(frozen=True)
class Group:
    """Fills, records and reads seats at the desk."""

    desk: Desk

    def fill(self, member_id: str = "m-1", region: str = "SW", by: Caller | None = None, **more: Any) -> Any:
        """A seat for an active member, who is told of to the context if they are new."""
        self.known(member_id, region)
        return self.knock("fill_seat", self.asked(member_id, region, **more), by or keeper(region))

    def record(self, member_id: str, region: str = "SW", by: Caller | None = None, **more: Any) -> Any:
        self.known(member_id, region)
        return self.knock("record_term", self.asked(member_id, region, **more), by or keeper(region))

    def asked(self, member_id: str, region: str, **more: Any) -> dict[str, Any]:
        same = {"region": region, "member_id": member_id, "designation": "appointed"}
        return {**same, "background": "Nurse consultant", **more}

    def known(self, member_id: str, region: str) -> None:
        if self.desk.work.database["people"].find_one({"_id": member_id}) is None:
            self.desk.member(member_id, "WOE" if region == "UK" else region)

    def pilot(self, region: str) -> list[str]:
        """Record a pilot's group from its start, without an agreed end but for its convenor."""
        ids = []
        for number, place in enumerate(places(region)):
            term = {"months": 12} if place["kind"] == CONVENOR else {"open_end": True}
            seat = self.record(f"{region}-{number}", region, start=STARTS[region], **place, **term)
            ids.append(seat["id"])
        return ids

    def roster(self, region: str = "SW", on: str | None = None, by: Caller = Caller()) -> Any:  # noqa: B008
        return self.knock("roster", {"region": region, "on": on}, by)

    def knock(self, door: str, payload: dict[str, Any], by: Caller) -> Any:
        return self.desk.knock(f"seats.{door}", payload, by=by)


def as_member(member_id: str) -> Caller:
    return Caller(member_id, frozenset({"member"}), "SW")


def backgrounds(roster: Any) -> list[str]:
    return [each["background"] for each in roster["seats"]]


def keeper(region: str) -> Caller:
    return NATIONAL if region == "UK" else coordinator(region)
