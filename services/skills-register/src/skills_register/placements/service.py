"""The doors of placements: agreed out of a release, confirmed by both sides, lent and borrowed (row 61)."""

from datetime import timedelta
from typing import Any

from chassis.call import Again, Call, Job
from chassis.doors import PUBLIC, command, due, query
from chassis.versions import refuse_stale
from commons.london import day_of, noon
from commons.places import KEEPERS, keeps
from contracts.events import Fact
from contracts.refusals import Refused
from skills_register.concordats.signatories import refuse_stranger
from skills_register.concordats.store import ConcordatStore
from skills_register.organisations.acting import acting_for, may_act_for
from skills_register.organisations.store import OrganisationStore
from skills_register.placements import days, domain, schemas
from skills_register.placements.days import Tally
from skills_register.placements.domain import DONE, Confirmation, Feedback, Placement
from skills_register.placements.masking import masked
from skills_register.placements.parties import Parties
from skills_register.placements.releasing import domain as releasing
from skills_register.placements.releasing import requests
from skills_register.placements.releasing.domain import Release
from skills_register.placements.releasing.requests import MET, ReleaseRequest
from skills_register.placements.releasing.steps import Releasing, known
from skills_register.placements.releasing.store import ReleaseStore
from skills_register.placements.store import PlacementStore
from skills_register.placements.telling import Telling
from skills_register.placements.viewing import Viewing
from skills_register.refusal import Refusal
from skills_register.settings import Settings

OVER = "placement_over"
"""Due work on the day after the last one: both organisations are asked to confirm."""
FORGET_WORDS = "forget_placement_words"
"""Due work some time after it is done or cancelled."""


class Placements:
    """Never longer than released; counted only when both organisations say the same."""

    name = "skills_register_placements"
    context = "skills_register"
    refusals = (Refusal,)
    store_class = PlacementStore
    settings_class = Settings
    store: PlacementStore
    settings: Settings

    @command(schemas.AgreePlacement, by=("member",))
    def agree_placement(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """By who acts for the organisation that asked, out of a release that was granted.

        Refused: ``not_found``, ``not_your_organisation``, ``signatory_required``, ``release_not_granted``,
        ``release_taken``, ``release_over``, ``release_request_closed``, ``half_days_wrong``, ``days_wrong``,
        ``days_beyond_period``, ``days_beyond_release``.
        """
        release = known(self._releases.release(asked["release_id"]))
        acting_for(self.store.work, release.borrower_id, call.caller.subject)
        for party in (release.borrower_id, release.lender_id):
            refuse_stranger(self.store.work, release.concordat_id, party, day_of(call.now))
        request = self._request_of(release)
        taken = releasing.take(release, call.now)
        made = self._agreed(call, release, request, asked)
        requests.refuse_closed(request)
        self._releases.save(taken)
        self._plan(made)
        self.store.save(made, Telling(self.store.work).agreed(made))
        self._count(call, request, made.half_days)
        return self._view(call, made)

    @query(schemas.OnePlacement, by=("member", *KEEPERS))
    def get_placement(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """For its member, both organisations and the keepers. Refused: ``not_found``."""
        return self._view(call, self._seen(call, asked["id"]))

    @query(schemas.OfOrganisation, by=("member", *KEEPERS))
    def list_placements(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Those that an organisation lent and borrowed, the newest first. Refused: ``not_found``."""
        self._readable(call, asked["organisation_id"])
        page = self.store.page(asked["organisation_id"], asked)
        return {**page, "items": self._views(call, page["items"])}

    @query(schemas.MyPlacements, by=("member",))
    def my_placements(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The caller's own, the newest first."""
        page = self.store.of_member(call.caller.subject, asked)
        return {**page, "items": self._views(call, page["items"])}

    @command(schemas.ExtendPlacement, by=("member",))
    def extend_placement(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Longer, as far as a new answer of the line manager released it.

        Refused: ``not_found``, ``not_your_organisation``, ``signatory_required``, ``days_beyond_release``,
        ``extension_not_longer``, ``placement_done``, ``placement_cancelled``, ``stale_version``.
        """
        before = self._seen(call, asked["id"])
        acting_for(self.store.work, before.borrower_id, call.caller.subject)
        refuse_stale(before.version, asked["version"])
        for party in before.parties:
            refuse_stranger(self.store.work, before.concordat_id, party, day_of(call.now))
        released = known(self._releases.release(before.release_id)).released
        after = domain.extend(before, released, asked["half_days"], asked["ends_on"])
        self._plan(after)
        self._count(call, self._releases.request(after.request_id), after.half_days - before.half_days)
        return self._saved(call, after, Telling(self.store.work).agreed(after))

    @command(schemas.ConfirmDays, by=("member",))
    def confirm_days(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """For one of the two organisations: how many half days it came to. Both alike: lent and borrowed.

        Refused: ``not_found``, ``side_required``, ``placement_not_begun``, ``placement_cancelled``,
        ``placement_done``, ``half_days_wrong``, ``days_beyond_release``, ``confirmed_by_same_person``.
        """
        before = self._seen(call, asked["id"])
        side = Parties(self.store.work, call).side(before, asked["organisation_id"])
        said = Confirmation(side, asked["half_days"], call.caller.subject, call.now)
        after = domain.confirm(before, said)
        if after is before:
            return self._view(call, before)
        if after.state == DONE:
            self.store.append(domain.loan(after, call.new_id(), call.caller.subject, call.now))
            self._over(call, after)
        return self._saved(call, after, Telling(self.store.work).confirmed(after, side, said.half_days))

    @command(schemas.CancelPlacement, by=("member",))
    def cancel_placement(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """By either organisation or the member, until another has confirmed days of it. Refused:
        ``not_found``, ``placement_done``, ``placement_cancelled``, ``placement_confirmed``,
        ``reason_required``, ``stale_version``."""
        before = self._seen(call, asked["id"])
        acts_for = Parties(self.store.work, call).acts_for
        sides = [each for each in before.parties if acts_for(each)]
        if not sides and before.member_id != call.caller.subject:
            raise Refused("not_found")
        refuse_stale(before.version, asked["version"])
        after = domain.cancel(before, asked["reason"], sides)
        self._over(call, after)
        self._count(call, self._releases.request(after.request_id), -before.half_days)
        return self._saved(call, after, Telling(self.store.work).cancelled(after, call.caller.subject))

    @command(schemas.GiveFeedback, by=("member",))
    def give_feedback(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Once for each of the two. Refused: ``not_found``, ``side_required``, ``placement_not_done``,
        ``placement_feedback_given``."""
        before = self._seen(call, asked["id"])
        side = Parties(self.store.work, call).side(before, asked["organisation_id"])
        given = Feedback(side, asked["words"], call.caller.subject, call.now)
        return self._saved(call, domain.give_feedback(before, given))

    @command(schemas.CorrectDays, by=KEEPERS)
    def correct_days(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """By a keeper who acts for neither side: another record, which names the one it corrects.

        Refused: ``not_found``, ``correction_of_own_placement``, ``placement_not_done``, ``half_days_wrong``,
        ``days_beyond_release``, ``reason_required``, ``nothing_to_correct``, ``corrected_already``.
        """
        placement = self.store.get(asked["id"])
        if placement is None or not keeps(call.caller, placement.region):
            raise Refused("not_found")
        by = call.caller.subject
        is_theirs = any(may_act_for(self.store.work, each, by) for each in placement.parties)
        if is_theirs or by == placement.member_id:
            raise Refusal("correction_of_own_placement")
        chain = self.store.records_of(placement.id)
        if not chain:
            raise Refusal("placement_not_done")
        if asked["half_days"] > placement.released:
            raise Refusal("days_beyond_release")
        counted = sum(each.half_days for each in chain)
        right, why = asked["half_days"], asked["reason"]
        self.store.append(days.corrected(chain[-1], counted, right, call.new_id(), why, by, call.now))
        self.store.work.publish(Telling(self.store.work).corrected(placement, right, len(chain)))
        return self._view(call, placement)

    @query(schemas.OneBalance, by=("member", *KEEPERS))
    def get_exchange_balance(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Half days lent and borrowed: with all together, and per pair. Refused: ``not_found``."""
        me = asked["organisation_id"]
        self._readable(call, me)
        pairs = self.store.pairs_of(me)
        others = days.per_pair(pairs, me)
        names = Parties(self.store.work, call).names(others)
        return schemas.balance_view(days.pooled(pairs).get(me, Tally()), others, names)

    @query(schemas.OfOrganisation, by=("member", *KEEPERS))
    def get_exchange_statement(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Every record of an organisation, both ways, the newest first. Refused: ``not_found``."""
        self._readable(call, asked["organisation_id"])
        page = self.store.statement(asked["organisation_id"], asked)
        names = Parties(self.store.work, call).names(
            party for each in page["items"] for party in (each.lender_id, each.borrower_id)
        )
        return {**page, "items": [schemas.record_view(each, names) for each in page["items"]]}

    @query(schemas.OneConcordat, by=(PUBLIC,))
    def summarise_placements(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Placements that are done, by organisation; small numbers are not shown. Refused: ``not_found``."""
        concordat = ConcordatStore(self.store.work).get(asked["concordat_id"])
        if concordat is None or not concordat.texts:
            raise Refused("not_found")
        counts = days.pooled(self.store.done_pairs(concordat.id))
        numbers = masked(
            {each: tally.lent for each, tally in counts.items()},
            {each: tally.borrowed for each, tally in counts.items()},
        )
        names = Parties(self.store.work, call).names(counts)
        return schemas.numbers_view(numbers, days.pooled(self.store.pairs(concordat.id)), names)

    @due(OVER)
    def ask_for_days(self, _call: Call, job: Job) -> Again | None:
        """The last day has passed: both organisations are asked to confirm."""
        placement = self.store.get(job.key)
        if placement is not None and placement.state == domain.AGREED:
            self.store.work.publish(Telling(self.store.work).over(placement))
        return None

    @due(FORGET_WORDS)
    def forget_placement_words(self, _call: Call, job: Job) -> None:
        """What the two thought of it, and why it was cancelled; how many days it came to stays."""
        placement = self.store.get(job.key)
        if placement is not None and (placement.feedback or placement.cancelled_why):
            self.store.save(domain.forget_words(placement))

    def _agreed(
        self, call: Call, release: Release, request: ReleaseRequest, asked: dict[str, Any]
    ) -> Placement:
        released = release.released
        if released is None:
            raise Refusal("release_not_granted")
        return domain.agree(
            call.new_id(),
            release,
            half_days=released.half_days if asked["half_days"] is None else asked["half_days"],
            starts_on=asked["starts_on"] or request.starts_on,
            ends_on=asked["ends_on"] or released.ends_on,
            where=asked["where"] or request.where,
            by=call.caller.subject,
            now=call.now,
        )

    def _count(self, call: Call, request: ReleaseRequest | None, half_days: int) -> None:
        """So many more, or fewer, half days of a request are found; one that is over stays as it is."""
        if request is None or request.state != requests.OPEN:
            return
        counted = requests.place(request, half_days)
        if counted.state == MET:
            Releasing(self._releases, self.settings, call).end(counted)
        elif counted.agreed != request.agreed:
            self._releases.save_request(counted)

    def _over(self, call: Call, placement: Placement) -> None:
        self.store.work.unschedule(OVER, placement.id)
        kept = timedelta(days=self.settings.release_words_days)
        self.store.work.schedule(FORGET_WORDS, placement.id, call.now + kept)

    def _plan(self, placement: Placement) -> None:
        self.store.work.schedule(OVER, placement.id, noon(placement.ends_on + timedelta(days=1)))

    @property
    def _releases(self) -> ReleaseStore:
        return ReleaseStore(self.store.work)

    def _request_of(self, release: Release) -> ReleaseRequest:
        found = self._releases.request(release.request_id)
        if found is None:
            raise Refused("not_found")
        return found

    def _readable(self, call: Call, organisation_id: str) -> None:
        found = OrganisationStore(self.store.work).get(organisation_id)
        is_theirs = may_act_for(self.store.work, organisation_id, call.caller.subject)
        if found is None or not (is_theirs or keeps(call.caller, found.region)):
            raise Refused("not_found")

    def _seen(self, call: Call, placement_id: str) -> Placement:
        found = self.store.get(placement_id)
        Parties(self.store.work, call).refuse_stranger_to(found)
        if found is None:
            raise Refused("not_found")
        return found

    def _saved(self, call: Call, placement: Placement, facts: list[Fact] | None = None) -> dict[str, Any]:
        self.store.save(placement, facts or [])
        return self._view(call, placement)

    def _view(self, call: Call, placement: Placement) -> dict[str, Any]:
        [view] = self._views(call, [placement], with_records=True)
        return view

    def _views(
        self, call: Call, found: list[Placement], *, with_records: bool = False
    ) -> list[dict[str, Any]]:
        return Viewing(self.store.work, call).placements(found, with_records=with_records)
