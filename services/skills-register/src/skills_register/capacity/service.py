"""The doors of QI capacity: report, correct, and read with what is not known said so (row 66)."""

from hashlib import sha256
from typing import Any

from chassis.call import Call
from chassis.doors import PUBLIC, command, query
from chassis.versions import refuse_stale
from commons.london import day_of
from commons.places import KEEPERS, keeps, kept_by, refuse_unknown
from contracts.refusals import Refused
from skills_register.capacity import domain, schemas
from skills_register.capacity.domain import Body, Snapshot
from skills_register.capacity.store import CapacityStore
from skills_register.refusal import Refusal
from skills_register.settings import Settings


class Capacity:
    """How many people of a body are trained, as it says itself; shown without rank or colour."""

    name = "skills_register_capacity"
    context = "skills_register"
    refusals = (Refusal,)
    store_class = CapacityStore
    settings_class = Settings
    store: CapacityStore
    settings: Settings

    @command(schemas.Report, by=KEEPERS)
    def report_capacity(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """What a body of the region reports of a day.

        Refused: ``not_your_region``, ``region_unknown``, ``capacity_wrong``, ``capacity_day_ahead``,
        ``capacity_day_reported``.
        """
        region, name = asked.pop("region"), asked.pop("organisation")
        kept_by(call.caller, self.settings.regions, region)
        body_id = asked.pop("organisation_id") or _id_of(region, name)
        known = self.store.get(body_id)
        if known is not None and known.region != region:
            raise Refused("not_your_region")
        body = known or Body(body_id, 0, region, name)
        after = domain.report(body, self._snapshot(call, asked), day_of(call.now))
        self.store.save(after)
        return schemas.trend_view(after, exact=True)

    @command(schemas.Correct, by=KEEPERS)
    def correct_capacity(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Replace a report; the earlier stays to be read, with the note.

        Refused: ``not_found``, ``snapshot_unknown``, ``snapshot_corrected``, ``reason_required``,
        ``stale_version`` and what a report is refused for.
        """
        body = self._body(asked.pop("body_id"))
        if not keeps(call.caller, body.region):
            raise Refused("not_found")
        refuse_stale(body.version, asked.pop("version"))
        replaced = asked.pop("snapshot_id")
        snapshot = self._snapshot(call, {**asked, "replaces": replaced})
        after = domain.correct(body, snapshot, day_of(call.now))
        self.store.save(after)
        return schemas.trend_view(after, exact=True)

    @query(schemas.ListCapacity, by=(PUBLIC,))
    def list_capacity(self, _call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The latest of each body of a region, by name, and their sum. Refused: ``region_unknown``."""
        refuse_unknown(self.settings.regions, asked["region"])
        page = self.store.page(asked["region"], asked)
        total = domain.total(body.latest for body in self.store.all_in(asked["region"]))
        return {
            **page,
            "items": [schemas.body_view(body) for body in page["items"]],
            "total": schemas.total_view(total),
        }

    @query(schemas.OneBody, by=(PUBLIC,))
    def get_capacity(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """A body with its trend; its keepers see small figures exactly. Refused: ``not_found``."""
        body = self._body(asked["body_id"])
        return schemas.trend_view(body, exact=keeps(call.caller, body.region))

    def _snapshot(self, call: Call, asked: dict[str, Any]) -> Snapshot:
        return Snapshot(id=call.new_id(), by=call.caller.subject, at=call.now, **asked)

    def _body(self, body_id: str) -> Body:
        found = self.store.get(body_id)
        if found is None:
            raise Refused("not_found")
        return found


def _id_of(region: str, name: str) -> str:
    """The id of a body that is only a name: one for each name in a region, however it is capitalised."""
    key = " ".join(name.casefold().split())
    return f"{region}-{sha256(key.encode()).hexdigest()[:20]}"
