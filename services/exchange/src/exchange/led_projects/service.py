"""The doors of the projects that groups lead: kept by the group's region, read by everybody (row 72)."""

from typing import Any

from chassis.call import Call
from chassis.doors import PUBLIC, command, query
from chassis.versions import refuse_stale
from commons.london import day_of
from commons.places import KEEPERS, keeps, kept_by, refuse_unknown
from contracts.refusals import Refused
from exchange.led_projects import domain, schemas
from exchange.led_projects.domain import LedProject, Output, Topic
from exchange.led_projects.store import LedProjectStore
from exchange.refusal import Refusal
from exchange.settings import Settings


class LedProjects:
    """One topic that pulls people in; which others were considered stays on record."""

    name = "exchange_led_projects"
    context = "exchange"
    refusals = (Refusal,)
    store_class = LedProjectStore
    settings_class = Settings
    store: LedProjectStore
    settings: Settings

    @command(schemas.StartProject, by=KEEPERS)
    def start_led_project(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Refused: ``not_your_region``, ``region_unknown``, ``identity_in_text``."""
        kept_by(call.caller, self.settings.regions, asked["region"])
        return self._saved(domain.start(call.new_id(), asked["region"], schemas.terms_of(asked), call.now))

    @command(schemas.ChangeProject, by=KEEPERS)
    def change_led_project(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Refused: ``not_found``, ``stale_version``, ``led_project_ended``, ``identity_in_text``."""
        return self._saved(domain.change(self._kept(call, asked), schemas.terms_of(asked)))

    @command(schemas.ConsiderTopic, by=KEEPERS)
    def consider_topic(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Refused: as ``led_projects.domain.consider_topic``; ``stale_version``."""
        topic = Topic(asked["topic"], asked["reason"])
        return self._saved(domain.consider_topic(self._kept(call, asked), topic))

    @command(schemas.ChooseTopic, by=KEEPERS)
    def choose_topic(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Refused: ``led_topic_unlisted``, ``reason_required``, ``led_project_ended``, ``stale_version``."""
        return self._saved(domain.choose_topic(self._kept(call, asked), asked["topic"], asked["reason"]))

    @command(schemas.ConsiderFramework, by=KEEPERS)
    def consider_framework(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Refused: as ``led_projects.domain.consider_framework``; ``stale_version``."""
        framework = schemas.framework_of(asked)
        return self._saved(domain.consider_framework(self._kept(call, asked), framework))

    @command(schemas.ChooseFramework, by=KEEPERS)
    def choose_framework(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Refused: as ``led_projects.domain.choose_framework``; ``stale_version``."""
        return self._saved(domain.choose_framework(self._kept(call, asked), asked["framework"]))

    @command(schemas.TakeStep, by=KEEPERS)
    def take_step(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """In their order. Refused: as ``led_projects.domain.take_step``; ``stale_version``."""
        today = day_of(call.now)
        before, on = self._kept(call, asked), asked["on"] or today
        return self._saved(domain.take_step(before, asked["number"], on, asked["note"], today))

    @command(schemas.ActOnProject, by=KEEPERS)
    def undo_step(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """A mistake. Refused: ``led_step_order``, ``led_project_ended``, ``stale_version``."""
        return self._saved(domain.undo_step(self._kept(call, asked)))

    @command(schemas.AddSponsor, by=KEEPERS)
    def add_sponsor(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Refused: ``led_area_unknown``, ``led_area_sponsored``, ``led_project_ended``, ``stale_version``."""
        return self._saved(domain.sponsor(self._kept(call, asked), asked["area"], asked["body"]))

    @command(schemas.EndSponsor, by=KEEPERS)
    def end_sponsor(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Refused: ``led_area_unknown``, ``led_project_ended``, ``stale_version``."""
        return self._saved(domain.end_sponsor(self._kept(call, asked), asked["area"]))

    @command(schemas.AddOutput, by=KEEPERS)
    def add_output(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Refused: ``led_project_ended``, ``identity_in_text``, ``stale_version``."""
        output = Output(call.new_id(), asked["kind"], asked["title"], asked["path"] or "")
        return self._saved(domain.add_output(self._kept(call, asked), output))

    @command(schemas.RemoveOutput, by=KEEPERS)
    def remove_output(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Not there: unchanged. Refused: ``led_project_ended``, ``stale_version``."""
        before = self._kept(call, asked)
        after = domain.remove_output(before, asked["output_id"])
        return schemas.project_view(before) if after is before else self._saved(after)

    @command(schemas.EndProject, by=KEEPERS)
    def end_led_project(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """With what became of it. Refused: ``reason_required``, ``led_project_ended``, ``stale_version``."""
        return self._saved(domain.end(self._kept(call, asked), asked["ending"], call.now))

    @query(schemas.OneProject, by=(PUBLIC,))
    def get_led_project(self, _call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Refused: ``not_found``."""
        return schemas.project_view(self._found(asked["id"]))

    @query(schemas.ListProjects, by=(PUBLIC,))
    def list_led_projects(self, _call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The one that began last first. Refused: ``region_unknown``."""
        if asked["region"] is not None:
            refuse_unknown(self.settings.regions, asked["region"])
        page = self.store.page(asked["region"], asked)
        return {**page, "items": [schemas.project_view(each) for each in page["items"]]}

    def _saved(self, project: LedProject) -> dict[str, Any]:
        self.store.save(project)
        return schemas.project_view(project)

    def _kept(self, call: Call, asked: dict[str, Any]) -> LedProject:
        found = self._found(asked["id"])
        if not keeps(call.caller, found.region):
            raise Refused("not_found")
        refuse_stale(found.version, asked["version"])
        return found

    def _found(self, project_id: str) -> LedProject:
        found = self.store.get(project_id)
        if found is None:
            raise Refused("not_found")
        return found
