"""Which invented member holds which seat of the demo: the same ones every time."""

from collections.abc import Mapping, Sequence
from typing import Any

Row = Mapping[str, str]
SPEAKS_FOR_PATIENTS = "patient representative"
OWN_EXPERIENCE = ("patient", "carer")


def choose_holders(
    rows: Sequence[Row], code: str, wanted: Mapping[str, Any], convenor: str | None, taken: set[str]
) -> list[str]:
    """An address for each seat of the group, in its order.

    Holders are members of the region who had joined when the group began; a patient's seat goes to a
    patient representative, every other one to somebody who works in care. ``convenor`` is chosen
    already where the demo has that role; ``taken`` are those who have another part in the demo, and
    the chosen ones are added to it.
    """
    chosen = []
    for seat in wanted["seats"]:
        if seat.get("kind") == "convenor" and convenor:
            chosen.append(convenor)
            continue
        found = next(
            row["email"]
            for row in rows
            if row["region"] == code
            and row["joined"] < wanted["began"]
            and row["email"] not in taken
            and _fits(row, bool(seat.get("patient")))
        )
        taken.add(found)
        chosen.append(found)
    return chosen


def choose_voters(rows: Sequence[Row], wanted: Mapping[str, Any], taken: set[str]) -> list[Row]:
    """A returning officer, a candidate for each line of the file, and two who back them all.

    Those who joined last come first: once stewardship has heard of them, it has heard of the others.
    """
    region = [row for row in reversed(rows) if row["region"] == wanted["region"]]
    chosen = []
    for for_patients in (False, *(bool(each.get("patient")) for each in wanted["candidates"]), False, False):
        found = next(row for row in region if row["email"] not in taken and _fits(row, for_patients))
        taken.add(found["email"])
        chosen.append(found)
    return chosen


def _fits(row: Row, for_patients: bool) -> bool:
    if for_patients:
        return row["profession"] == SPEAKS_FOR_PATIENTS
    return row["perspective"] not in OWN_EXPERIENCE and row["profession"] != SPEAKS_FOR_PATIENTS
