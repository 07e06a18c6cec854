"""Claims for the pilots' journeys: one paid, two that wait for a decision (row 51)."""

from collections.abc import Mapping
from typing import Any

from launcher.demo.meetings.desk import Desk
from launcher.demo.meetings.facts import read_facts
from launcher.demo.platform import Api

Json = Mapping[str, Any]
ON_ITS_WAY = ("not_found",)
"""meetings hears of a member a moment after membership knows them."""


def bring(desk: Desk) -> None:
    """Every claim as far as it is not there; what two people approved is sent and paid."""
    for number, wanted in enumerate(read_facts("expenses")):
        claimant = desk.table[wanted["region"]][wanted["by"]]
        meeting_id = desk.meetings[wanted["meeting"]]
        mine = claimant.get("/expenses/mine", limit="200")["items"]
        found = next((each for each in mine if each["occasion"]["id"] == meeting_id), None)
        if found is None or found["state"] == "draft":
            found = bring_claim(desk, claimant, meeting_id, wanted, number)
        bring_decision(desk, found, wanted, number)
    if any(each.get("paid") for each in read_facts("expenses")):
        bring_payment(desk.roles["national_team"])


def bring_claim(desk: Desk, claimant: Api, meeting_id: str, wanted: Json, number: int) -> Any:
    """Begun, filled and handed in."""
    if "named_by" in wanted:
        place = f"/expenses/carers/{desk.holders[wanted['region']][wanted['by']]}"
        friend = desk.table[wanted["region"]][wanted["named_by"]]
        friend.put(place, {}, command=f"name carer {number}")
    head = {
        "occasion": "meeting",
        "occasion_id": meeting_id,
        "payee": "As in the register of members",
        "answers": dict(wanted["answers"]),
        "assistant_required": wanted.get("assistant_required", False),
    }
    claim = claimant.post("/expenses", head, command=f"claim {number}", until_not=ON_ITS_WAY)
    place = f"/expenses/{claim['id']}"
    for line, cost in enumerate(wanted["costs"]):
        if line >= len(claim["costs"]):
            claim = claimant.post(f"{place}/costs", dict(cost), command=f"claim {number} line {line}")
    return claimant.post(f"{place}/submission", {}, command=f"claim {number} handed in")


def bring_decision(desk: Desk, found: Json, wanted: Json, number: int) -> None:
    """The approvals of the file, each by another person."""
    convenor = desk.convenors[wanted["region"]]
    deciders = {"convenor": convenor, "national_team": desk.roles["national_team"]}
    waits = ("submitted", "approved_once")
    for count, who in enumerate(wanted.get("approved_by", ())):
        if found["state"] in waits and found["approvals"] <= count:
            body = {"reason": wanted["reason"]} if "reason" in wanted else {}
            place = f"/expenses/{found['id']}/approvals"
            found = deciders[who].post(place, body, command=f"claim {number} approval {count}")


def bring_payment(national: Api) -> None:
    """What two people approved is sent to be paid, and noted as paid."""
    listed = national.get("/expenses/batches")
    if listed["waiting"]["claims"] and not listed["items"]:
        batch = national.post("/expenses/batches", {}, command="expense batch")
        national.post(f"/expenses/batches/{batch['id']}/payment", {}, command="expenses paid")
