"""Who may read the regions: everybody (row 80)."""

from typing import Any

from chassis.call import Call
from chassis.doors import PUBLIC, query
from membership.refusal import Refusal
from membership.regions import schemas
from membership.regions.store import RegionStore
from membership.settings import Settings


class Regions:
    """The regions and nations, in the order of their names."""

    name = "membership_regions"
    context = "membership"
    refusals = (Refusal,)
    store_class = RegionStore
    settings_class = Settings
    store: RegionStore
    settings: Settings

    @query(schemas.ListRegions, by=(PUBLIC,))
    def list_regions(self, _call: Call, _asked: dict[str, Any]) -> dict[str, Any]:
        """Every region with the members it has now."""
        members = self.store.members_by_region()
        return {"items": [schemas.summary(each, members.get(each.code, 0)) for each in self.settings.regions]}

    @query(schemas.GetRegion, by=(PUBLIC,))
    def get_region(self, _call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """One region with its settings. Refused: ``region_unknown``."""
        region = self.settings.regions.get(asked["code"])
        if region is None:
            raise Refusal("region_unknown")
        return schemas.detail(region, self.store.members_by_region().get(region.code, 0))
