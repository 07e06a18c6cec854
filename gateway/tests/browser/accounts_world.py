"""Accounts of time to look at: gifts, a grant, a transfer that was taken back, an organisation, an audit."""

from typing import Any

from chassis.call import Call
from chassis.identity import Caller
from chassis.testkit.local_bus import LocalBus
from skills_register.auditing.store import audit

LONG = "For members who have just joined us, and who would like to ask for help before they can give any"


def populate_accounts(bus: LocalBus, ids: dict[str, str], people: dict[str, Caller]) -> None:
    """After the exchanges, one of which is settled; ``ids`` gets its transfer, and one taken back."""
    ledger = bus.service("skills_register_ledger")

    def knock(door: str, by: str, **asked: Any) -> Any:
        return getattr(ledger, door)(Call(caller=people[by]), asked)

    own = f"member:{people['convenor'].subject}"
    mistake = knock("donate_time", "convenor", minutes=30, purpose="Given by mistake")
    knock("donate_time", "convenor", minutes=45, purpose=LONG)
    knock("donate_time", "member", minutes=20, purpose=LONG)
    back = {"transfer_id": mistake["id"], "reason": "Given twice."}
    knock("reverse_transfer", "national_team", **back)
    region = knock("get_account", "convenor")["region"]
    grant = {"account": own, "minutes": 60, "purpose": "A first request"}
    knock("grant_time", "national_team", region=region, **grant)
    settled = [each for each in _entries(knock) if each["kind"] == "exchange"]
    ids |= {"own_account": own, "transfer": settled[0]["transfer_id"], "transfer_back": mistake["id"]}
    audit(bus.databases["skills_register"], Call())


def _entries(knock: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = knock("get_statement", "member")["items"]
    return found
