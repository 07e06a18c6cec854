"""Who may ask how the community grew: everybody (row 80)."""

from typing import Any

from chassis.call import Call
from chassis.doors import PUBLIC, query
from contracts.region_settings import Region
from membership.growth import report, schemas
from membership.growth.store import GrowthStore
from membership.members.domain import today
from membership.refusal import Refusal
from membership.settings import Settings


class Growth:
    """Growth per region, of the whole community, and inclusion counts (rows 5, 6 and 7)."""

    name = "membership_growth"
    context = "membership"
    refusals = (Refusal,)
    store_class = GrowthStore
    settings_class = Settings
    store: GrowthStore
    settings: Settings

    @query(schemas.RegionGrowth, by=(PUBLIC,))
    def region_growth(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Counts from records between two dates, with their sources. Refused: ``region_unknown``."""
        region = self._region(asked["code"])
        stays = self.store.stays_in(region.code)
        founders = self.store.founders_by_region().get(region.code, 0)
        return report.region_growth(
            region, self.settings.regions.uk, stays, founders, today(call.now), asked["as_at"]
        )

    @query(schemas.CommunityGrowth, by=(PUBLIC,))
    def community_growth(self, call: Call, _asked: dict[str, Any]) -> dict[str, Any]:
        """Published sizes beside our own counts; one line per region in the order of names."""
        regions = self.settings.regions
        stays, founders = self.store.stays_by_region(), self.store.founders_by_region()
        return report.community_growth(list(regions), regions.uk, stays, founders, today(call.now))

    @query(schemas.Inclusion, by=(PUBLIC,))
    def inclusion(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Masked counts by sector, perspective and profession. Refused: ``region_unknown``."""
        region = self._region(asked["region"])
        base, answers = self.store.answers_in(region.code)
        return report.inclusion(region, base, answers, today(call.now))

    def _region(self, code: str) -> Region:
        region = self.settings.regions.get(code)
        if region is None:
            raise Refusal("region_unknown")
        return region
