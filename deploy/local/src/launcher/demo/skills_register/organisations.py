"""The organisations of the demo and who acts for them, on which much of it hangs (row 60)."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from launcher.demo.skills_register.desk import Desk, Helper
from launcher.demo.skills_register.facts import read_facts

Json = Mapping[str, Any]
ON_ITS_WAY = ("member_not_active",)
"""The register hears of a member a moment after membership knows them."""
ROLES = ("leader", "contact")


def bring(desk: Desk) -> None:
    """Every organisation with those who act for it, as far as it is not there."""
    facts = read_facts("organisations")["organisations"]
    there = desk.setup.get("/organisations", limit="200")["items"]
    ids = {each["name"]: each["id"] for each in there if each["is_open"]}
    with ThreadPoolExecutor(4) as side_by_side:
        found = side_by_side.map(lambda wanted: ids.get(wanted["name"]) or _listed(desk, wanted), facts)
        desk.organisations.update(zip((wanted["name"] for wanted in facts), found, strict=True))
        list(side_by_side.map(lambda wanted: _name_people(desk, wanted), facts))


def person(desk: Desk, named: str) -> Helper:
    """A role of the demo, or ``SW 3``: one of those who take part in a region."""
    region, _, number = named.partition(" ")
    return desk.roles[named] if named in desk.roles else desk.of_region(region)[int(number)]


def _listed(desk: Desk, wanted: Json) -> str:
    body = {name: wanted[name] for name in ("region", "name", "kind", "system")}
    made: str = desk.setup.post("/organisations", body, command=f"organisation {wanted['name']}")["id"]
    return made


def _name_people(desk: Desk, wanted: Json) -> None:
    """One after another: each changes the organisation."""
    place = f"/organisations/{desk.organisations[wanted['name']]}"
    there = {(each["member_id"], each["role"]) for each in desk.setup.get(place)["representatives"]}
    for role in ROLES:
        if role not in wanted:
            continue
        member_id = person(desk, wanted[role]).id
        if (member_id, role) not in there:
            desk.setup.post(
                f"{place}/representatives",
                {"member_id": member_id, "role": role},
                command=f"{role} of {place} {member_id}",
                until_not=ON_ITS_WAY,
            )
