"""Time that is given away: into community pots and to an organisation, grants out of a pot (row 59)."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from launcher.demo.platform import Api
from launcher.demo.skills_register.desk import Desk, Helper
from launcher.demo.skills_register.facts import read_facts

Json = Mapping[str, Any]
ON_ITS_WAY = ("not_found",)
"""The register hears of a member a moment after membership knows them."""


def bring(desk: Desk) -> None:
    """Every gift, grant and choice as far as it is not there."""
    facts = read_facts("giving")
    bodies = organisations_by_region(desk.setup)
    with ThreadPoolExecutor(4) as side_by_side:
        list(side_by_side.map(lambda wanted: give(desk, wanted, bodies), facts["gifts"]))
        list(side_by_side.map(lambda wanted: grant(desk, wanted), facts["grants"]))
        list(side_by_side.map(lambda wanted: choose(desk, wanted), facts["seen_by"]))


def give(desk: Desk, wanted: Json, bodies: Mapping[str, str]) -> None:
    """One gift, unless whoever gets it has it; a mistaken one is taken back by who keeps the region."""
    region = desk.roles[wanted["by"]].region if wanted["by"] in desk.roles else wanted["by"]
    to = bodies.get(wanted.get("to_organisation", ""), f"pot:{region}")
    given = entry_of(desk.setup, to, wanted)
    if given is None:
        body = {"minutes": wanted["minutes"], "purpose": wanted["purpose"], "to": to}
        command = f"gift {wanted['by']} {wanted.get('number')}"
        api = giver_of(desk, wanted).api
        made = api.post("/accounts/mine/donations", body, command=command, until_not=ON_ITS_WAY)
        given = {"transfer_id": made["id"], "reversed_by": None}
    if "taken_back" in wanted and given["reversed_by"] is None:
        reason = {"reason": wanted["taken_back"]}
        path = f"/transfers/{given['transfer_id']}/reversal"
        keeper(desk, region).post(path, reason, command=f"back {given['transfer_id']}")


def giver_of(desk: Desk, wanted: Json) -> Helper:
    """A role, or the first from that number on who has so much in hand, else the one of that number."""
    named = who(desk, wanted, wanted["by"])
    if wanted["by"] in desk.roles:
        return named
    later = desk.of_region(wanted["by"])[wanted["number"] :]
    in_hand = (each for each in later if each.api.get("/accounts/mine")["balance"] >= wanted["minutes"])
    return next(in_hand, named)


def grant(desk: Desk, wanted: Json) -> None:
    """One grant, unless the statement of who gets it has it."""
    theirs = who(desk, wanted, wanted["of"])
    if entry_of(desk.setup, f"member:{theirs.id}", wanted) is None:
        body = {"region": theirs.region, "minutes": wanted["minutes"], "purpose": wanted["purpose"]}
        path, command = f"/accounts/member:{theirs.id}/grants", f"grant {wanted['of']} {wanted['number']}"
        keeper(desk, theirs.region).post(path, body, command=command, until_not=ON_ITS_WAY)


def choose(desk: Desk, wanted: Json) -> None:
    """Who may see an account, as its holder chose it."""
    holder = who(desk, wanted, wanted["by"])
    if holder.api.get("/accounts/mine")["seen_by"] != wanted["seen_by"]:
        command = f"account seen by {wanted['seen_by']} {holder.id}"
        holder.api.patch("/accounts/mine", {"seen_by": wanted["seen_by"]}, command=command)


def entry_of(api: Api, account: str, wanted: Json) -> Any:
    """The entry with the purpose of a gift or grant; None where there is none."""
    entries = api.get(f"/accounts/{account}/statement", limit="200")["items"]
    return next((each for each in entries if each["purpose"] == wanted["purpose"]), None)


def who(desk: Desk, wanted: Json, named: str) -> Helper:
    """A role of the demo, or one of those who take part in a region."""
    return desk.roles[named] if named in desk.roles else desk.of_region(named)[wanted["number"]]


def keeper(desk: Desk, region: str) -> Api:
    """Who looks after a region in the demo, else the national team."""
    coordinator = desk.roles["coordinator"]
    return coordinator.api if coordinator.region == region else desk.setup


def organisations_by_region(api: Api) -> dict[str, str]:
    """Region -> the account of its first open organisation, by name."""
    found = api.get("/organisations", limit="200")["items"]
    return {each["region"]: f"organisation:{each['id']}" for each in reversed(found) if each["is_open"]}
