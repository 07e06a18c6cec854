"""Claims to look at, each at every state."""

import base64
import hashlib
from datetime import UTC, datetime
from typing import Any

from chassis.call import Call
from chassis.identity import Caller
from chassis.testkit.local_bus import LocalBus

NATIONAL = Caller("the-national-team", frozenset({"member", "national_team"}), "WOE")
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
JOURNEY = {
    "kind": "journey",
    "on": "2026-04-17",
    "mode": "train",
    "origin": "Weston-super-Mare",
    "destination": "Bristol Temple Meads and back",
    "pence": 1840,
}


def populate_expenses(bus: LocalBus, ids: dict[str, str], people: dict[str, Caller]) -> None:
    """The world's member claims: open, returned, waiting, sent; its officers decide."""
    world = _World(bus)
    me, coordinator, convenor = people["member"], people["coordinator"], people["convenor"]
    world.knock("carers.name_carer", {"id": ids["member_id"]}, me)

    ids["open_claim"] = world.claim(me, status="carer", lines=2)
    ids["returned_claim"] = world.claim(me, lines=1)
    world.receipt(ids["returned_claim"], me)
    world.knock("expenses.submit_claim", {"id": ids["returned_claim"]}, me)
    question = "Which train was it?\nThe receipt shows another day."
    world.knock("expenses.return_claim", {"id": ids["returned_claim"], "question": question}, convenor)

    ids["waiting_claim"] = world.claim(me, status="retired", lines=3)
    world.knock("expenses.submit_claim", {"id": ids["waiting_claim"]}, me)
    reason = {"id": ids["waiting_claim"], "reason": "The group asked her to speak."}
    world.knock("expenses.approve_claim", reason, convenor)

    ids["sent_claim"] = world.claim(me, lines=1)
    world.knock("expenses.submit_claim", {"id": ids["sent_claim"]}, me)
    for approver in (coordinator, convenor):
        world.knock("expenses.approve_claim", {"id": ids["sent_claim"]}, approver)
    ids["batch"] = world.knock("paying.make_batch", {}, NATIONAL)["id"]
    ready = world.claim(me, lines=1)
    world.knock("expenses.submit_claim", {"id": ready}, me)
    for approver in (coordinator, convenor):
        world.knock("expenses.approve_claim", {"id": ready}, approver)


class _World:
    """Knocks at meetings' doors."""

    def __init__(self, bus: LocalBus) -> None:
        self.bus = bus

    def knock(self, door: str, payload: dict[str, Any], by: Caller) -> Any:
        service, _, name = door.partition(".")
        now = datetime.now(UTC).replace(microsecond=0)
        return getattr(self.bus.service(f"meetings_{service}"), name)(Call(caller=by, now=now), payload)

    def claim(self, by: Caller, *, status: str = "patient", lines: int) -> str:
        head = {
            "occasion": "other",
            "work": "A day with those who plan the next events of the region",
            "region": "WOE",
            "payee": "Max Example-With-A-Long-Name",
            "answers": {"status": status, "paid_public_sector_job": False},
            "assistant_required": True,
        }
        claim_id = str(self.knock("expenses.begin_claim", head, by)["id"])
        by_car = {**JOURNEY, "mode": "car", "miles": 87.5, "pence": None, "whose": "assistant"}
        lunch = {"kind": "subsistence", "on": "2026-04-17", "what": "Lunch for two", "pence": 1250}
        for line in (JOURNEY, by_car, lunch)[:lines]:
            self.knock("expenses.add_cost", {"id": claim_id, **line}, by)
        return claim_id

    def receipt(self, claim_id: str, by: Caller) -> None:
        name = "A picture of the ticket from Weston-super-Mare to Bristol Temple Meads.pdf"
        begun = self.knock("receipts.begin_receipt", {"id": claim_id, "name": name, "size": len(PDF)}, by)
        part = {"id": begun["id"], "number": 0, "content": base64.b64encode(PDF).decode()}
        self.knock("receipts.add_receipt_part", part, by)
        whole = {"id": begun["id"], "sha256": hashlib.sha256(PDF).hexdigest()}
        self.knock("receipts.finish_receipt", whole, by)
