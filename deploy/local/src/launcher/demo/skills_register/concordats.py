"""Concordats of the demo: agreed texts, drafts, and the organisations that signed them (row 60)."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from launcher.demo.skills_register.desk import Desk
from launcher.demo.skills_register.facts import read_facts
from launcher.demo.skills_register.organisations import person

Json = Mapping[str, Any]
KEPT = ("draft", "agreed", "ended", "dropped")
ON_ITS_WAY = ("not_your_organisation",)
"""The register hears of a member a moment after membership knows them."""


def bring(desk: Desk) -> None:
    """Every concordat as far as it has not come: its texts in turn, each signed before the next is agreed."""
    for wanted in read_facts("concordats")["concordats"]:
        concordat = _there(desk, wanted) or _drafted(desk, wanted)
        place = f"/concordats/{concordat['id']}"
        for number, text in enumerate(wanted["texts"], 1):
            if (concordat["text_number"] or 0) < number:
                _agree(desk, place, number, text)
            _sign(
                desk, concordat["id"], [each for each in wanted.get("signed", ()) if each["text"] == number]
            )


def _there(desk: Desk, wanted: Json) -> Any:
    """The concordat of this title and region; None where there is none."""
    for state in KEPT:
        found = desk.setup.get("/concordats", region=wanted["region"], state=state, limit="200")["items"]
        for each in found:
            if each["title"] == wanted["title"]:
                return each
    return None


def _drafted(desk: Desk, wanted: Json) -> Any:
    texts = wanted["texts"]
    body = {name: wanted[name] for name in ("region", "title", "system", "group")}
    body["text"] = texts[0]["text"] if texts else wanted["draft"]
    review_on = datetime.now(UTC).date() + timedelta(days=wanted["review_in_days"])
    body["review_on"] = review_on.isoformat()
    return desk.setup.post("/concordats", body, command=f"concordat {wanted['region']} {wanted['title']}")


def _agree(desk: Desk, place: str, number: int, text: Json) -> None:
    if number > 1:
        desk.setup.put(f"{place}/draft", {"text": text["text"]}, command=f"draft {number} of {place}")
    body = {"changes": text["changes"]} if "changes" in text else {}
    desk.setup.post(f"{place}/texts", body, command=f"text {number} of {place}")


def _sign(desk: Desk, concordat_id: str, wanted: list[Json]) -> None:
    """For each organisation, by its leader, unless it signed already."""
    signed = {
        row["organisation_id"]
        for row in desk.setup.get("/signatories", concordat_id=concordat_id, limit="200")["items"]
    }
    for each in wanted:
        organisation_id = desk.organisations[each["organisation"]]
        if organisation_id in signed:
            continue
        body = {
            "concordat_id": concordat_id,
            "organisation_id": organisation_id,
            "text": each["text"],
            "signed_as": each["as"],
            "pledged_half_days": each["half_days"],
            "reservations": each.get("reservations", ""),
        }
        api = person(desk, each["by"]).api
        command = f"sign {concordat_id} {organisation_id} {each['text']}"
        api.post("/signatories", body, command=command, until_not=ON_ITS_WAY)
