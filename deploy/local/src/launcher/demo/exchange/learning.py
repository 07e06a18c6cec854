"""The learning library of the demo: written, reviewed by somebody else, used again elsewhere (row 73)."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from launcher.demo.exchange.desk import Desk
from launcher.demo.exchange.facts import read_facts

Json = Mapping[str, Any]
NOT_WORDS = ("by", "waits", "reused")
PUBLISHED: Json = {"outcome": "published", "identity_checked": True}


def bring(desk: Desk) -> None:
    """Every item that its author has not written, with its review and its reuses."""
    with ThreadPoolExecutor(4) as side_by_side:
        list(side_by_side.map(lambda wanted: _one(desk, wanted), read_facts("learning")))


def _one(desk: Desk, wanted: Json) -> None:
    author = desk.who(wanted["by"]).api
    mine = author.get("/learning/mine", limit="200")["items"]
    if any(each["written"]["title"] == wanted["title"] for each in mine):
        return
    words = {name: value for name, value in wanted.items() if name not in NOT_WORDS}
    made = author.post("/learning", words, command=f"learning {wanted['title']}")
    place = f"/learning/{made['id']}"
    author.post(f"{place}/submission", {}, command=f"submitted {place}")
    if wanted.get("waits"):
        return
    desk.setup.post(f"{place}/reviews", PUBLISHED, command=f"reviewed {place}")
    for each in wanted.get("reused", ()):
        told = {name: each[name] for name in ("worked", "words") if name in each}
        desk.who(each["by"]).api.post(f"{place}/reuses", told, command=f"reuse {place} {each['by']}")
