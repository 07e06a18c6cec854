"""The doors of joining: a member asks, the lead answers (row 70)."""

from datetime import timedelta
from typing import Any

from chassis.call import Call, Job
from chassis.doors import command, due, query
from chassis.versions import refuse_stale
from contracts.refusals import Refused
from exchange.projects import domain as projects
from exchange.projects import telling
from exchange.projects.domain import Project
from exchange.projects.joining import domain, schemas
from exchange.projects.joining.domain import WAITING, JoinRequest
from exchange.projects.joining.store import JoinStore
from exchange.projects.keeping import may_write, readable
from exchange.projects.store import ProjectStore
from exchange.refusal import Refusal
from exchange.settings import Settings

FORGET = "project_join_words"


class ProjectJoining:
    """Who asks reads their own; whoever may write the project answers."""

    name = "exchange_project_joining"
    context = "exchange"
    refusals = (Refusal,)
    store_class = JoinStore
    settings_class = Settings
    store: JoinStore
    settings: Settings

    @command(schemas.AskToJoin, by=("member",))
    def ask_to_join(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The lead is told; without a lead those who keep its region.

        Refused: ``not_found``, ``project_ended``, ``project_takes_nobody``, ``project_joined_already``,
        ``join_asked_already``.
        """
        project = readable(ProjectStore(self.store.work), call, asked["project_id"])
        projects.refuse_closed(project, call.caller.subject)
        made = JoinRequest(
            call.new_id(),
            1,
            project.id,
            call.caller.subject,
            project.about.region,
            WAITING,
            call.now,
            asked["words"],
            asked["shown_name"],
        )
        return self._saved(call, made, telling.join_asked(self.store.work, project, made.id))

    @command(schemas.AnswerJoining, by=("member",))
    def answer_joining(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Who is accepted is in the team; who asked is told. Nobody lets themselves in where somebody leads.

        Refused: ``not_found``, ``stale_version``, ``join_own_answer``, ``join_answered``,
        ``project_withdrawn``, ``project_ended``, ``project_team_full``.
        """
        before, project = self._to_answer(call, asked["id"])
        if project.lead and before.member_id == call.caller.subject:
            raise Refusal("join_own_answer")
        refuse_stale(before.version, asked["version"])
        after = domain.answer(before, asked["is_accepted"], asked["words"], call.now)
        if asked["is_accepted"]:
            ProjectStore(self.store.work).save(projects.take_in(project, before.member_id), project)
        told = telling.join_answered(project, before.member_id, before.id, asked["is_accepted"])
        return self._saved(call, after, told)

    @command(schemas.OneRequest, by=("member",))
    def take_back_joining(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Of one's own. Refused: ``not_found``, ``stale_version``, ``join_answered``."""
        before = self.store.get(asked["id"])
        if before is None or before.member_id != call.caller.subject:
            raise Refused("not_found")
        refuse_stale(before.version, asked["version"])
        return self._saved(call, domain.take_back(before, call.now))

    @query(schemas.RequestsOfProject, by=("member",))
    def list_joining(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """For those who may answer. Refused: ``not_found``."""
        project = readable(ProjectStore(self.store.work), call, asked["project_id"])
        if not may_write(project, call):
            raise Refused("not_found")
        page = self.store.of_project(project.id, asked["state"], asked)
        title = project.about.title
        return {**page, "items": [schemas.request_view(each, title) for each in page["items"]]}

    @query(schemas.Page, by=("member",))
    def my_joining(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """What the caller asked, the newest first, with the answers, and titles of what is shown."""
        page = self.store.of_member(call.caller.subject, asked)
        found = ProjectStore(self.store.work).several(each.project_id for each in page["items"])
        titles = {each.id: each.about.title for each in found if not each.is_withdrawn}
        items = [schemas.request_view(each, titles.get(each.project_id)) for each in page["items"]]
        return {**page, "items": items}

    @due(FORGET)
    def when_long_ago_forget_the_request(self, _call: Call, job: Job) -> None:
        """Who joined is in the team; what was written on the way goes, also if nobody ever answered."""
        self.store.remove(job.key)

    def _to_answer(self, call: Call, request_id: str) -> tuple[JoinRequest, Project]:
        found = self.store.get(request_id)
        project = ProjectStore(self.store.work).get(found.project_id) if found else None
        if found is None or project is None or not may_write(project, call):
            raise Refused("not_found")
        return found, project

    def _saved(self, call: Call, after: JoinRequest, facts: Any = ()) -> dict[str, Any]:
        self.store.save(after, facts)
        forget_at = call.now + timedelta(days=self.settings.project_join_words_days)
        self.store.work.schedule(FORGET, after.id, forget_at)
        return schemas.saved_view(after)
