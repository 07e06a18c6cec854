"""The demo's surveys: what the seeds say of two past ones, and one that is running (row 74)."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from launcher.demo.meetings.desk import Desk
from launcher.demo.meetings.facts import read_facts

Json = Mapping[str, Any]
ON_ITS_WAY = ("survey_nobody",)
"""meetings hears of a seat a moment after stewardship filled it."""
ABOUT = ("region", "title", "purpose", "audience", "questions")


def bring(desk: Desk) -> None:
    """Every survey that is not there yet, and the answers to the running one."""
    facts = read_facts("surveys")
    known = {each["title"]: each for each in desk.setup.get("/surveys", limit="100")["items"]}
    for wanted in facts["past"]:
        if wanted["title"] not in known:
            convenor = desk.convenors[wanted["region"]]
            convenor.post("/surveys/past", wanted, command=f"survey {wanted['region']} {wanted['title']}")
    _run(desk, facts["running"], known.get(facts["running"]["title"]))


def _run(desk: Desk, wanted: Json, there: Json | None) -> None:
    convenor, title = desk.convenors[wanted["region"]], wanted["title"]
    if there is None:
        body = {name: wanted[name] for name in ABOUT}
        there = convenor.post("/surveys", body, command=f"survey {wanted['region']} {title}")
    if there["state"] == "draft":
        closes_on = (datetime.now(UTC).date() + timedelta(days=wanted["closes_in_days"])).isoformat()
        convenor.post(
            f"/surveys/{there['id']}/opening",
            {"closes_on": closes_on},
            command=f"open {wanted['region']} {title}",
            until_not=ON_ITS_WAY,
        )
    for each in wanted["answers"]:
        member = desk.table[wanted["region"]][each["by"]]
        if member.get(f"/surveys/{there['id']}")["asks_me"]:
            answers = {name: value for name, value in each.items() if name != "by"}
            sent = {"answers": answers}
            member.post(f"/surveys/{there['id']}/answers", sent, command=f"answer {title} {each['by']}")
