"""What a group costs, what stands in its way, and who helps it."""

from collections.abc import Mapping, Sequence
from typing import Any

from launcher.demo.platform import Api

Json = Mapping[str, Any]


def bring_cost(api: Api, region: str, wanted: Json, amount: Json, members_source: str) -> None:
    """One year's cost; what a new member cost is worked out by the platform."""
    place = f"/groups/{region}/costs"
    if api.get(place)["items"]:
        return
    year = {**amount, **wanted, "new_members_source": members_source}
    api.post(place, year, command=f"cost {region}")


def bring_support(api: Api, region: str, wanted: Sequence[Json]) -> None:
    """Who helps with a group's operations."""
    place = f"/groups/{region}/support"
    if wanted and not api.get(place)["items"]:
        for number, each in enumerate(wanted):
            api.post(place, dict(each), command=f"support {region} {number}")


def bring_barriers(api: Api, region: str, wanted: Sequence[Json], *, shared: bool = False) -> None:
    """Barriers in the order of the file; ``shared`` ones are those of all regions."""
    place = f"/groups/{region}/barriers"
    there = {each["text"] for each in api.get(place, limit="200")["items"]} if wanted else set()
    for number, each in enumerate(wanted):
        if each["text"] not in there:
            made = api.post(place, dict(each), command=f"barrier {region} {number}")
            if shared:
                share = {"shared": True}
                api.patch(f"/barriers/{made['id']}", share, command=f"share barrier {region} {number}")
