"""How a pilot group was appointed, as its source tells it: one past call with its result (row 13)."""

from collections.abc import Mapping
from typing import Any

from launcher.demo.platform import Api

CONVENOR = "convenor"
MEMBER = "member"


def bring_past_call(api: Api, region: str, wanted: Mapping[str, Any]) -> None:
    """The call from which the group's seats were filled: all of them had sought the convenor's post."""
    recruited = wanted.get("recruited")
    if recruited is None or api.get("/appointments/past", region=region)["items"]:
        return
    outcomes = [
        {
            "kind": seat.get("kind", MEMBER),
            "background": seat["background"],
            "patient": seat.get("patient", False),
        }
        for seat in wanted["seats"]
    ]
    body = {"region": region, "kind": CONVENOR, **recruited, "outcomes": outcomes}
    api.post("/appointments/past", body, command=f"past call {region}")
