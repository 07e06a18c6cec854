"""The doors of organisations: a region's keepers list them and name who acts for them (row 60)."""

from typing import Any

from chassis.call import Call
from chassis.doors import PUBLIC, command, query
from chassis.fields import Nothing
from chassis.versions import refuse_stale
from commons.centre import UK
from commons.people.store import People
from commons.places import KEEPERS, keeps, kept_by
from contracts.refusals import Refused
from skills_register.capacity.renaming import follow as follow_name
from skills_register.exchanges.leaving import call_off
from skills_register.ledger.domain import ORGANISATION, account_id
from skills_register.offers.leaving import close as close_offers
from skills_register.organisations import domain, schemas
from skills_register.organisations.acting import may_act_for
from skills_register.organisations.domain import Organisation
from skills_register.organisations.store import OrganisationStore
from skills_register.placements.releasing.ending import end_requests
from skills_register.refusal import Refusal
from skills_register.settings import Settings


class Organisations:
    """Trusts, CCGs, hospices and others; no personal data beyond member ids."""

    name = "skills_register_organisations"
    context = "skills_register"
    refusals = (Refusal,)
    store_class = OrganisationStore
    settings_class = Settings
    store: OrganisationStore
    settings: Settings

    @query(schemas.ListOrganisations, by=(PUBLIC,))
    def list_organisations(self, _call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """By name; of a region, of a kind."""
        page = self.store.page(asked, region=asked["region"], kind=asked["kind"])
        return {**page, "items": [schemas.organisation_view(each) for each in page["items"]]}

    @query(schemas.GetOrganisation, by=(PUBLIC,))
    def get_organisation(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """One; those who act for it and its keepers are told who does. Refused: ``not_found``."""
        found = self.store.get(asked["id"])
        if found is None:
            raise Refused("not_found")
        is_theirs = may_act_for(self.store.work, found.id, call.caller.subject)
        return schemas.organisation_view(found, with_people=is_theirs or keeps(call.caller, found.region))

    @query(Nothing, by=("member",))
    def my_organisations(self, call: Call, _asked: dict[str, Any]) -> dict[str, Any]:
        """Those that the caller acts for, and in ``my_roles`` as what."""
        me = call.caller.subject
        mine = [each for each in self.store.acted_for_by(me) if may_act_for(self.store.work, each.id, me)]
        views = [{**schemas.organisation_view(each), "my_roles": sorted(each.roles_of(me))} for each in mine]
        return {"items": views}

    @command(schemas.EnterOrganisation, by=KEEPERS)
    def enter_organisation(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Refused: ``region_unknown``, ``not_your_region``, ``system_unknown``, ``organisation_known``."""
        if asked["region"] == UK:
            raise Refused("region_unknown")
        kept_by(call.caller, self.settings.regions, asked["region"])
        self._known_system(asked["region"], asked["system"])
        made = domain.enter(
            call.new_id(), asked["name"], asked["kind"], asked["region"], asked["system"], call.now
        )
        self.store.save(made)
        return schemas.organisation_view(made, with_people=True)

    @command(schemas.ChangeOrganisation, by=KEEPERS)
    def change_organisation(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Refused: ``not_found``, ``system_unknown``, ``organisation_known``, ``organisation_closed``,
        ``stale_version``."""
        before = self._kept(call, asked)
        self._known_system(before.region, asked["system"])
        after = domain.change(before, asked["name"], asked["kind"], asked["system"])
        follow_name(self.store.work, before, after)
        return self._saved(before, after)

    @command(schemas.CloseOrganisation, by=KEEPERS)
    def close_organisation(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """It signs, asks, lends and offers no more; what it asked for is closed, what it would exchange
        called off. Placements go on.

        Refused: ``not_found``, ``organisation_closed``, ``reason_required``, ``stale_version``.
        """
        before = self._kept(call, asked)
        seen = self._saved(before, domain.close(before, asked["reason"], call.now))
        account = account_id(ORGANISATION, before.id)
        close_offers(self.store.work, self.settings, call, account)
        call_off(self.store.work, self.settings, call, account)
        why = "The organisation was closed."
        end_requests(self.store.work, self.settings, call, why, organisation_id=before.id)
        return seen

    @command(schemas.Represent, by=KEEPERS)
    def name_representative(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """A member acts for it from now on. Refused: ``not_found``, ``member_not_active``,
        ``representative_oneself``, ``representatives_too_many``, ``organisation_closed``."""
        before = self._kept(call, asked)
        person = People(self.store.work).get(asked["member_id"])
        if person is None or not person.is_active:
            raise Refused("member_not_active")
        by = call.caller.subject
        return self._saved(before, domain.name_representative(before, person.id, asked["role"], by, call.now))

    @command(schemas.Represent, by=KEEPERS)
    def end_representation(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """They act for it no more in this role. Refused: ``not_found``, ``stale_version``."""
        before = self._kept(call, asked)
        return self._saved(before, domain.end_representation(before, asked["member_id"], asked["role"]))

    def _kept(self, call: Call, asked: dict[str, Any]) -> Organisation:
        found = self.store.get(asked["id"])
        if found is None or not keeps(call.caller, found.region):
            raise Refused("not_found")
        refuse_stale(found.version, asked["version"])
        return found

    def _known_system(self, region: str, system: str) -> None:
        """A region whose file names its systems has those and no others."""
        found = self.settings.regions.get(region)
        if system and found is not None and found.systems and system not in found.systems:
            raise Refused("system_unknown")

    def _saved(self, before: Organisation, after: Organisation) -> dict[str, Any]:
        if after is not before:
            self.store.save(after)
        return schemas.organisation_view(after, with_people=True)
