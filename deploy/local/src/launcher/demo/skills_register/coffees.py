"""A coffee round in the demo: members of several regions join, and it is dealt by the platform (row 64)."""

import time
from concurrent.futures import ThreadPoolExecutor

from launcher.demo.platform import PATIENCE_SECONDS, NotDone
from launcher.demo.skills_register.desk import Desk, Helper

AT_ONCE = 4
ON_ITS_WAY = ("not_found",)
GUESTS = {"WOE": 5, "SW": 5, "NENC": 4, "WAL": 3, "YH": 3}
"""How many of each region join, beside three of the demo's roles: an odd number, so that there is a trio."""
ROLES = ("member", "coordinator", "convenor")
LATER = {"EM": 2, "SCO": 2}
"""Who joins after the round was dealt, and waits for the next one."""
PAUSE_SECONDS = 0.2


def bring(desk: Desk) -> None:
    """A round that is dealt and goes, and members who wait for the next; nothing where there is a round."""
    national = desk.roles["national_team"].api
    if any(each["state"] != "planned" for each in national.get("/coffees/rounds")["items"]):
        return
    guests = [desk.roles[role] for role in ROLES] + _some_of(desk, GUESTS)
    _join(guests)
    national.post("/coffees/rounds/next/dealing", {}, command="deal the first coffees")
    _reach_each_other(desk)
    _join(_some_of(desk, LATER))


def _some_of(desk: Desk, numbers: dict[str, int]) -> list[Helper]:
    return [each for region, number in numbers.items() for each in desk.of_region(region)[:number]]


def _join(guests: list[Helper]) -> None:
    with ThreadPoolExecutor(AT_ONCE) as side_by_side:
        list(side_by_side.map(_join_one, guests))


def _join_one(guest: Helper) -> None:
    said = {"shown_name": guest.row["name"], "organisation": guest.row["organisation"]}
    guest.api.put("/coffees/mine", said, command=f"coffees {guest.id}", until_not=ON_ITS_WAY)


def _reach_each_other(desk: Desk) -> None:
    """The member says how to be reached, the convenor that they met. The platform deals on its own time."""
    said = {"member": ("reach", {"reach": "Ward office, mornings"}), "convenor": ("outcome", {"met": True})}
    for role, (what, body) in said.items():
        guest = desk.roles[role]
        group_id = _group_of(guest)
        guest.api.put(f"/coffees/groups/{group_id}/{what}", body, command=f"coffee {what} {guest.id}")


def _group_of(guest: Helper) -> str:
    until = time.monotonic() + PATIENCE_SECONDS
    while (group := guest.api.get("/coffees/mine")["group"]) is None:
        if time.monotonic() > until:
            raise NotDone("the first coffees were not dealt")
        time.sleep(PAUSE_SECONDS)
    return str(group["id"])
