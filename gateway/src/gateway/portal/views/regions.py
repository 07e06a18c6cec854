"""Regions and nations: the list, and a page for each."""

from contracts.refusals import Refused
from gateway.clients import membership, together
from gateway.guards import caller
from gateway.portal.pages import Page, page, show
from gateway.portal.presenting.growth import growth_of
from gateway.portal.presenting.regions import inclusion_of, settings_in_words


@page("/regions", "public")
def regions() -> Page:
    return show("regions", regions=membership.list_regions(caller())["items"])


@page("/regions/<code>", "public")
def region(code: str) -> Page:
    """One region; a part that does not answer is said to be missing, the rest is shown."""
    visitor = caller()
    found, growth, inclusion, met = together(
        membership.get_region.asking(visitor, code),
        membership.region_growth.asking(visitor, code),
        membership.inclusion.asking(visitor, code),
        membership.connection_counts.asking(visitor, region=code),
    )
    if isinstance(found, Refused):
        raise found
    return show(
        "region",
        region=found,
        settings=settings_in_words(found["settings"]),
        growth=None if isinstance(growth, Refused) else growth_of(growth),
        inclusion=None if isinstance(inclusion, Refused) else inclusion_of(inclusion),
        met=None if isinstance(met, Refused) else met,
    )
