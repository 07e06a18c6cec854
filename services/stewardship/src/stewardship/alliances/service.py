"""The doors of the alliances: members see who is engaged, keepers how to reach them (row 29)."""

from collections.abc import Callable
from typing import Any

from chassis.call import Call
from chassis.doors import PUBLIC, command, query
from chassis.fields import Nothing
from chassis.versions import refuse_stale
from commons.centre import UK
from commons.london import day_of
from commons.places import KEEPERS, keeps, kept_by, name_of, refuse_unknown
from contracts.refusals import Refused
from stewardship.alliances import domain, schemas
from stewardship.alliances.domain import Contact, Engagement, Initiative, NextStep, Stakeholder
from stewardship.alliances.store import AllianceStore
from stewardship.refusal import Refusal
from stewardship.settings import Settings


class Alliances:
    """Who is engaged, and which programmes a region works with."""

    name = "stewardship_alliances"
    context = "stewardship"
    refusals = (Refusal,)
    store_class = AllianceStore
    settings_class = Settings
    store: AllianceStore
    settings: Settings

    @query(schemas.ListStakeholders, by=("member", *KEEPERS))
    def list_stakeholders(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """A region's stakeholders; contacts and talks only for those who keep the group."""
        region = asked["region"]
        refuse_unknown(self.settings.regions, region)
        found = self.store.of_region(region)
        keeper = keeps(call.caller, region)
        leaning = domain.leaning(found)
        return {
            "items": [schemas.stakeholder_view(each, keeper) for each in found],
            "counts": schemas.counts_view(domain.counts(found)),
            "leaning": {"kind": leaning[0], "bodies": leaning[1], "of": leaning[2]} if leaning else None,
        }

    @query(schemas.ListStakeholders, by=(PUBLIC,))
    def stance_counts(self, _call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """How many bodies support, by topic; no names."""
        refuse_unknown(self.settings.regions, asked["region"])
        found = self.store.of_region(asked["region"])
        return {
            "region": asked["region"],
            "bodies": len(found),
            "counts": schemas.counts_view(domain.counts(found)),
        }

    @query(schemas.DueSteps, by=KEEPERS)
    def due_steps(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """What is to be done next with whom, of the regions the caller keeps."""
        today = day_of(call.now)
        found = self.store.with_next_step(self._kept(call, asked["region"]))
        return {"items": [schemas.step_view(each, today) for each in found]}

    @command(schemas.AddStakeholder, by=KEEPERS)
    def add_stakeholder(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Enter a body. Refused: ``stakeholder_exists``, ``contact_consent_needed``, ``contact_by_role``."""
        kept_by(call.caller, self.settings.regions, asked["region"])
        made = Stakeholder(
            id=call.new_id(),
            version=1,
            region=asked["region"],
            organisation=asked["organisation"],
            kind=asked["kind"],
            contact=_contact(asked),
        )
        self.store.save(domain.add(made, day_of(call.now)))
        return schemas.kept_answer(made)

    @command(schemas.ChangeContact, by=KEEPERS)
    def change_contact(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Another role to turn to. Refused: ``contact_consent_needed``, ``not_found``, ``stale_version``."""
        contact, today = _contact(asked), day_of(call.now)
        return self._changed(call, asked, lambda body: domain.change_contact(body, contact, today))

    @command(schemas.OneStakeholder, by=KEEPERS)
    def withdraw_contact(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Consent is withdrawn: how to reach the role is forgotten. Refused: ``not_found``."""
        return self._changed(call, asked, domain.withdraw_consent)

    @command(schemas.RecordEngagement, by=KEEPERS)
    def record_engagement(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Record a meeting with its stance. Refused: ``not_found``, ``contact_by_role``."""
        made = Engagement(
            id=call.new_id(),
            on=asked["on"],
            topic=asked["topic"],
            stance=asked["stance"],
            summary=asked["summary"],
            by=call.caller.subject,
        )
        step = NextStep(asked["next_step"], asked["next_due"]) if asked["next_step"] else None
        today = day_of(call.now)
        return self._changed(call, asked, lambda body: domain.engage(body, made, step, today))

    @command(schemas.OneStakeholder, by=KEEPERS)
    def finish_step(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The next step is done. Refused: ``not_found``, ``stale_version``."""
        return self._changed(call, asked, domain.finish_step)

    @query(Nothing, by=(PUBLIC,))
    def list_initiatives(self, _call: Call, _asked: dict[str, Any]) -> dict[str, Any]:
        """Every programme once, with the regions that work with it."""
        return {"items": [self._initiative_view(each) for each in self.store.all_initiatives()]}

    @command(schemas.AddInitiative, by=KEEPERS)
    def add_initiative(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """List a programme. Refused: ``initiative_listed`` when it is there under the same name."""
        made = Initiative(call.new_id(), 1, asked["name"], asked["about"], asked["address"])
        self.store.save_initiative(made)
        return self._initiative_view(made)

    @command(schemas.LinkInitiative, by=KEEPERS)
    def link_initiative(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Say how a region works with it. Refused: ``not_your_region``, ``not_found``."""
        return self._linked(
            call, asked, lambda initiative: domain.link(initiative, asked["region"], asked["how"])
        )

    @command(schemas.UnlinkInitiative, by=KEEPERS)
    def unlink_initiative(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The region no longer works with it. Refused: ``not_your_region``, ``not_found``."""
        return self._linked(call, asked, lambda initiative: domain.unlink(initiative, asked["region"]))

    def _changed(
        self, call: Call, asked: dict[str, Any], change: Callable[[Stakeholder], Stakeholder]
    ) -> dict[str, Any]:
        before = self.store.get(asked["id"])
        if before is None or not keeps(call.caller, before.region):
            raise Refused("not_found")
        after = change(before)
        if after is not before:
            refuse_stale(before.version, asked["version"])
            self.store.save(after)
        return schemas.kept_answer(after)

    def _linked(
        self, call: Call, asked: dict[str, Any], change: Callable[[Initiative], Initiative]
    ) -> dict[str, Any]:
        kept_by(call.caller, self.settings.regions, asked["region"])
        before = self.store.initiative(asked["id"])
        if before is None:
            raise Refused("not_found")
        after = change(before)
        if after is not before:
            self.store.save_initiative(after)
        return self._initiative_view(after)

    def _initiative_view(self, initiative: Initiative) -> dict[str, Any]:
        regions = self.settings.regions
        names = {each.region: name_of(regions, each.region) for each in initiative.links}
        return schemas.initiative_view(initiative, names)

    def _kept(self, call: Call, region: str | None) -> frozenset[str]:
        if region is not None:
            kept_by(call.caller, self.settings.regions, region)
            return frozenset({region})
        if call.caller.has("national_team"):
            return frozenset({UK, *self.settings.regions.by_code})
        return call.caller.regions_as("coordinator", "convenor")


def _contact(asked: dict[str, Any]) -> Contact:
    point = asked["contact_point"]
    return Contact(asked["contact_role"], point, asked["consent_on"] if point else None)
