"""Groups of peers in the demo: who leads, who learns, what they need to take part (row 89)."""

from collections.abc import Mapping
from typing import Any

from launcher.demo.skills_register.desk import Desk, Helper
from launcher.demo.skills_register.facts import read_facts

Json = Mapping[str, Any]
WORDS = ("title", "about", "offers", "lead_name")
CLAIMS = "/my-expenses/new"
ON_ITS_WAY = ("not_found",)


def bring(desk: Desk) -> None:
    """Every group that is not there yet, with its learners."""
    for wanted in read_facts("peer_support"):
        there = desk.setup.get("/peer-groups", region=wanted["region"])["items"]
        if wanted["title"] not in {each["title"] for each in there}:
            _bring_group(desk, wanted)


def _bring_group(desk: Desk, wanted: Json) -> None:
    lead, title = _who(desk, wanted, wanted["lead"]), wanted["title"]
    body = {name: wanted[name] for name in WORDS} | {"region": wanted["region"], "expenses": CLAIMS}
    body |= {"funded_by": wanted.get("funded_by", ""), "leads_as_service_user": True}
    made = lead.api.post("/peer-groups", body, command=f"peer group {title}", until_not=ON_ITS_WAY)
    place = f"/peer-groups/{made['id']}"
    for each in wanted["learners"]:
        joins = {"shown_name": each["name"], "needs": each.get("needs", "")}
        learner = _who(desk, wanted, each["who"])
        learner.api.put(f"{place}/membership", joins, command=f"peer {title} {each['who']}")
    if "next_lead" in wanted:
        asked = {"member_id": _who(desk, wanted, wanted["next_lead"]).id}
        lead.api.put(f"{place}/next-lead", asked, command=f"peer lead {title}")


def _who(desk: Desk, wanted: Json, who: int | str) -> Helper:
    if isinstance(who, str):
        return desk.roles[who]
    return desk.of_region(wanted["region"])[who]
