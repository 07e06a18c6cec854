"""The doors of projects: added, kept true, ended, shown to everybody (row 70)."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from chassis.call import Again, Call, Job
from chassis.doors import PUBLIC, command, due, query
from chassis.versions import refuse_stale
from commons.places import KEEPERS, keeps, kept_by, refuse_unknown
from contracts.events import Fact
from contracts.refusals import Refused
from exchange.projects import domain, handing_over, schemas, telling
from exchange.projects.domain import FINISHED, Project
from exchange.projects.joining.lapsing import lapse
from exchange.projects.keeping import STALE, is_asked_anew, may_write, plan, readable, viewed
from exchange.projects.store import ProjectStore
from exchange.refusal import Refusal
from exchange.settings import Settings

Verb = Callable[[Project], Project]


class Projects:
    """Everybody reads; a project's lead and its region's keepers write."""

    name = "exchange_projects"
    context = "exchange"
    refusals = (Refusal,)
    store_class = ProjectStore
    settings_class = Settings
    store: ProjectStore
    settings: Settings

    @command(schemas.AddProject, by=("member",))
    def add_project(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The caller leads it. Without ``is_another`` a title like another's is asked about first.

        Refused: ``region_unknown``, ``project_looks_alike``, ``project_date_wrong``, ``identity_in_text``.
        """
        refuse_unknown(self.settings.regions, asked["region"])
        if not asked["is_another"]:
            self._refuse_alike(asked["title"])
        about = schemas.about_of(asked)
        made = domain.add(
            call.new_id(),
            domain.same_words(about, self.store.spellings(about)),
            stage=asked["stage"],
            lead=call.caller.subject,
            now=call.now,
            shown_name=asked["shown_name"],
            contact=schemas.contact_of(asked),
            is_open=asked["is_open"],
        )
        self.store.save(made)
        plan(self.store.work, self.settings, made)
        return schemas.saved_view(made)

    @query(schemas.LookAlike, by=("member",))
    def find_alike(self, _call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Projects with nearly this title, so that nobody enters one twice: at most five."""
        return {"items": schemas.alike_view(self.store.alike(asked["title"], asked["but"]))}

    @command(schemas.ChangeProject, by=("member",))
    def change_project(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Refused: ``not_found``, ``stale_version``, ``region_unknown``, ``not_your_region``,
        ``project_withdrawn``, ``project_date_wrong``, ``project_reference_taken``, ``identity_in_text``.

        Name and contact are the lead's own to say: from anybody else they stay as they are.
        """
        before = self._written(call, asked)
        refuse_unknown(self.settings.regions, asked["region"])
        if asked["region"] != before.about.region and before.lead != call.caller.subject:
            kept_by(call.caller, self.settings.regions, asked["region"])
        about = schemas.about_of(asked)
        also: dict[str, Any] = {"is_open": asked["is_open"]}
        if before.stage != FINISHED:
            also["stage"] = asked["stage"]
        if before.lead == call.caller.subject:
            also |= {"shown_name": asked["shown_name"], "contact": schemas.contact_of(asked)}
        about = domain.same_words(about, self.store.spellings(about))
        return self._saved(before, domain.change(before, about, call.now, **also))

    @command(schemas.OneVersion, by=("member",))
    def confirm_project(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """What stands there is still true.

        Refused: ``not_found``, ``stale_version``, ``project_withdrawn``, ``project_ended``.
        """
        return self._act(call, asked, lambda before: domain.confirm(before, call.now))

    @command(schemas.EndProject, by=("member",))
    def end_project(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """What came of it; what did not work goes to the archive, with what others learn from it.

        Who waits to be let in is told. Refused: ``not_found``, ``stale_version``, ``project_withdrawn``,
        ``project_learning_missing``, ``identity_in_text``.
        """
        before = self._written(call, asked)
        after = domain.end(before, schemas.ending_of(asked), call.now)
        lapse(self.store.work, after, call.now)
        return self._saved(before, after)

    @command(schemas.OneVersion, by=("member",))
    def resume_project(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Refused: ``not_found``, ``stale_version``, ``project_withdrawn``, ``project_not_ended``."""
        return self._act(call, asked, lambda before: domain.go_on(before, call.now))

    @command(schemas.WithdrawProject, by=("member",))
    def withdraw_project(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """A lead whose project keepers withdraw is told.

        Refused: ``not_found``, ``stale_version``, ``project_withdrawn``, ``reason_required``.
        """
        before = self._written(call, asked)
        after = domain.withdraw(before, asked["reason"], call.now)
        return self._saved(before, after, telling.withdrawn(after, call.caller.subject))

    @command(schemas.OneVersion, by=KEEPERS)
    def restore_project(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Refused: ``not_found``, ``stale_version``, ``project_not_withdrawn``."""
        return self._act(call, asked, lambda before: domain.put_back(before, call.now), keepers_only=True)

    @command(schemas.Showcase, by=KEEPERS)
    def showcase_project(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Refused: ``not_found``, ``stale_version``, ``project_withdrawn``."""
        is_showcase = asked["is_showcase"]
        return self._act(
            call, asked, lambda before: domain.showcase(before, is_showcase, call.now), keepers_only=True
        )

    @command(schemas.OfferProject, by=("member",))
    def offer_project(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Asks somebody of its team to lead it; a keeper who joined it takes it over at once.

        Refused: ``not_found``, ``stale_version``, ``not_your_project``, ``project_withdrawn``,
        ``project_not_joined``.
        """
        before, by = self._written(call, asked), call.caller.subject
        if asked["member_id"] == by:
            after = handing_over.take_over(before, by)
            return self._saved(before, after, telling.handed_over(before, after, by))
        after = handing_over.offer(before, asked["member_id"], by, call.now)
        return self._saved(before, after, telling.offered(after))

    @command(schemas.AnswerOffer, by=("member",))
    def answer_offer(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Whoever was asked leads it from now on, or not; who asked is told.

        Refused: ``not_found``, ``stale_version``, ``project_not_offered``.
        """
        before = readable(self.store, call, asked["id"])
        refuse_stale(before.version, asked["version"])
        after = handing_over.answer(before, call.caller.subject, asked["accepts"])
        return self._saved(before, after, telling.offer_answered(before, after, asked["accepts"]))

    @command(schemas.OneVersion, by=("member",))
    def take_back_offer(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Refused: ``not_found``, ``stale_version``, ``not_your_project``, ``project_not_offered``."""
        return self._act(call, asked, handing_over.take_back)

    @command(schemas.OneVersion, by=("member",))
    def leave_team(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The caller leaves. Refused: ``not_found``, ``stale_version``, ``project_not_joined``."""
        before = readable(self.store, call, asked["id"])
        refuse_stale(before.version, asked["version"])
        return self._saved(before, domain.leave(before, call.caller.subject))

    @query(schemas.OneProject, by=(PUBLIC,))
    def get_project(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Refused: ``not_found``, also for what was withdrawn, but to those who may write."""
        return viewed(readable(self.store, call, asked["id"]), call, self.settings)

    @query(schemas.OneProject, by=("member",))
    def get_team(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """For those of the team and those who may write. Refused: ``not_found``."""
        found = readable(self.store, call, asked["id"])
        if not may_write(found, call) and call.caller.subject not in found.people:
            raise Refused("not_found")
        return schemas.team_view(found)

    @query(schemas.Page, by=("member",))
    def my_projects(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Those that the caller leads or joined."""
        page = self.store.of_member(call.caller.subject, asked)
        return {**page, "items": [viewed(each, call, self.settings) for each in page["items"]]}

    @query(schemas.OfRegion, by=KEEPERS)
    def list_stale(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """A region's projects at which nobody has looked for long, the longest first, also without a lead.

        Refused: ``region_unknown``, ``not_your_region``.
        """
        kept_by(call.caller, self.settings.regions, asked["region"])
        since = call.now - timedelta(days=self.settings.project_stale_days)
        page = self.store.not_checked_since(asked["region"], since, asked)
        return {**page, "items": [viewed(each, call, self.settings) for each in page["items"]]}

    @query(schemas.ListShowcases, by=(PUBLIC,))
    def list_showcases(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """What keepers marked to be looked at, the latest first."""
        found = self.store.showcases(asked["limit"])
        return {"items": [viewed(each, call, self.settings) for each in found]}

    @query(schemas.Feed, by=(PUBLIC,))
    def project_feed(self, _call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """What changed last, for a feed. Refused: ``region_unknown``."""
        if asked["region"] is not None:
            refuse_unknown(self.settings.regions, asked["region"])
        page = self.store.changed_last(asked["region"], asked)
        updated = page["items"][0].changed_at.isoformat() if page["items"] else None
        return {**page, "items": [schemas.entry_view(each) for each in page["items"]], "updated_at": updated}

    @due(STALE)
    def when_nobody_looked_for_long_prompt(self, call: Call, job: Job) -> Again | None:
        """Asks its lead whether it is still true, some times; then it is only marked as stale."""
        project = self.store.get(job.key)
        at = project.goes_stale_at(timedelta(days=self.settings.project_stale_days)) if project else None
        if project is None or at is None or not project.lead:
            return None
        if at > call.now:
            return Again(at, {"prompt": 1})
        prompt = job.data["prompt"]
        self.store.work.publish(telling.stale(project, prompt))
        if prompt >= self.settings.project_stale_prompts:
            return None
        again = timedelta(days=self.settings.project_stale_again_days)
        return Again(call.now + again, {"prompt": prompt + 1})

    def _refuse_alike(self, title: str) -> None:
        found = self.store.alike(title)
        if found:
            told = [f"“{each.about.title}” ({each.about.region}, {each.about.begins})" for _, each in found]
            raise Refusal("project_looks_alike", "", {"title": told})

    def _written(self, call: Call, asked: dict[str, Any]) -> Project:
        before = readable(self.store, call, asked["id"])
        if not may_write(before, call):
            raise Refused("not_your_project")
        refuse_stale(before.version, asked["version"])
        return before

    def _act(
        self, call: Call, asked: dict[str, Any], verb: Verb, *, keepers_only: bool = False
    ) -> dict[str, Any]:
        before = self._written(call, asked)
        if keepers_only and not keeps(call.caller, before.about.region):
            raise Refused("not_found")
        return self._saved(before, verb(before))

    def _saved(self, before: Project, after: Project, facts: Iterable[Fact] = ()) -> dict[str, Any]:
        if after is not before:
            self.store.save(after, before, facts)
            if is_asked_anew(before, after):
                plan(self.store.work, self.settings, after)
        return schemas.saved_view(after)
