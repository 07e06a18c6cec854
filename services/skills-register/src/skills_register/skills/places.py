"""Where people are, as exactly as a postcode district and no more; distances in miles, in words (row 63)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from skills_register.refusal import Refusal

EARTH_MILES = 3963.2
"""The radius with which the database counts, so that both agree about who is within a circle."""
OUTWARD = re.compile(r"([A-Z]{1,2})(\d[A-Z\d]?)\Z")
INWARD = re.compile(r"\d[A-Z]{2}\Z")
SHORTEST_WITH_INWARD = 5


@dataclass(frozen=True)
class Spot:
    """A row of the places file: an area (``EX``) or a district (``EX4``).

    ``within`` is how far, in miles, a place of it commonly lies from these coordinates.
    """

    code: str
    name: str
    latitude: float
    longitude: float
    within: float


@dataclass(frozen=True)
class Place:
    """Where a member is: the district they gave, and the spot that stands for it."""

    district: str
    spot: Spot


@dataclass(frozen=True)
class Places:
    """Every spot by its code."""

    spots: Mapping[str, Spot]

    def of(self, postcode: str) -> Place:
        """The place of a postcode or a district; what goes beyond the district is dropped at once.

        Refused: ``postcode_unknown``.
        """
        district = district_of(postcode)
        area = OUTWARD.match(district)
        spot = self.spots.get(district) or (self.spots.get(area.group(1)) if area else None)
        if spot is None:
            raise Refusal("postcode_unknown", fields={"postcode": ["Enter a postcode like EX4 6NB, or EX4."]})
        return Place(district, spot)

    def around(self, centre: Spot, miles: float) -> dict[str, float]:
        """Code -> miles of every spot that lies so near, the nearest first."""
        found = ((spot.code, miles_between(centre, spot)) for spot in self.spots.values())
        return dict(sorted((each for each in found if each[1] <= miles), key=lambda each: (each[1], each[0])))


def district_of(postcode: str) -> str:
    """``EX4`` of ``ex4 6nb``, ``EX46NB`` and ``EX4``; "" of what is no postcode."""
    written = "".join(postcode.upper().split())
    if len(written) >= SHORTEST_WITH_INWARD and INWARD.search(written):
        written = written[:-3]
    return written if OUTWARD.match(written) else ""


def miles_between(here: Spot, there: Spot) -> float:
    """As the crow flies, by the haversine formula."""
    latitudes = radians(here.latitude), radians(there.latitude)
    across = sin(radians(there.longitude - here.longitude) / 2) ** 2
    along = sin((latitudes[1] - latitudes[0]) / 2) ** 2
    return 2 * EARTH_MILES * asin(sqrt(along + cos(latitudes[0]) * cos(latitudes[1]) * across))


def distance_in_words(miles: float, there: Spot) -> str:
    """``about 30 miles away (Taunton)``; never more exact than what we know."""
    if miles < 1:
        return f"in the same postcode area ({there.name})"
    rounded = round(miles) if miles < 10 else round(miles / 5) * 5
    return f"about {rounded} mile{'' if rounded == 1 else 's'} away ({there.name})"


def from_rows(rows: Iterable[Spot]) -> Places:
    """Later rows stand for earlier ones of the same code."""
    return Places({spot.code: spot for spot in rows})
