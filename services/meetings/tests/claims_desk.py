"""Claims at meetings' desk: what their tests begin with."""

from typing import Any

from meetings_desk import NATIONAL, Desk, convenor, coordinator

from chassis.identity import Caller

JOURNEY = {
    "kind": "journey",
    "on": "2018-04-17",
    "mode": "train",
    "origin": "Carlisle",
    "destination": "Penrith",
    "pence": 1840,
}
"""GBP 18.40, the seeds' example."""


def begun(desk: Desk, by: Caller, **changes: Any) -> str:
    """A claim's id."""
    if not desk.work.database["meetings"].find_one({"_id": "meeting-1"}):
        desk.meeting()
    head = {
        "occasion": "meeting",
        "occasion_id": "meeting-1",
        "payee": "Sam Example",
        "answers": {"status": "patient"},
        **changes,
    }
    return str(desk.knock("expenses.begin_claim", head, by=by)["id"])


def handed_in(desk: Desk, by: Caller, *lines: dict[str, Any], **changes: Any) -> str:
    claim_id = begun(desk, by, **changes)
    for each in lines or (JOURNEY,):
        desk.knock("expenses.add_cost", {"id": claim_id, **each}, by=by)
    desk.knock("expenses.submit_claim", {"id": claim_id}, by=by)
    return claim_id


def approved(desk: Desk, by: Caller, **changes: Any) -> str:
    claim_id = handed_in(desk, by, **changes)
    for approver in (coordinator(), convenor()):
        desk.knock("expenses.approve_claim", {"id": claim_id}, by=approver)
    return claim_id


def seen(desk: Desk, claim_id: str, by: Caller = NATIONAL) -> Any:
    return desk.knock("expenses.get_claim", {"id": claim_id}, by=by)
