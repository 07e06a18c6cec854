"""Which groups there may be, and who keeps them: what every door about a region asks first."""

from chassis.identity import Caller
from commons.centre import UK
from contracts.refusals import Refused
from contracts.regions import Regions

KEEPERS = ("coordinator", "convenor", "national_team")
"""Who may knock where a group's page is kept; ``kept_by`` then asks for the region."""


def refuse_unknown(regions: Regions, code: str) -> None:
    """Refused: ``region_unknown`` for what is neither a region nor ``UK``."""
    if code != UK and code not in regions:
        raise Refused("region_unknown", fields={"region": ["Choose a region from the list."]})


def keeps(caller: Caller, region: str) -> bool:
    """A region is kept by its coordinators and its convenor, ``UK`` and every region by the centre."""
    return caller.acts_for(region, "coordinator", "convenor")


def kept_by(caller: Caller, regions: Regions, region: str) -> None:
    """Refused: ``region_unknown``, ``not_your_region``."""
    refuse_unknown(regions, region)
    if not keeps(caller, region):
        raise Refused("not_your_region")


def kept_regions(caller: Caller, regions: Regions, named: str | None) -> tuple[str, ...]:
    """The one that is named, else all that the caller keeps.

    Refused: ``region_unknown``, ``not_your_region``.
    """
    if named is not None:
        kept_by(caller, regions, named)
        return (named,)
    return tuple(code for code in (*(each.code for each in regions), UK) if keeps(caller, code))


def name_of(regions: Regions, code: str) -> str:
    """What people call it."""
    region = regions.get(code)
    return region.name if region is not None else regions.uk.name
