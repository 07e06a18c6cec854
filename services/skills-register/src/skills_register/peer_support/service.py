"""The doors of peer support: service users start groups, others join them, nobody tells of their health."""

from datetime import timedelta
from typing import Any

from chassis.call import Call, Job
from chassis.doors import PUBLIC, command, due, query
from chassis.fields import Nothing
from chassis.versions import refuse_stale
from commons.people.store import People
from commons.places import refuse_unknown
from contracts.refusals import Refused
from skills_register.notices import notices
from skills_register.peer_support import domain, ending, schemas
from skills_register.peer_support.domain import Learner, Need, PeerGroup
from skills_register.peer_support.store import PeerSupportStore, need_key
from skills_register.refusal import Refusal
from skills_register.settings import Settings

FORGET = "peer_needs_forget"


class PeerSupport:
    """Users train and back other users ("Patients as Equal Partners", row 89).

    A command's answer is remembered for a while, so it holds nothing that somebody needs to take part.
    """

    name = "skills_register_peer_support"
    context = "skills_register"
    refusals = (Refusal,)
    store_class = PeerSupportStore
    settings_class = Settings
    store: PeerSupportStore
    settings: Settings

    @command(schemas.StartGroup, by=("member",))
    def start_group(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """By a service user, who leads it; in the own region where none is named.

        Refused: ``lead_is_service_user``, ``nhs_number_in_text``, ``region_unknown``, ``not_found``.
        """
        person = People(self.store.work).get(call.caller.subject)
        if person is None or not person.is_active:
            raise Refused("not_found")
        domain.refuse_other_leads(asked.pop("leads_as_service_user"))
        region = asked.pop("region") or person.region
        refuse_unknown(self.settings.regions, region)
        said = self._said(asked)
        group = PeerGroup(call.new_id(), 1, region, lead_id=person.id, started_at=call.now, **said)
        self.store.save(group)
        return self._changed(call, group)

    @command(schemas.ChangeGroup, by=("member",))
    def change_group(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """By its lead.

        Refused: ``not_found``, ``stale_version``, ``peer_group_ended``, ``nhs_number_in_text``.
        """
        before = self._led(call, asked.pop("id"))
        refuse_stale(before.version, asked.pop("version"))
        after = domain.describe(before, **self._said(asked))
        self.store.save(after)
        return self._changed(call, after)

    @command(schemas.OneGroup, by=("member",))
    def end_group(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """By its lead; who learned there is told. Refused: ``not_found``."""
        return self._changed(call, ending.end(self.store, call, self._led(call, asked["id"])))

    @query(schemas.ListGroups, by=(PUBLIC,))
    def list_groups(self, _call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Groups, the newest first. Refused: ``region_unknown``."""
        if asked["region"] is not None:
            refuse_unknown(self.settings.regions, asked["region"])
        page = self.store.page(asked["region"], asked)
        gone = People(self.store.work).gone([each.lead_id for each in page["items"]])
        items = [schemas.group_view(each, each.lead_id in gone) for each in page["items"]]
        return {**page, "items": items}

    @query(schemas.OneGroup, by=(PUBLIC,))
    def get_group(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """One group, and what the caller has to do with it. Refused: ``not_found``."""
        return self._view(call, self._group(asked["id"]))

    @query(Nothing, by=("member",))
    def my_groups(self, call: Call, _asked: dict[str, Any]) -> dict[str, Any]:
        """The groups that the caller leads or learns in."""
        return {"items": [self._view(call, each) for each in self.store.of_member(call.caller.subject)]}

    @command(schemas.JoinGroup, by=("member",))
    def join_group(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Learn there; needs are said only if one likes.

        Refused: ``not_found``, ``peer_group_ended``, ``peer_group_led_by_you``, ``peer_group_full``,
        ``nhs_number_in_text``.
        """
        domain.refuse_nhs_numbers(shown_name=asked["shown_name"])
        learner = Learner(call.caller.subject, asked["shown_name"], call.now)
        group = domain.join(self._group(asked["id"]), learner)
        self.store.save(group)
        if asked["needs"]:
            self._say(call, group, asked["needs"])
        return self._changed(call, group)

    @command(schemas.SayNeeds, by=("member",))
    def say_needs(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """What one needs to take part: for the lead alone, forgotten after a while.

        Refused: ``not_found``, ``nhs_number_in_text``.
        """
        group = self._group(asked["id"])
        if not group.has(call.caller.subject):
            raise Refused("not_found")
        self._say(call, group, asked["needs"])
        return self._changed(call, group)

    @command(schemas.OneGroup, by=("member",))
    def leave_group(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """At any time; what one needed is gone at once. Refused: ``not_found``."""
        before, own = self._group(asked["id"]), call.caller.subject
        after = domain.leave(before, own)
        if after is before:
            raise Refused("not_found")
        self.store.save(after)
        self.store.forget_need(need_key(after.id, own))
        return self._changed(call, after)

    @query(schemas.OneGroup, by=("member",))
    def list_learners(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """For the lead alone: who learns, and what each needs. Refused: ``not_found``."""
        group = self._led(call, asked["id"])
        return schemas.lead_view(group, self.store.needs_in(group.id))

    @command(schemas.HandOver, by=("member",))
    def hand_over(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The lead asks a learner to lead. Refused: ``peer_not_in_group``, ``peer_group_ended``."""
        group = domain.hand_over(self._led(call, asked["id"]), asked["member_id"] or "")
        facts = notices(
            "peer_lead_asked",
            cause=f"peers:{group.id}:lead {group.version}",
            members=[group.next_lead] if group.next_lead else [],
            about={},
            path=f"/peer-support/{group.id}",
            concerning=(group.id, group.version),
            region=group.region,
        )
        self.store.save(group, facts)
        return self._changed(call, group)

    @command(schemas.TakeOver, by=("member",))
    def take_over(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The learner who was asked leads it from now on.

        Refused: ``not_found``, ``peer_lead_not_offered``, ``lead_is_service_user``, ``peer_group_ended``.
        """
        own, is_user = call.caller.subject, asked["leads_as_service_user"]
        group = domain.take_over(self._group(asked["id"]), own, is_user, call.now)
        self.store.save(group)
        # What learners told the lead before was not for the next one.
        self.store.forget_needs_in(group.id)
        return self._changed(call, group)

    @due(FORGET)
    def forget_needs(self, _call: Call, job: Job) -> None:
        """Their end: who still needs something says it again."""
        self.store.forget_need(job.key)

    def _say(self, call: Call, group: PeerGroup, words: str) -> None:
        key = need_key(group.id, call.caller.subject)
        if not words:
            self.store.forget_need(key)
            return
        domain.refuse_nhs_numbers(needs=words)
        ends_at = call.now + timedelta(days=self.settings.peer_needs_days)
        self.store.say(Need(group.id, call.caller.subject, words, call.now, ends_at))
        self.store.work.schedule(FORGET, key, ends_at)

    def _said(self, asked: dict[str, Any]) -> dict[str, Any]:
        said = {**asked, "offers": tuple(asked["offers"]), "expenses": asked["expenses"] or ""}
        lines = {name: said[name] for name in ("title", "about", "funded_by", "lead_name")}
        domain.refuse_nhs_numbers(**lines, offers="\n".join(said["offers"]))
        return said

    def _view(self, call: Call, group: PeerGroup) -> dict[str, Any]:
        own = call.caller.subject
        need = self.store.need(group.id, own) if group.has(own) else None
        gone = People(self.store.work).gone([group.lead_id])
        shown = schemas.group_view(group, group.lead_id in gone)
        return {**shown, **schemas.learner_view(group, own, need)}

    def _changed(self, call: Call, group: PeerGroup) -> dict[str, Any]:
        own = call.caller.subject
        need = self.store.need(group.id, own) if group.has(own) else None
        return schemas.changed_view(group, own, need)

    def _led(self, call: Call, group_id: str) -> PeerGroup:
        found = self._group(group_id)
        if found.lead_id != call.caller.subject:
            raise Refused("not_found")
        return found

    def _group(self, group_id: str) -> PeerGroup:
        found = self.store.get(group_id)
        if found is None:
            raise Refused("not_found")
        return found
