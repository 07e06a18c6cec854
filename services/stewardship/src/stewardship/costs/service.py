"""The doors of the costs: everybody may read them, the region's coordinator and the centre record them."""

from typing import Any

from chassis.call import Call
from chassis.doors import PUBLIC, command, query
from commons.centre import UK
from commons.places import name_of, refuse_unknown
from contracts.refusals import Refused
from stewardship.costs import domain, schemas
from stewardship.costs.domain import Cost, NewMembers
from stewardship.costs.store import CostStore
from stewardship.refusal import Refusal
from stewardship.settings import Settings


class Costs:
    """About what a group costs in a year (row 35)."""

    name = "stewardship_costs"
    context = "stewardship"
    refusals = (Refusal,)
    store_class = CostStore
    settings_class = Settings
    store: CostStore
    settings: Settings

    @query(schemas.ListCosts, by=(PUBLIC,))
    def list_costs(self, _call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Every year of a region, or the newest year of all; by region, never by amount."""
        regions = self.settings.regions
        if asked["region"] is not None:
            refuse_unknown(regions, asked["region"])
            found = self.store.of_regions([asked["region"]])
        else:
            found = _newest(self.store.of_regions([UK, *regions.by_code]))
        shown = sorted(found, key=lambda cost: name_of(regions, cost.region))
        return {
            "items": [self._view(cost) for cost in shown],
            "total": schemas.total_view(_newest(found)),
            "note": schemas.NOTE,
        }

    @command(schemas.RecordCost, by=("coordinator", "national_team"))
    def record_cost(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Record or correct a year.

        Refused: ``not_your_region``, ``cost_recorded``, ``stale_version``, ``invalid_input`` for the
        correction of a year that does not begin on that day.
        """
        refuse_unknown(self.settings.regions, asked["region"])
        if not call.caller.acts_for(asked["region"], "coordinator"):
            raise Refused("not_your_region")
        before = self.store.of_year(asked["region"], asked["starts"])
        if before is None and asked["version"] is not None:
            said = "The year that you correct keeps its first day. Record another year instead."
            raise Refused("invalid_input", fields={"starts": [said]})
        after = domain.record(before, _stated(call, asked))
        if after is not before:
            if before is not None and asked["version"] is None:
                raise Refusal("cost_recorded")
            if before is not None and asked["version"] != before.version:
                raise Refused("stale_version")
            self.store.save(after)
        return self._view(after)

    def _view(self, cost: Cost) -> dict[str, Any]:
        # Nobody is at home in the UK-wide group: it is there for the new members of every region.
        homes = self.settings.regions.by_code if cost.region == UK else (cost.region,)
        joined = cost.new_members or self.store.joined_in(homes, cost.starts, cost.ends)
        return schemas.cost_view(cost, name_of(self.settings.regions, cost.region), joined)


def _stated(call: Call, asked: dict[str, Any]) -> Cost:
    number = asked["new_members"]
    return Cost(
        id=call.new_id(),
        version=1,
        region=asked["region"],
        starts=asked["starts"],
        ends=asked["ends"],
        amount_pence=asked["amount_pence"],
        approximate=asked["approximate"],
        source=asked["source"],
        new_members=None if number is None else NewMembers(number, asked["new_members_source"]),
    )


def _newest(costs: list[Cost]) -> list[Cost]:
    """The first of each region; the store gives the newest year first."""
    first: dict[str, Cost] = {}
    for cost in costs:
        first.setdefault(cost.region, cost)
    return list(first.values())
