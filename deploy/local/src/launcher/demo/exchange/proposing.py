"""What members of the demo do in the round that takes ideas: teams, comments, support (row 56)."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from launcher.demo.exchange.desk import Desk
from launcher.demo.exchange.facts import read_facts
from launcher.demo.skills_register.desk import Helper

Json = Mapping[str, Any]
WORDS = ("title", "aim", "plan", "spending", "ask")


def bring(desk: Desk) -> None:
    """Every idea and draft with what was said of it, as far as it is not there."""
    terms = read_facts("rounds")["open"]
    with ThreadPoolExecutor(4) as side_by_side:
        list(side_by_side.map(lambda each: _one(desk, terms, *each), enumerate(read_facts("proposing"))))


def _one(desk: Desk, terms: Json, number: int, wanted: Json) -> None:
    lead = desk.who(wanted["by"])
    mine = lead.api.get("/proposals/mine", limit="200")["items"]
    found = next((each for each in mine if each["title"] == wanted["title"]), None)
    if found is None:
        found = _entered(desk, terms, lead, wanted)
    _team(desk, lead, found, wanted.get("co_applicants", ()))
    if not found["comments"]:
        _talk(desk, lead, found, wanted.get("comments", ()))
    if not found["supporters"]:
        _support(desk, found, number, wanted.get("supporters", 0))


def _entered(desk: Desk, terms: Json, lead: Helper, wanted: Json) -> Json:
    words = {name: wanted[name] for name in WORDS if name in wanted}
    kind = "idea" if wanted["stage"] == "idea" else "draft"
    body = {**words, "theme": terms["themes"][wanted["theme"]], "kind": kind}
    place = f"/rounds/{desk.rounds[terms['name']]}/proposals"
    made: Json = lead.api.post(place, body, command=f"idea {place} {wanted['title']}")
    step = {"open": "opening", "submitted": "submission"}.get(wanted["stage"])
    if step is not None:
        path = f"/proposals/{made['id']}/{step}"
        made = {**made, **lead.api.post(path, {}, command=f"{step} {made['id']}")}
    return made


def _team(desk: Desk, lead: Helper, found: Json, wanted: Sequence[Json]) -> None:
    asked = {each["member_id"] for each in found["co_applicants"]}
    for each in wanted:
        who, place = desk.who(each["who"]), f"/proposals/{found['id']}/co-applicants"
        if who.id in asked:
            continue
        lead.api.post(place, {"member_id": who.id}, command=f"team {found['id']} {who.id}")
        if "agrees" in each:
            told = {"agrees": each["agrees"]}
            who.api.post(f"{place}/answer", told, command=f"answer {found['id']} {who.id}")


def _talk(desk: Desk, lead: Helper, found: Json, wanted: Sequence[Json]) -> None:
    for number, each in enumerate(wanted):
        body = {"text": each["text"], "is_question": each.get("question", False)}
        place = f"/proposals/{found['id']}/comments"
        said = desk.who(each["by"]).api.post(place, body, command=f"comment {found['id']} {number}")
        if "answer" in each:
            path, answer = f"/proposals/comments/{said['id']}/answers", {"text": each["answer"]}
            lead.api.post(path, answer, command=f"answer {said['id']}")


def _support(desk: Desk, found: Json, number: int, wanted: int) -> None:
    """Of those who take part every seventeenth, beginning elsewhere for each."""
    others = [each for each in desk.helpers[number::17] if each.id != found["lead"]]
    for each in others[:wanted]:
        command = f"support {found['id']} {each.id}"
        each.api.post(f"/proposals/{found['id']}/supporters", {}, command=command)
