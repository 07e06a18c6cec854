"""Venues in words (row 49)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

FEATURES = {
    "step_free": "Step-free access",
    "accessible_toilet": "Accessible toilet",
    "hearing_loop": "Hearing loop",
    "blue_badge_parking": "Blue Badge parking",
    "near_public_transport": "Near public transport",
    "quiet_room": "Quiet room",
    "video_calls": "Equipment for video calls",
}


@dataclass(frozen=True)
class Venue:
    """A room as its page shows it."""

    id: str
    version: int
    region: str
    name: str
    area: str
    address: str
    capacity: str
    features: tuple[str, ...]
    cost: str
    contact: str
    note: str
    in_use: bool


def venue_of(answer: Mapping[str, Any]) -> Venue:
    return Venue(
        id=answer["id"],
        version=answer["version"],
        region=answer["region"],
        name=answer["name"],
        area=answer["area"],
        address=answer["address"],
        capacity=str(answer["capacity"] or ""),
        features=tuple(FEATURES[each] for each in answer["features"]),
        cost=show_cost(answer["cost_pence"]),
        contact=answer["contact"] or "",
        note=answer["note"],
        in_use=answer["in_use"],
    )


def show_cost(pence: int | None) -> str:
    """``Free``, ``£45``, ``£1,045.50``; "" where nobody knows."""
    if pence is None:
        return ""
    if pence == 0:
        return "Free"
    pounds, rest = divmod(pence, 100)
    return f"£{pounds:,}.{rest:02d}" if rest else f"£{pounds:,}"
