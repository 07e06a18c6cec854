"""Local contacts in the demo: all regions but two have enough, and questions at each step (row 65)."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from launcher.demo.skills_register.desk import Desk, Helper
from launcher.demo.skills_register.facts import read_facts

Json = Mapping[str, Any]
AT_ONCE = 4
FIRST = 3
"""From which of a region's helpers on contacts are taken: the first ones do other things."""
ON_ITS_WAY = ("not_found",)


def bring(desk: Desk) -> None:
    """The contacts that are missing, then the questions; nothing where there are contacts already."""
    facts = read_facts("coaching")
    coverage = desk.setup.get("/coaching-contacts/coverage")["items"]
    if any(each["reachable"] for each in coverage):
        return
    with ThreadPoolExecutor(AT_ONCE) as side_by_side:
        list(side_by_side.map(lambda each: _bring_region(desk, facts, each), coverage))
    for number, wanted in enumerate(facts["questions"]):
        _bring_question(desk, wanted, number)


def _bring_region(desk: Desk, facts: Json, found: Json) -> None:
    region = found["region"]
    helpers = desk.of_region(region)[FIRST:]
    # The convenor of WOE is one of its contacts, so that somebody of the demo has questions to answer.
    first = [desk.roles["convenor"]] if region == desk.roles["convenor"].region else []
    contacts = [*first, *helpers][: facts["gaps"].get(region, found["wanted"])]
    for number, contact in enumerate(contacts):
        _name(desk, region, contact)
        about = _about(facts, region, number) | {"shown_name": contact.row["name"]}
        contact.api.put("/coaching-contacts/mine", about, command=f"contact yes {contact.id}")
    if region in facts["asked"]:
        _name(desk, region, helpers[-1])


def _name(desk: Desk, region: str, contact: Helper) -> None:
    named = {"region": region, "member_id": contact.id}
    desk.setup.post("/coaching-contacts", named, command=f"contact named {contact.id}", until_not=ON_ITS_WAY)


def _about(facts: Json, region: str, number: int) -> dict[str, Any]:
    areas = facts["areas"].get(region, [[]])
    turn = number + len(region)
    return {
        "topics": facts["topics"][number]
        if region == "WOE"
        else facts["topics"][turn % len(facts["topics"])],
        "areas": areas[number % len(areas)],
        "hours": facts["hours"][turn % len(facts["hours"])],
    }


def _bring_question(desk: Desk, wanted: Json, number: int) -> None:
    by = wanted["by"]
    asker = desk.roles[by] if isinstance(by, str) else desk.of_region(by[0])[by[1]]
    asked = {name: wanted[name] for name in ("words", "topic", "area") if name in wanted}
    asked |= {"shown_name": asker.row["name"]}
    made = asker.api.post("/coaching-questions", asked, command=f"question {number}", until_not=ON_ITS_WAY)
    if "answered" in wanted:
        words = {"words": wanted["answered"]}
        contact = desk.roles["convenor"].api
        contact.post(f"/coaching-questions/{made['id']}/answers", words, command=f"answer {number}")
