"""Questions under way: matters between a region and the centre, a consultation, a group of members' own."""

from collections.abc import Mapping, Sequence
from typing import Any

from launcher.demo.platform import Api

Json = Mapping[str, Any]


def bring_matters(region: Api, centre: Api, wanted: Sequence[Json]) -> None:
    """``region`` raises them, ``centre`` acknowledges and answers those that the file answers."""
    there = {each["title"]: each for each in region.get("/matters", limit="200")["items"]}
    for number, each in enumerate(wanted):
        found = there.get(each["title"])
        if found is None:
            body = {name: each[name] for name in ("group", "title", "text")}
            found = region.post("/matters", body, command=f"matter {number}")
        if "answer" in each and found["state"] == "raised":
            words = {"group": "UK", "words": each["acknowledgement"]}
            place = f"/matters/{found['id']}"
            found = centre.post(f"{place}/acknowledgement", words, command=f"acknowledge matter {number}")
        if "answer" in each and found["state"] == "acknowledged":
            said = {"group": "UK", **each["answer"]}
            centre.post(f"/matters/{found['id']}/answer", said, command=f"answer matter {number}")


def bring_consultation(centre: Api, wanted: Json) -> None:
    """The centre asks members of some regions, with options; it stays open until it is decided."""
    there = {each["title"] for each in centre.get("/consultations", limit="200")["items"]}
    if wanted["title"] not in there:
        body = {**wanted, "asked_by": "UK", "scope": "regions", "first_days": 0, "several": True}
        centre.post("/consultations", body, command="consultation")


def bring_own_group(member: Api, wanted: Json) -> None:
    """A group that a member formed."""
    there = {each["name"] for each in member.get("/self-organised-groups", limit="200")["items"]}
    if wanted["name"] not in there:
        body = {**wanted, "compact_accepted": True}
        member.post("/self-organised-groups", body, command="own group")
