"""The doors of the barrier log: members log, keepers answer and share, everybody may read (row 40)."""

from collections.abc import Iterator
from typing import Any

from chassis.call import Call
from chassis.doors import PUBLIC, command, query
from chassis.fields import Nothing
from chassis.identity import Caller
from chassis.versions import refuse_stale
from commons.london import day_of
from commons.places import KEEPERS, keeps, name_of, refuse_unknown
from contracts.events import Fact
from contracts.refusals import Refused
from stewardship.alliances.store import AllianceStore
from stewardship.barriers import domain, schemas
from stewardship.barriers.domain import Action, Barrier
from stewardship.barriers.store import BarrierStore
from stewardship.notices import notices
from stewardship.refusal import Refusal
from stewardship.settings import Settings


class Barriers:
    """What stands in the way of improvement."""

    name = "stewardship_barriers"
    context = "stewardship"
    refusals = (Refusal,)
    store_class = BarrierStore
    settings_class = Settings
    store: BarrierStore
    settings: Settings

    @query(schemas.ListBarriers, by=(PUBLIC,))
    def list_barriers(self, _call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """A region's barriers, the oldest first."""
        refuse_unknown(self.settings.regions, asked["region"])
        page = self.store.page(asked["region"], asked)
        return {**page, "items": [self._view(each) for each in page["items"]]}

    @query(schemas.GetBarrier, by=(PUBLIC,))
    def get_barrier(self, _call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """One barrier. Refused: ``not_found``."""
        found = self.store.get(asked["id"])
        if found is None:
            raise Refused("not_found")
        return self._view(found)

    @query(Nothing, by=(PUBLIC,))
    def shared_barriers(self, _call: Call, _asked: dict[str, Any]) -> dict[str, Any]:
        """What groups share UK-wide, by theme, with the number of regions that share it."""
        return {
            "items": [
                {"theme": theme, "regions": regions, "barriers": [self._view(each) for each in barriers]}
                for theme, regions, barriers in domain.by_theme(self.store.shared())
            ]
        }

    @command(schemas.LogBarrier, by=("member", *KEEPERS))
    def log_barrier(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Log a barrier of the own region. Refused: ``not_your_region``, ``barrier_blames``."""
        region = asked["region"]
        refuse_unknown(self.settings.regions, region)
        if call.caller.region != region and not keeps(call.caller, region):
            raise Refused("not_your_region")
        made = Barrier(
            id=call.new_id(),
            version=1,
            region=region,
            theme=asked["theme"],
            text=asked["text"],
            raised_on=day_of(call.now),
            raised_by=call.caller.subject,
            raised_as=_role(call.caller, region),
        )
        self.store.save(domain.log(made, self._known_names(region)))
        return self._view(made)

    @command(schemas.ChangeBarrier, by=KEEPERS)
    def change_barrier(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Reword, answer or share one. Refused: ``not_found``, ``barrier_blames``, ``stale_version``."""
        before = self.store.get(asked["id"])
        if before is None or not keeps(call.caller, before.region):
            raise Refused("not_found")
        action = asked["action"]
        after = domain.change(
            before,
            text=asked["text"],
            theme=asked["theme"],
            state=asked["state"],
            action=None if action is None else Action(action, asked["action_path"]),
            is_shared=asked["shared"],
            known_names=self._known_names(before.region),
        )
        if after is not before:
            refuse_stale(before.version, asked["version"])
            self.store.save(after, self._told(before, after))
        return self._view(after)

    def _told(self, before: Barrier, after: Barrier) -> list[Fact]:
        """Whoever raised it hears once that something is done about it."""
        if before.action is not None or after.action is None:
            return []
        return notices(
            "barrier_action",
            cause=f"barrier {after.id}",
            members=[after.raised_by],
            about={"group": name_of(self.settings.regions, after.region)},
            path=f"/groups/{after.region}/barriers",
            concerning=(after.id, after.version),
            region=after.region,
        )

    def _view(self, barrier: Barrier) -> dict[str, Any]:
        return schemas.barrier_view(barrier, name_of(self.settings.regions, barrier.region))

    def _known_names(self, region: str) -> Iterator[str]:
        """Organisations that a text must not blame: hosts, systems, and the region's stakeholders."""
        for each in self.settings.regions:
            yield from (each.host.name,) if each.host else ()
            yield from each.systems
        yield from AllianceStore(self.store.work).organisations(region)


def _role(caller: Caller, region: str) -> str:
    """The office in which somebody speaks here, else ``member``."""
    for office in ("convenor", "coordinator"):
        if f"{office}:{region}" in caller.roles:
            return office
    return "national_team" if caller.has("national_team") and caller.region != region else "member"
