"""The pipeline's doors: apply, review, decide, and see how long it takes (row 2)."""

from typing import Any

from chassis.call import Call
from chassis.doors import PUBLIC, command, query
from chassis.fields import Nothing
from chassis.versions import refuse_stale
from contracts.events import Fact
from contracts.refusals import Refused
from membership.applications import domain, schemas
from membership.applications.domain import Application, Tip
from membership.applications.store import ApplicationStore, facts_of
from membership.compact.service import current_compact_for_command
from membership.members.domain import (
    Acceptance,
    Member,
    as_one_step,
    change,
    join,
    rejoin,
    today,
)
from membership.members.store import MemberStore, joined_facts
from membership.refusal import Refusal
from membership.settings import Settings

REVIEWERS = ("coordinator", "national_team")
WATCHERS = ("coordinator", "convenor", "national_team")
PROFILE = ("profession", "sector", "organisation", "perspective")
"""The answers that become the new member's profile."""


class Applications:
    """From a wish to belong to a decision."""

    name = "membership_applications"
    context = "membership"
    refusals = (Refusal,)
    store_class = ApplicationStore
    settings_class = Settings
    store: ApplicationStore
    settings: Settings

    @command(schemas.SubmitApplication, by=(PUBLIC,))
    def submit_application(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Send in an application, or save it for later.

        Refused: ``region_unknown``, ``compact_not_accepted``, and ``duplicate_application``, which is also
        the answer for a member's address: nobody learns from it which of the two it is.
        """
        self._known_region(asked["region"])
        self._refuse_duplicate(asked["email"])
        application = domain.begin(call.new_id(), now=call.now, **_answers(asked))
        accepted = self._accepted(call) if asked["compact_accepted"] else None
        if asked["save_only"]:
            application = domain.keep(application, accepted)
        else:
            application = domain.as_first_version(domain.submit(application, accepted, call.now))
        self.store.save(application, facts_of(None, application))
        return schemas.applicants_view(application)

    @query(schemas.ListApplications, by=WATCHERS)
    def list_applications(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Applications of the caller's regions; a convenor sees no names. Refused: ``not_your_region``."""
        regions = self._regions(call, asked["region"])
        page = self.store.page(regions, asked["stage"], asked)
        return {**page, "items": [self._view(call, application) for application in page["items"]]}

    @query(schemas.GetApplication, by=REVIEWERS)
    def get_application(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """One application, without the person while it is not sent, or once it is taken back.

        Refused: ``not_found``, also for another region's.
        """
        return self._view(call, self._to_review(call, asked["id"]))

    @command(schemas.TakeUpApplication, by=REVIEWERS)
    def take_up_application(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Become the reviewer. Refused: ``application_taken_up``, ``stale_version`` and the ended stages."""
        before = self._to_review(call, asked["id"])
        after = domain.take_up(before, call.caller.subject, call.now)
        return schemas.reviewers_view(self._stepped(before, after, asked["version"]))

    @command(schemas.DecideApplication, by=REVIEWERS)
    def decide_application(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Accept, which makes one member, or decline with a reason. The same decision twice is once.

        Refused: ``reason_required``, ``application_already_decided`` (the other way),
        ``application_not_submitted``, ``application_closed``, ``stale_version``, ``email_taken``.
        """
        before = self._to_review(call, asked["id"])
        by, feedback = call.caller.subject, asked["feedback"] or ""
        if asked["decision"] == "decline":
            after = domain.decline(before, by, asked["reason"] or "", feedback, call.now)
            return schemas.reviewers_view(self._stepped(before, after, asked["version"]))
        after = domain.accept(before, by, call.new_id(), feedback, call.now)
        if after is before:
            return schemas.reviewers_view(before)
        member, joined = self._admitted(call, after)
        after = domain.as_member(after, member.id)
        self._stepped(before, after, asked["version"])
        MemberStore(self.store.work).save(member, joined)
        return schemas.reviewers_view(after)

    @query(Nothing, by=("applicant",))
    def application_status(self, call: Call, _asked: dict[str, Any]) -> dict[str, Any]:
        """The applicant's own application, by the signed link."""
        return schemas.applicants_view(self._own(call))

    @command(schemas.SubmitSavedApplication, by=("applicant",))
    def submit_saved_application(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Send in what was saved. Refused: ``compact_not_accepted``, ``invalid_input``, the ended stages."""
        before = self._own(call)
        accepted = self._accepted(call) if asked["compact_accepted"] else None
        after = domain.submit(domain.amend(before, _answers(asked)), accepted, call.now)
        return schemas.applicants_view(self._stepped(before, after, None))

    @command(Nothing, by=("applicant",))
    def withdraw_application(self, call: Call, _asked: dict[str, Any]) -> dict[str, Any]:
        """Take the application back. Refused: ``application_already_decided``."""
        before = self._own(call)
        return schemas.applicants_view(self._stepped(before, domain.withdraw(before, call.now), None))

    @query(schemas.Pipeline, by=WATCHERS)
    def pipeline(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Counts and median days per stage for a region, and every region's tips."""
        region = asked["region"]
        self._watched(call, region)
        return {
            "region": region,
            "counts": self.store.counts(region),
            "median_days": domain.median_days(self.store.histories(region)),
            "oldest_open_days": domain.whole_days(self.store.oldest_waiting(region), call.now),
            "tips": [schemas.tip_view(tip) for tip in self.store.tips()],
        }

    @command(schemas.ShareTip, by=WATCHERS)
    def share_tip(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Share a good practice with all regions. Refused: ``region_unknown``, ``not_your_region``."""
        self._watched(call, asked["region"])
        tip = Tip(call.new_id(), asked["text"], asked["region"], call.caller.subject, call.now)
        self.store.add_tip(tip)
        return schemas.tip_view(tip)

    def _admitted(self, call: Call, application: Application) -> tuple[Member, list[Fact]]:
        """The one member whom this acceptance makes, or makes belong again."""
        profile = {name: getattr(application, name) for name in PROFILE}
        known = MemberStore(self.store.work).by_email(application.email)
        day = today(call.now)
        if known is None:
            member = join(
                application.member_id or "",
                name=application.name,
                email=application.email,
                region=application.region,
                joined=day,
                joined_by="application",
                accepted=application.compact,
                profile=profile,
            )
            return member, joined_facts(member, "application")
        if known.belongs:
            raise Refused("email_taken")
        back = rejoin(known, region=application.region, on=day, accepted=application.compact)
        back = as_one_step(known, change(back, {**profile, "name": application.name}))
        return back, joined_facts(back, "application")

    def _accepted(self, call: Call) -> Acceptance:
        return Acceptance(current_compact_for_command(self.store.work, call).number, call.now)

    def _refuse_duplicate(self, email: str) -> None:
        member = MemberStore(self.store.work).by_email(email)
        if self.store.open_for(email) is not None or (member is not None and member.belongs):
            raise Refused("duplicate_application")

    def _stepped(self, before: Application, after: Application, version: int | None) -> Application:
        """Save a step, unless nothing changed; only then does a stale version matter."""
        if after is before:
            return before
        refuse_stale(before.version, version)
        self.store.save(after, facts_of(before, after))
        return after

    def _to_review(self, call: Call, application_id: str) -> Application:
        application = self.store.get(application_id)
        if application is None or not call.caller.acts_for(application.region, "coordinator"):
            raise Refused("not_found")
        return application

    def _own(self, call: Call) -> Application:
        kind, _, application_id = call.caller.subject.partition(":")
        application = self.store.get(application_id) if kind == "applicant" else None
        if application is None:
            raise Refused("not_found")
        return application

    def _view(self, call: Call, application: Application) -> dict[str, Any]:
        if call.caller.acts_for(application.region, "coordinator") and application.stage not in domain.UNREAD:
            return schemas.reviewers_view(application)
        return schemas.convenors_view(application)

    def _regions(self, call: Call, region: str | None) -> frozenset[str] | None:
        """The regions whose applications are listed; None is all of them."""
        if region is not None:
            self._watched(call, region)
            return frozenset({region})
        if call.caller.has("national_team"):
            return None
        return call.caller.regions_as("coordinator", "convenor")

    def _watched(self, call: Call, region: str) -> None:
        self._known_region(region)
        if not call.caller.acts_for(region, "coordinator", "convenor"):
            raise Refused("not_your_region")

    def _known_region(self, code: str) -> None:
        if code not in self.settings.regions:
            raise Refused("region_unknown", fields={"region": ["Choose a region from the list."]})


def _answers(asked: dict[str, Any]) -> dict[str, Any]:
    """What the person wrote, without the ticks; a new dict, as a transaction may run again."""
    return {name: value for name, value in asked.items() if name not in ("compact_accepted", "save_only")}
