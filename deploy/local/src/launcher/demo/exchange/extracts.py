"""An evaluator's request that waits for the demo's national team, and one that was handed over (row 79)."""

from typing import Any

from launcher.demo.exchange.desk import Desk, all_of, in_days

ASKER = "An evaluator at a university"
HANDED: dict[str, Any] = {
    "region": "UK", "asker": ASKER, "purpose": "How membership grew in each region.", "dataset": "members",
    "fields": ["joined"],
}  # fmt: skip
WAITING: dict[str, Any] = {
    "region": "WOE", "asker": ASKER, "purpose": "What members in the West bring to Q Exchange.",
    "dataset": "proposals", "fields": ["round", "stage"],
}  # fmt: skip


def bring(desk: Desk) -> None:
    """Both, unless they are there."""
    if not any(each["asker"] == ASKER for each in all_of(desk.setup, "/extracts")):
        _hand_over(desk)
    coordinator = desk.roles["coordinator"].api
    if not coordinator.get("/extracts/kept", region=WAITING["region"])["items"]:
        coordinator.post("/extracts", {**WAITING, "until": in_days(90)}, command="extract waiting")


def _hand_over(desk: Desk) -> None:
    asked = {**HANDED, "until": in_days(180)}
    made = desk.setup.post("/extracts", asked, command="extract of members")
    place = f"/extracts/{made['id']}"
    api = desk.roles["national_team"].api
    api.post(f"{place}/decision", {"is_approved": True}, command=f"decided {place}")
    api.post(f"{place}/hand-overs", {}, command=f"handed over {place}")
