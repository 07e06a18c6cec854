"""The doors of release requests: somebody asks, a member consents, a line manager is asked (row 61)."""

from datetime import timedelta
from typing import Any

from chassis.call import Call, Job
from chassis.doors import command, due, query
from chassis.versions import refuse_stale
from commons.london import day_of, noon
from commons.people.store import People
from contracts.refusals import Refused
from skills_register.concordats.signatories import refuse_stranger
from skills_register.organisations.acting import acting_for
from skills_register.placements.domain import refuse_over
from skills_register.placements.matching import helpers_for
from skills_register.placements.parties import Parties
from skills_register.placements.releasing import domain, requests, schemas
from skills_register.placements.releasing.domain import INVITED, Release
from skills_register.placements.releasing.requests import OPEN, ReleaseRequest
from skills_register.placements.releasing.steps import FORGET_WORDS, REQUEST_OVER, Releasing, known
from skills_register.placements.releasing.store import ReleaseStore
from skills_register.placements.store import PlacementStore
from skills_register.placements.telling import Telling
from skills_register.placements.viewing import Viewing
from skills_register.refusal import Refusal
from skills_register.settings import Settings


class Releases:
    """Only signatories ask, only signatories lend, and nobody is lent who did not consent first."""

    name = "skills_register_releases"
    context = "skills_register"
    refusals = (Refusal,)
    store_class = ReleaseStore
    settings_class = Settings
    store: ReleaseStore
    settings: Settings

    @command(schemas.RequestRelease, by=("member",))
    def request_release(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """For an organisation that the caller acts for and that signed.

        Refused: ``not_found``, ``not_your_organisation``, ``signatory_required``, ``half_days_wrong``,
        ``days_wrong``, ``days_beyond_period``, ``skills_wanted``.
        """
        organisation = acting_for(self.store.work, asked["organisation_id"], call.caller.subject)
        today = day_of(call.now)
        concordat = refuse_stranger(self.store.work, asked["concordat_id"], organisation.id, today)
        skills = tuple(dict.fromkeys(each for each in asked.pop("skills", []) if each))
        made = ReleaseRequest(
            id=call.new_id(),
            version=1,
            region=concordat.region,
            skills=skills,
            asked_by=call.caller.subject,
            asked_at=call.now,
            **asked,
        )
        self.store.save_request(requests.ask(made))
        self.store.work.schedule(REQUEST_OVER, made.id, noon(made.ends_on + timedelta(days=1)))
        return self._request_view(call, made)

    @query(schemas.ListRequests, by=("member", "national_team"))
    def list_requests(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The newest first: under a concordat, of an organisation, in a state."""
        wanted = {name: asked[name] for name in ("concordat_id", "organisation_id", "state")}
        page = self.store.page_of_requests(asked, **wanted)
        names = Parties(self.store.work, call).names(each.organisation_id for each in page["items"])
        return {**page, "items": [schemas.request_view(each, names) for each in page["items"]]}

    @query(schemas.OneRequest, by=("member", "national_team"))
    def get_request(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """One; ``releases`` are there for who acts for the organisation that asks, and for keepers; ``lent``
        are those of a lender whom the caller acts for; ``mine`` is their own. Refused: ``not_found``."""
        return self._request_view(call, self._request(asked["id"]))

    @query(schemas.OneRequest, by=("member",))
    def find_helpers(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Members whose skills fit, and why, for who acts for the organisation that asks.

        Refused: ``not_found``, ``not_your_organisation``.
        """
        request = self._request(asked["id"])
        acting_for(self.store.work, request.organisation_id, call.caller.subject)
        matches = helpers_for(self.store.work, self.settings, call, request)
        states = {each.member_id: each.state for each in self.store.releases_for(request.id)}
        return schemas.matches_view(matches, states)

    @command(schemas.InviteMember, by=("member",))
    def invite_member(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Ask a member whether they would help; unchanged when they are in it already.

        Refused: ``not_found``, ``not_your_organisation``, ``signatory_required``, ``member_not_active``,
        ``release_request_closed``, ``invited_oneself``.
        """
        request = self._asking(call, asked["id"])
        if asked["member_id"] == call.caller.subject:
            raise Refusal("invited_oneself")
        self._active(asked["member_id"])
        if self.store.release_of(request.id, asked["member_id"]) is None:
            made = self._begun(call, request, asked["member_id"])
            self.store.save(made, Telling(self.store.work).invited(request, made))
        return self._request_view(call, request)

    @command(schemas.ConsentToRelease, by=("member",))
    def consent_to_release(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The caller would help, invited or not, and says which signatory employs them.

        Refused: ``not_found``, ``release_request_closed``, ``signatory_required``, ``lending_to_oneself``,
        ``release_over``, ``member_not_active``.
        """
        request = self._request(asked["id"])
        requests.refuse_closed(request)
        me = call.caller.subject
        self._active(me)
        today = day_of(call.now)
        refuse_stranger(self.store.work, request.concordat_id, request.organisation_id, today)
        refuse_stranger(self.store.work, request.concordat_id, asked["lender_id"], today)
        before = self.store.release_of(request.id, me)
        if before is None:
            before = self._begun(call, request, me)
            self.store.save(before)
        after = domain.consent(before, asked["lender_id"], asked["shown_name"], call.now)
        self.store.save(after, Telling(self.store.work).consented(request, after))
        return self._view(call, after)

    @command(schemas.OneRelease, by=("member",))
    def withdraw_consent(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The caller would rather not, or no longer. Refused: ``not_found``, ``release_taken``."""
        before = self.store.release(asked["id"])
        if before is None or before.member_id != call.caller.subject:
            raise Refused("not_found")
        return self._view(call, self._releasing(call).withdraw(before))

    @query(schemas.OneRelease, by=("member", "national_team"))
    def get_release(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """For the member, both organisations and the keepers. Refused: ``not_found``."""
        return self._view(call, self._seen(call, asked["id"]))

    @query(schemas.MyReleases, by=("member",))
    def my_releases(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """What the caller was asked for or offered, the one that moved last first."""
        page = self.store.releases_of(call.caller.subject, asked)
        return {**page, "items": self._views(call, page["items"])}

    @query(schemas.LentReleases, by=("member",))
    def list_lent_releases(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Those of people whom an organisation employs. Refused: ``not_found``, ``not_your_organisation``."""
        acting_for(self.store.work, asked["organisation_id"], call.caller.subject)
        page = self.store.lent_by(asked["organisation_id"], asked)
        return {**page, "items": self._views(call, page["items"])}

    @command(schemas.AskLineManager, by=("member",))
    def ask_line_manager(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """A mail with a link, by the member or who acts for their employer; it takes an earlier one's place.

        With more half days or a later day than released it asks for an extension. Refused: ``not_found``,
        ``consent_required``, ``release_over``, ``extension_not_longer``, ``signatory_required``,
        ``too_many_attempts``, ``half_days_wrong``, ``days_wrong``, ``days_beyond_period``,
        ``placement_done``, ``placement_cancelled``.
        """
        before = known(self.store.release(asked["id"]))
        if not Parties(self.store.work, call).is_own(before):
            raise Refused("not_found")
        if before.state == INVITED:
            raise Refusal("consent_required")
        placement = PlacementStore(self.store.work).of_release(before.id)
        if placement is not None:
            refuse_over(placement)  # nobody is asked for more of what has ended
        request = self._request(before.request_id)
        today = day_of(call.now)
        refuse_stranger(self.store.work, before.concordat_id, before.lender_id, today)
        refuse_stranger(self.store.work, before.concordat_id, before.borrower_id, today)
        half_days = request.half_days if asked["half_days"] is None else asked["half_days"]
        wanted = (request.starts_on, asked["ends_on"] or request.ends_on)
        asking = self._releasing(call)
        return self._view(call, asking.ask(before, asked["email"], half_days, wanted, call.new_id()))

    @command(schemas.CloseRequest, by=("member",))
    def close_request(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Nobody more is looked for; who offered and was not taken is told.

        Refused: ``not_found``, ``not_your_organisation``, ``release_request_closed``, ``reason_required``,
        ``stale_version``.
        """
        before = self._request(asked["id"])
        acting_for(self.store.work, before.organisation_id, call.caller.subject)
        refuse_stale(before.version, asked["version"])
        after = requests.close(before, asked["reason"])
        self._releasing(call).end(after)
        return self._request_view(call, after)

    @due(REQUEST_OVER)
    def close_what_is_over(self, call: Call, job: Job) -> None:
        """The last day that was asked for has passed: nobody more is looked for."""
        request = self.store.request(job.key)
        if request is not None and request.state == OPEN:
            self._releasing(call).end(requests.close(request, "Its last day has passed."))

    @due(FORGET_WORDS)
    def forget_release_words(self, _call: Call, job: Job) -> None:
        """What was written in a request and for it is needed no more; who lent how much stays."""
        request = self.store.request(job.key)
        if request is None:
            return
        bare = requests.forget_words(request)
        if bare is not request:
            self.store.save_request(bare)
        for release in self.store.releases_for(request.id):
            quiet = domain.forget_words(release)
            if quiet is not release:
                self.store.save(quiet)

    def _asking(self, call: Call, request_id: str) -> ReleaseRequest:
        request = self._request(request_id)
        acting_for(self.store.work, request.organisation_id, call.caller.subject)
        requests.refuse_closed(request)
        refuse_stranger(self.store.work, request.concordat_id, request.organisation_id, day_of(call.now))
        return request

    def _begun(self, call: Call, request: ReleaseRequest, member_id: str) -> Release:
        return Release(
            id=call.new_id(),
            version=1,
            request_id=request.id,
            concordat_id=request.concordat_id,
            borrower_id=request.organisation_id,
            member_id=member_id,
            region=request.region,
            state=INVITED,
            changed_at=call.now,
        )

    def _active(self, member_id: str) -> None:
        person = People(self.store.work).get(member_id)
        if person is None or not person.is_active:
            raise Refused("member_not_active")

    def _request(self, request_id: str) -> ReleaseRequest:
        found = self.store.request(request_id)
        if found is None:
            raise Refused("not_found")
        return found

    def _seen(self, call: Call, release_id: str) -> Release:
        found = known(self.store.release(release_id))
        Parties(self.store.work, call).refuse_stranger_to(found)
        return found

    def _request_view(self, call: Call, request: ReleaseRequest) -> dict[str, Any]:
        return Viewing(self.store.work, call).request(request)

    def _view(self, call: Call, release: Release) -> dict[str, Any]:
        return self._views(call, [release])[0]

    def _views(self, call: Call, found: list[Release]) -> list[dict[str, Any]]:
        return Viewing(self.store.work, call).releases(found)

    def _releasing(self, call: Call) -> Releasing:
        return Releasing(self.store, self.settings, call)
