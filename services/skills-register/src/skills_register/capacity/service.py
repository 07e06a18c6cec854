"""The doors of QI capacity: report, correct, and read with what is not known said so (row 66)."""

from dataclasses import replace
from typing import Any

from chassis.call import Call
from chassis.doors import PUBLIC, command, query
from chassis.versions import refuse_stale
from commons.london import day_of
from commons.places import KEEPERS, keeps, kept_by, refuse_unknown
from contracts.refusals import Refused
from skills_register.capacity import domain, schemas
from skills_register.capacity.domain import Body, Snapshot
from skills_register.capacity.store import CapacityStore, id_of
from skills_register.organisations.store import OrganisationStore
from skills_register.refusal import Refusal
from skills_register.settings import Settings

CHOOSE = "Choose an organisation of this region from the list."


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
        """What a body of the region reports of a day: a listed organisation by its id, another by its name.

        Refused: ``not_your_region``, ``region_unknown``, ``organisation_unknown``, ``capacity_wrong``,
        ``capacity_day_ahead``, ``capacity_day_reported``.
        """
        region = asked.pop("region")
        kept_by(call.caller, self.settings.regions, region)
        body = self._reported(region, asked.pop("organisation"), asked.pop("organisation_id"))
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
        """A body with its trend, by its id or by that of a listed organisation; its keepers see small figures
        exactly. Refused: ``not_found``."""
        body = self._body(asked["body_id"])
        return schemas.trend_view(body, exact=keeps(call.caller, body.region))

    def _snapshot(self, call: Call, asked: dict[str, Any]) -> Snapshot:
        return Snapshot(id=call.new_id(), by=call.caller.subject, at=call.now, **asked)

    def _reported(self, region: str, name: str, organisation_id: str | None) -> Body:
        """The body that is meant; whatever was reported under its name before it was listed is its own."""
        organisations = OrganisationStore(self.store.work)
        listed = organisations.get(organisation_id) if organisation_id else organisations.named(region, name)
        if listed is None and (organisation_id or not name):
            raise Refusal("organisation_unknown", fields={"organisation": [CHOOSE]})
        if listed is None:
            return self.store.get(id_of(region, name)) or Body(id_of(region, name), 0, region, name)
        if listed.region != region:
            raise Refusal("organisation_unknown", fields={"organisation": [CHOOSE]})
        known = self.store.of_organisation(listed)
        return replace(known, name=listed.name) if known else Body(listed.id, 0, region, listed.name)

    def _body(self, body_id: str) -> Body:
        found = self.store.get(body_id) or self._before_it_was_listed(body_id)
        if found is None:
            raise Refused("not_found")
        return found

    def _before_it_was_listed(self, organisation_id: str) -> Body | None:
        """What was reported of a listed organisation under a name alone."""
        listed = OrganisationStore(self.store.work).get(organisation_id)
        return self.store.of_organisation(listed) if listed else None
