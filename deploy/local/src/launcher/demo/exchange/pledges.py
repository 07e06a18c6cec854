"""What members of the demo pool, and how much of it is used (row 62)."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from launcher.demo.exchange.desk import Desk, all_of
from launcher.demo.exchange.facts import read_facts

Json = Mapping[str, Any]
ABOUT = ("region", "kind", "what", "amount")


def bring(desk: Desk) -> None:
    """Every pledge that is not there, with what was asked of it."""
    known = {each["what"] for each in all_of(desk.setup, "/pledges")}
    missing = [each for each in read_facts("pledges") if each["what"] not in known]
    with ThreadPoolExecutor(4) as side_by_side:
        list(side_by_side.map(lambda wanted: _pledge(desk, wanted), missing))


def _pledge(desk: Desk, wanted: Json) -> None:
    giver = desk.who(wanted["by"]).api
    body = {name: wanted[name] for name in ABOUT}
    made = giver.post("/pledges", body, command=f"pledge {wanted['what']}")
    place = f"/pledges/{made['id']}/claims"
    for number, each in enumerate(wanted.get("claims", ())):
        asked = {"amount": each["amount"], "purpose": each["purpose"]}
        claims = desk.who(each["by"]).api.post(place, asked, command=f"claim {place} {number}")["claims"]
        [claim] = [one["id"] for one in claims if one["purpose"] == each["purpose"]]
        if "agrees" in each:
            giver.post(f"{place}/{claim}/answer", {"agrees": each["agrees"]}, command=f"answer {claim}")
        if "used" in each:
            giver.post(f"{place}/{claim}/use", {"amount": each["used"]}, command=f"used {claim}")
