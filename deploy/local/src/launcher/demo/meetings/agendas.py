"""Agendas of the demo's meetings: proposed from the seats, with papers, then published (row 42)."""

from collections.abc import Mapping
from typing import Any

from launcher.demo.meetings.desk import Desk
from launcher.demo.meetings.facts import read_facts
from launcher.demo.platform import Api

Json = Mapping[str, Any]
ON_ITS_WAY = ("not_found", "not_your_group")
"""meetings hears of a seat a moment after stewardship filled it."""
BEFORE = ("title", "minutes", "outcome", "why")


def bring(desk: Desk) -> None:
    """Every item, paper and publication that is not there yet."""
    for wanted in read_facts("agendas"):
        bring_agenda(desk, wanted)


def bring_agenda(desk: Desk, wanted: Json) -> None:
    """One meeting's agenda; a published one is whole already."""
    convenor, table = desk.convenors[wanted["region"]], desk.table[wanted["region"]]
    place = f"/meetings/{desk.meetings[wanted['meeting']]}/agenda"
    there = convenor.get(place)
    if there["published_at"]:
        return
    known = {item["title"]: item for item in there["items"]}
    for item in wanted["items"]:
        proposer = table[item["by"]]
        found = known.get(item["title"]) or _proposed(proposer, place, item)
        if "paper" in item and not found["papers"]:
            _add_paper(proposer, f"{place}/items/{found['id']}/papers", item["paper"])
        others = item.get("supported_by", ())
        for number in others[found["supporters"] :]:
            support = f"{place}/items/{found['id']}/support"
            table[number].put(support, {}, command=_name("support", place, item, number))
    if "published_on" in wanted:
        body = {"published_on": wanted["published_on"]}
        convenor.post(f"{place}/publication", body, command=f"publish {place}")


def _proposed(proposer: Api, place: str, item: Json) -> Any:
    body = {name: item[name] for name in BEFORE if name in item}
    agenda = proposer.post(
        f"{place}/items", body, command=_name("propose", place, item), until_not=ON_ITS_WAY
    )
    return next(each for each in agenda["items"] if each["title"] == item["title"])


def _add_paper(proposer: Api, place: str, paper: Json) -> None:
    file = {"file": (paper["name"], paper["text"].encode())}
    proposer.post(place, command=f"paper {place} {paper['name']}", files=file)


def _name(what: str, place: str, item: Json, *more: int) -> str:
    return " ".join((what, place, item["title"], *map(str, more)))
