"""What organisations of the demo report of the people they trained, over two years (row 66)."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from launcher.demo.skills_register.desk import Desk
from launcher.demo.skills_register.facts import read_facts

Json = Mapping[str, Any]


def bring(desk: Desk) -> None:
    """Every report of a day that is not there."""
    facts = read_facts("capacity")["reports"]
    with ThreadPoolExecutor(4) as side_by_side:
        list(side_by_side.map(lambda wanted: _report(desk, wanted), facts))


def _report(desk: Desk, wanted: Json) -> None:
    organisation_id = desk.organisations[wanted["organisation"]]
    region = desk.setup.get(f"/organisations/{organisation_id}")["region"]
    listed = desk.setup.get("/capacity", region=region, limit="200")["items"]
    reported = [each["id"] for each in listed if each["id"] == organisation_id]
    trend = desk.setup.get(f"/capacity/{organisation_id}")["trend"] if reported else []
    known = {each["day"] for each in trend}
    for each in wanted["days"]:
        if each["day"] not in known:
            body = {"region": region, "organisation_id": organisation_id, "source": wanted["source"], **each}
            desk.setup.post("/capacity", body, command=f"capacity {organisation_id} {each['day']}")
