"""The seats of a pilot group and the terms in them, past ones included."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from launcher.demo.platform import Api

Json = Mapping[str, Any]
ON_ITS_WAY = ("holder_not_active",)
"""stewardship hears of a member a moment after membership knows them."""


def bring_seats(api: Api, code: str, wanted: Json, holders: Sequence[str]) -> None:
    """Every seat with its terms, as far as they are not there; ``holders`` are member ids, seat by seat."""
    place = f"/groups/{code}/seats"
    roster = api.get(place)
    there = {seat["background"]: seat["id"] for seat in (*roster["seats"], *roster["vacant"])}
    for number, (seat, member_id) in enumerate(zip(wanted["seats"], holders, strict=True)):
        seat_id = there.get(seat["background"])
        recorded = len(api.get(f"{place}/{seat_id}")["terms"]) if seat_id else 0
        for count, term in enumerate(_terms(seat, wanted)):
            if count >= recorded:
                body = {**_described(seat), **term, "member_id": member_id}
                body |= {"seat_id": seat_id} if seat_id else {}
                name = f"term {code} {number} {count}"
                seat_id = api.post(f"{place}/past-terms", body, command=name, until_not=ON_ITS_WAY)["id"]


def _described(seat: Json) -> dict[str, Any]:
    return {
        "kind": seat.get("kind", "member"),
        "designation": "appointed",
        "background": seat["background"],
        "locations": seat["locations"],
        "patient": bool(seat.get("patient")),
    }


def _terms(seat: Json, wanted: Json) -> Iterator[dict[str, Any]]:
    """The seeds give a convenor's first term; that holders go on from there is the demo's choice."""
    if seat.get("kind") == "convenor":
        first = wanted["convenor"]
        yield {"start": first["start"], "months": first["months"]}
        yield {"start": first["next"], "open_end": True}
    else:
        yield {"start": wanted["began"], "open_end": True, **seat.get("resigned", {})}
