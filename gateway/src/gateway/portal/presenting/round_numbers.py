"""How many proposals a round has, by region beside the region's share of members (row 56, C24)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import show_number
from gateway.portal.presenting.offers import and_so_on

Answer = Mapping[str, Any]


@dataclass(frozen=True)
class RegionShare:
    """A region's proposals beside its members."""

    region: str
    number: str
    share: str
    members: str
    member_share: str


@dataclass(frozen=True)
class Numbers:
    """How many were submitted, by region and theme; ``under_way`` is what was not submitted."""

    handed_in: str
    under_way: str
    regions: tuple[RegionShare, ...]
    themes: tuple[tuple[str, str, str], ...]


def numbers_of(answer: Answer, regions: Mapping[str, str]) -> Numbers:
    """Of ``proposals.count_proposals``; the region with the most first."""
    most = sorted(answer["by_region"], key=lambda each: (-each["number"], each["region"]))
    return Numbers(
        handed_in=show_number(answer["handed_in"]),
        under_way=_under_way(answer["by_stage"]),
        regions=tuple(
            RegionShare(
                regions.get(each["region"], each["region"]),
                show_number(each["number"]),
                percent(each["share_pct"]),
                show_number(each["members"]),
                percent(each["member_share_pct"]),
            )
            for each in most
        ),
        themes=tuple(
            (each["theme"], show_number(each["number"]), percent(each["share_pct"]))
            for each in answer["by_theme"]
        ),
    )


def percent(share: float | None) -> str:
    """``6.9%``; a hyphen where there is nothing to share."""
    return f"{share}%" if share is not None else "-"


def _under_way(stages: Mapping[str, int]) -> str:
    """``3 ideas and 2 drafts``; "" for none."""
    found = ((stages["idea"], "idea"), (stages["draft"], "draft"))
    said = [f"{number} {noun}{'' if number == 1 else 's'}" for number, noun in found if number]
    return and_so_on(said) if said else ""
