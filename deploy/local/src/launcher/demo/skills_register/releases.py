"""Help next door: requests, a line manager's answer by the link of their mail, placements (row 61)."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from launcher.demo.platform import Api, newest_ticket
from launcher.demo.skills_register.desk import Desk, Helper
from launcher.demo.skills_register.facts import read_facts

Json = Mapping[str, Any]
IN_FORCE = ("signed", "to_renew", "leaving")
ON_ITS_WAY = ("not_found", "member_not_active", "not_your_organisation", "signatory_required")
"""What the register hears of is there a moment later."""
ASKED = "asked to help next door"
"""What the subject of a line manager's mail says."""
UNTIL = ("open", "asked", "granted", "done")


@dataclass(frozen=True)
class Trust:
    """A signatory, and the API of a member who acts for it."""

    id: str
    api: Api


def bring(desk: Desk) -> None:
    """Every request as far as it is not there, as far as it has come."""
    known = desk.setup.get("/signatories", limit="200")["items"]
    signed = [row for row in known if row["standing"] in IN_FORCE]
    facts = read_facts("releases")
    for told in facts["waiting"]:
        ask_alone(desk, told, signed)
    place = neighbours(desk, signed)
    if place is None:
        return
    concordat, trusts, helpers = place
    with ThreadPoolExecutor(len(facts["helped"])) as side_by_side:
        list(side_by_side.map(lambda told: help_with(told, concordat, trusts, helpers), facts["helped"]))


def ask_alone(desk: Desk, told: Json, signed: list[Json]) -> None:
    """One request of a signatory whose neighbours are still to sign, and whom it asks; none if it has not."""
    row = next((each for each in signed if each["organisation"] == told["organisation"]), None)
    if row is None:
        return
    body = desk.setup.get(f"/organisations/{row['organisation_id']}")
    asks = _trust(desk, body["id"], [each["member_id"] for each in body["representatives"]])
    request = _request(told, row["concordat_id"], asks)
    member_id = desk.roles[told["invited"]].id
    path = f"/release-requests/{request['id']}"
    if member_id not in [each["member_id"] for each in asks.api.get(path)["releases"]]:
        command = f"invited {told['need']}"
        asks.api.post(f"{path}/invitations", {"member_id": member_id}, command=command, until_not=ON_ITS_WAY)


def neighbours(desk: Desk, signed: list[Json]) -> tuple[str, dict[str, Trust], list[Helper]] | None:
    """The first concordat with two signatories: its id, both as A and B, and who may help of their region.

    None as long as there is no such concordat.
    """
    by_concordat: dict[str, list[Json]] = {}
    for row in sorted(signed, key=lambda each: str(each["organisation"])):
        by_concordat.setdefault(row["concordat_id"], []).append(row)
    for concordat, rows in sorted(by_concordat.items()):
        if len(rows) > 1:
            return _place(desk, concordat, [row["organisation_id"] for row in rows[:2]])
    return None


def help_with(told: Json, concordat: str, trusts: Mapping[str, Trust], helpers: list[Helper]) -> None:
    """One request, from where it stands to where it is to be."""
    asks = trusts[told["asks"]]
    request = _request(told, concordat, asks)
    if told["until"] == "open":
        return
    helper = helpers[told["helper"]]
    release = _release(told, request, helper, trusts[told["lends"]])
    if told["until"] in UNTIL[2:]:
        _granted(told, helper.api, release)
    if told["until"] == "done":
        _done(told, trusts, release["id"], helper.api.get(f"/releases/{release['id']}")["placement_id"])


def _request(told: Json, concordat: str, asks: Trust) -> Any:
    known = asks.api.get("/release-requests", organisation_id=asks.id, limit="200")["items"]
    found = next((each for each in known if each["need"] == told["need"]), None)
    if found is not None:
        return found
    today = datetime.now(UTC).date()
    body = {name: told[name] for name in ("need", "skills", "half_days", "where")} | {
        "concordat_id": concordat,
        "organisation_id": asks.id,
        "starts_on": today.isoformat(),
        "ends_on": (today + timedelta(days=told["days_ahead"])).isoformat(),
    }
    return asks.api.post("/release-requests", body, command=f"help {told['need']}", until_not=ON_ITS_WAY)


def _release(told: Json, request: Json, helper: Helper, lends: Trust) -> Any:
    """The helper's offer, with their line manager asked."""
    path = f"/release-requests/{request['id']}"
    mine = helper.api.get(path)["mine"]
    if mine is None:
        yes = {"lender_id": lends.id, "shown_name": helper.row["name"]}
        command = f"consent {told['need']}"
        mine = helper.api.post(f"{path}/consent", yes, command=command, until_not=ON_ITS_WAY)
    if mine["state"] == "consented":
        body, command = {"email": told["manager"]}, f"line manager {told['need']}"
        mine = helper.api.post(f"/releases/{mine['id']}/line-manager", body, command=command)
    return mine


def _granted(told: Json, api: Api, release: Json) -> None:
    """The line manager opens the link of their mail and says yes."""
    if release["state"] == "asked":
        body = {"ticket": newest_ticket(told["manager"], ASKED), "decision": "grant"}
        api.post("/release-answers", body, command=f"released {release['id']}")


def _done(told: Json, trusts: Mapping[str, Trust], release: str, placement: str | None) -> None:
    """A placement out of it, which both confirm and one or both look back on."""
    asks, lends = trusts[told["asks"]], trusts[told["lends"]]
    if placement is None:
        body = {"release_id": release}
        placement = asks.api.post("/placements", body, command=f"placement {release}")["id"]
    path = f"/placements/{placement}"
    found = asks.api.get(path)
    if found["state"] == "agreed":
        for side in (lends, asks):
            days = {"half_days": found["half_days"], "organisation_id": side.id}
            side.api.post(f"{path}/confirmation", days, command=f"confirm {placement} {side.id}")
        found = asks.api.get(path)
    said = {each["organisation_id"] for each in found["feedback"]}
    for name, words in told["feedback"].items():
        if trusts[name].id not in said:
            body = {"words": words, "organisation_id": trusts[name].id}
            trusts[name].api.post(f"{path}/feedback", body, command=f"feedback {placement} {name}")


def _place(desk: Desk, concordat: str, ids: list[str]) -> tuple[str, dict[str, Trust], list[Helper]]:
    found = [desk.setup.get(f"/organisations/{each}") for each in ids]
    acting = {body["id"]: [each["member_id"] for each in body["representatives"]] for body in found}
    trusts = {
        name: _trust(desk, body["id"], acting[body["id"]])
        for name, body in zip(("A", "B"), found, strict=True)
    }
    taken = {member for members in acting.values() for member in members}
    helpers = [each for each in desk.of_region(found[0]["region"]) if each.id not in taken]
    return concordat, trusts, helpers


def _trust(desk: Desk, organisation_id: str, acting: list[str]) -> Trust:
    """With the first of those who act for it whose token the demo has."""
    apis = {each.id: each.api for each in (*desk.helpers, *desk.roles.values())}
    return Trust(organisation_id, next(apis[each] for each in acting if each in apis))
