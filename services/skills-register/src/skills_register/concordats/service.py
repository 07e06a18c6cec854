"""The doors of concordats: drafted and agreed by a region's keepers, signed by leaders of organisations."""

from collections.abc import Mapping, Sequence
from typing import Any

from chassis.call import Again, Call, Job
from chassis.doors import PUBLIC, command, due, query
from chassis.fields import Nothing
from chassis.versions import refuse_stale
from commons.centre import UK
from commons.london import day_of, noon
from commons.people.store import People
from commons.places import KEEPERS, keeps, kept_by
from contracts.events import Fact
from contracts.refusals import Refused
from skills_register.concordats import difference, domain, schemas, signatures
from skills_register.concordats.domain import AGREED, ENDED, Concordat
from skills_register.concordats.signatures import (
    IN_FORCE,
    Signature,
    Signing,
    Withdrawal,
    is_to_sign,
    standing,
)
from skills_register.concordats.store import ConcordatStore
from skills_register.concordats.telling import Telling
from skills_register.organisations.acting import acting_for, may_act_for
from skills_register.organisations.domain import LEADER
from skills_register.organisations.store import OrganisationStore
from skills_register.placements.releasing.ending import end_requests
from skills_register.refusal import Refusal
from skills_register.settings import Settings

REVIEW = "concordat_review"
PUBLIC_STATES = (AGREED, ENDED)


class Concordats:
    """Who agreed on what, who signed it, and who left (row 60)."""

    name = "skills_register_concordats"
    context = "skills_register"
    refusals = (Refusal,)
    store_class = ConcordatStore
    settings_class = Settings
    store: ConcordatStore
    settings: Settings

    @query(schemas.ListConcordats, by=(PUBLIC,))
    def list_concordats(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The newest first; drafts for who keeps the region that is named. Refused: ``not_your_region``."""
        region, state = asked["region"], asked["state"]
        if state not in (None, *PUBLIC_STATES) and not keeps(call.caller, region):
            raise Refused("not_your_region")
        page = self.store.page(asked, states=[state] if state else PUBLIC_STATES, region=region)
        return {**page, "items": [schemas.concordat_view(each) for each in page["items"]]}

    @query(schemas.GetConcordat, by=(PUBLIC,))
    def get_concordat(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """One with its texts, its reviews, and ``coverage``: who signed, and how that stands."""
        concordat = self._readable(call, asked["id"])
        view = schemas.whole_view(concordat, for_keepers=keeps(call.caller, concordat.region))
        return {**view, "coverage": self._coverage(call, concordat)}

    @query(schemas.CompareTexts, by=(PUBLIC,))
    def compare_texts(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """What differs between two versions, clause by clause. Refused: ``not_found``."""
        concordat = self._readable(call, asked["id"])
        before, after = concordat.text(asked["before"]), concordat.text(asked["after"] or 0)
        newer = after.text if after else ""
        if asked["after"] is None and keeps(call.caller, concordat.region):
            newer = concordat.draft
        if before is None or not newer:
            raise Refused("not_found")
        return schemas.difference_view(difference.between(before.text, newer))

    @query(schemas.ListSignatories, by=(PUBLIC,))
    def list_signatories(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The newest first: under a concordat, of an organisation, or all; who acts for one, and keepers of
        its concordat, see who signed. Refused: ``not_found`` for a concordat or organisation there is not."""
        concordat_id, organisation_id = asked["concordat_id"], asked["organisation_id"]
        if concordat_id is not None:
            self._readable(call, concordat_id)
        if organisation_id is not None and OrganisationStore(self.store.work).get(organisation_id) is None:
            raise Refused("not_found")
        page = self.store.page_of_signatures(
            asked, concordat_id=concordat_id, organisation_id=organisation_id
        )
        concordats = self.store.several(each.concordat_id for each in page["items"])
        return {**page, "items": self._signatory_views(call, page["items"], concordats)}

    @query(Nothing, by=("member",))
    def to_sign(self, call: Call, _asked: dict[str, Any]) -> dict[str, Any]:
        """What the caller could sign for the organisations that they lead: never signed, or only an earlier
        text. Whoever withdrew is not asked again."""
        work, me = self.store.work, call.caller.subject
        led = [
            each
            for each in OrganisationStore(work).acted_for_by(me)
            if LEADER in each.roles_of(me) and may_act_for(work, each.id, me)
        ]
        return {
            "items": [
                schemas.to_sign_view(concordat, each, signature)
                for each in led
                for concordat in self.store.agreed_in(each.region)
                if concordat.covers(each.region, each.system)
                and is_to_sign(signature := self.store.signature(concordat.id, each.id), concordat)
            ]
        }

    @command(schemas.DraftConcordat, by=KEEPERS)
    def draft_concordat(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Refused: ``region_unknown``, ``not_your_region``, ``review_day_wrong``."""
        if asked["region"] == UK:
            raise Refused("region_unknown")
        kept_by(call.caller, self.settings.regions, asked["region"])
        made = domain.draft(call.new_id(), by=call.caller.subject, now=call.now, **asked)
        self.store.save(made)
        return self._kept_view(made)

    @command(schemas.ChangeDraft, by=KEEPERS)
    def change_draft(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """What is to be its next text; left empty, there is none. Refused: ``not_found``,
        ``concordat_ended``, ``draft_required``, ``stale_version``."""
        before = self._kept(call, asked)
        return self._saved(before, domain.change_draft(before, asked["text"]))

    @command(schemas.AgreeText, by=KEEPERS)
    def agree_text(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The draft is agreed: organisations sign it, and who signed an earlier text is told until when.

        Refused: ``not_found``, ``concordat_ended``, ``text_unchanged``, ``changes_required``,
        ``review_day_wrong``, ``stale_version``.
        """
        before = self._kept(call, asked)
        grace = self.settings.concordat_grace_days
        by, review_on = call.caller.subject, asked["review_on"]
        after = domain.agree(before, asked["changes"], by, call.now, grace, review_on)
        self._plan_reminder(call, after)
        return self._saved(before, after, Telling(self.store.work, day_of(call.now)).to_sign(after))

    @command(schemas.ReviewConcordat, by=KEEPERS)
    def review_concordat(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Note a review, and when the next one is. Refused: ``not_found``, ``concordat_not_agreed``,
        ``concordat_ended``, ``review_day_wrong``, ``stale_version``."""
        before = self._kept(call, asked)
        by, next_on = call.caller.subject, asked["next_on"]
        after = domain.review(before, asked["outcome"], asked["words"], next_on, by, call.now)
        self._plan_reminder(call, after)
        return self._saved(before, after)

    @command(schemas.EndConcordat, by=KEEPERS)
    def end_concordat(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Nothing new is asked under it, what is asked for is closed, placements run to their end; a first
        draft is dropped.

        Refused: ``not_found``, ``concordat_ended``, ``reason_required``, ``stale_version``.
        """
        before = self._kept(call, asked)
        self.store.work.unschedule(REVIEW, before.id)
        view = self._saved(before, domain.end(before, asked["reason"], call.now))
        why = "The concordat has ended."
        end_requests(self.store.work, self.settings, call, why, concordat_id=before.id)
        return view

    @command(schemas.SignConcordat, by=("member",))
    def sign_concordat(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """A leader signs for an organisation; again for a newer text, or after a withdrawal.

        Refused: ``not_found``, ``not_your_organisation``, ``leader_required``, ``organisation_closed``,
        ``organisation_out_of_scope``, ``concordat_not_agreed``, ``concordat_ended``, ``text_not_current``,
        ``signed_already``, ``pledge_wrong``.
        """
        concordat = self._readable(call, asked["id"])
        organisation = acting_for(self.store.work, asked["organisation_id"], call.caller.subject, LEADER)
        if not concordat.covers(organisation.region, organisation.system):
            raise Refusal("organisation_out_of_scope")
        before = self.store.signature(concordat.id, organisation.id)
        signing = Signing(
            text=asked["text"],
            by=call.caller.subject,
            signed_as=asked["signed_as"],
            at=call.now,
            reservations=asked["reservations"],
            pledged=asked["pledged_half_days"],
        )
        signed = signatures.sign(concordat, before, organisation.id, signing)
        self.store.save_signature(signed)
        return self._signed_view(call, concordat, signed)

    @command(schemas.WithdrawSignature, by=("member",))
    def withdraw_signature(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """A leader withdraws from a day on: nothing new is asked or lent, what was agreed runs to its end.

        Refused: ``not_found``, ``not_your_organisation``, ``leader_required``, ``withdrawn_already``,
        ``reason_required``, ``withdrawal_day_wrong``, ``concordat_ended``.
        """
        concordat = self._readable(call, asked["id"])
        organisation = acting_for(self.store.work, asked["organisation_id"], call.caller.subject, LEADER)
        before = self.store.signature(concordat.id, organisation.id)
        if before is None:
            raise Refused("not_found")
        by, why = call.caller.subject, asked["reason"]
        after = signatures.withdraw(concordat, before, Withdrawal(call.now, by, why, asked["from_day"]))
        telling = Telling(self.store.work, day_of(call.now))
        self.store.save_signature(after, telling.withdrawn(concordat, organisation, after))
        return self._signed_view(call, concordat, after)

    @due(REVIEW)
    def tell_of_review(self, call: Call, job: Job) -> Again | None:
        """Row 60: 60 and 14 days before the review its keepers and signatories are told."""
        concordat = self.store.get(job.key)
        if concordat is None or concordat.state != AGREED:
            return None
        today = day_of(call.now)
        if today < concordat.review_on:
            self.store.work.publish(Telling(self.store.work, today).review_due(concordat))
        onward = domain.next_reminder(concordat, today)
        return Again(noon(onward), {}) if onward else None

    def _plan_reminder(self, call: Call, concordat: Concordat) -> None:
        onward = domain.next_reminder(concordat, day_of(call.now))
        if onward is None:
            self.store.work.unschedule(REVIEW, concordat.id)
        else:
            self.store.work.schedule(REVIEW, concordat.id, noon(onward))

    def _coverage(self, call: Call, concordat: Concordat) -> dict[str, Any]:
        """How many of the organisations where it holds have signed, which have not, and what is pledged."""
        today = day_of(call.now)
        signed = self.store.signatures_of(concordat.id)
        organisations = OrganisationStore(self.store.work)
        known = organisations.several(each.organisation_id for each in signed)
        in_force = [
            each
            for each in signed
            if standing(each, concordat, known.get(each.organisation_id), today) in IN_FORCE
        ]
        there = organisations.open_in(concordat.region, concordat.system)
        signatories = {each.organisation_id for each in in_force}
        return {
            "organisations": organisations.count_open(concordat.region, concordat.system),
            "signatories": len(in_force),
            "pledged_half_days": sum(each.latest.pledged for each in in_force),
            "not_signed": [
                {"id": each.id, "name": each.name} for each in there if each.id not in signatories
            ],
            "items": self._signatory_views(call, signed, {concordat.id: concordat}),
        }

    def _signatory_views(
        self, call: Call, signed: Sequence[Signature], concordats: Mapping[str, Concordat]
    ) -> list[dict[str, Any]]:
        work, me = self.store.work, call.caller.subject
        known = OrganisationStore(work).several(each.organisation_id for each in signed)
        person = People(work).get(me)
        # As ``may_act_for`` would say of each, without asking for each.
        is_active = person is not None and person.is_active
        mine = {each.id for each in known.values() if is_active and each.roles_of(me)}
        return [
            schemas.signatory_view(
                each,
                concordat,
                known.get(each.organisation_id),
                day_of(call.now),
                for_parties=keeps(call.caller, concordat.region) or each.organisation_id in mine,
            )
            for each in signed
            if (concordat := concordats.get(each.concordat_id)) is not None
        ]

    def _signed_view(self, call: Call, concordat: Concordat, signature: Signature) -> dict[str, Any]:
        organisation = OrganisationStore(self.store.work).get(signature.organisation_id)
        today = day_of(call.now)
        return schemas.signatory_view(signature, concordat, organisation, today, for_parties=True)

    def _readable(self, call: Call, concordat_id: str) -> Concordat:
        """A draft that was never agreed is its keepers' own."""
        found = self.store.get(concordat_id)
        if found is None or (not found.texts and not keeps(call.caller, found.region)):
            raise Refused("not_found")
        return found

    def _kept(self, call: Call, asked: dict[str, Any]) -> Concordat:
        found = self.store.get(asked["id"])
        if found is None or not keeps(call.caller, found.region):
            raise Refused("not_found")
        refuse_stale(found.version, asked["version"])
        return found

    def _saved(self, before: Concordat, after: Concordat, facts: list[Fact] | None = None) -> dict[str, Any]:
        if after is not before:
            self.store.save(after, facts or [])
        return self._kept_view(after)

    def _kept_view(self, concordat: Concordat) -> dict[str, Any]:
        return schemas.whole_view(concordat, for_keepers=True)
