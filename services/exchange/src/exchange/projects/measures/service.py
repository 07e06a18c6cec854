"""The doors of measures: what a project counts over time, if it wants to (row 70)."""

from typing import Any

from chassis.call import Call
from chassis.doors import PUBLIC, command, query
from chassis.versions import refuse_stale
from commons.london import day_of
from contracts.refusals import Refused
from exchange.projects.domain import Project
from exchange.projects.keeping import may_write, readable
from exchange.projects.measures import domain, schemas
from exchange.projects.measures.domain import Baseline, Measure
from exchange.projects.measures.store import MeasureStore
from exchange.projects.store import ProjectStore
from exchange.refusal import Refusal
from exchange.settings import Settings


class ProjectMeasures:
    """Everybody reads; the project's team and its region's keepers write."""

    name = "exchange_project_measures"
    context = "exchange"
    refusals = (Refusal,)
    store_class = MeasureStore
    settings_class = Settings
    store: MeasureStore
    settings: Settings

    @command(schemas.BeginMeasure, by=("member",))
    def begin_measure(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Refused: ``not_found``, ``not_your_project``, ``measures_too_many``."""
        project = self._written(call, asked["project_id"])
        made = Measure(call.new_id(), 1, project.id, asked["name"], asked["unit"], asked["better"], call.now)
        return self._saved(domain.begin(made, len(self.store.of_project(project.id))))

    @command(schemas.ChangeMeasure, by=("member",))
    def change_measure(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Refused: ``not_found``, ``not_your_project``, ``stale_version``, ``measure_unit_fixed``."""
        before = self._measure(call, asked)
        return self._saved(domain.say(before, name=asked["name"], unit=asked["unit"], better=asked["better"]))

    @command(schemas.PutPoints, by=("member",))
    def put_points(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Add points, or replace those of the same days.

        Refused: ``not_found``, ``not_your_project``, ``stale_version``, ``day_ahead``, ``measure_day_twice``,
        ``measure_value_wrong``, ``measure_points_too_many``.
        """
        before = self._measure(call, asked)
        after = domain.put(before, schemas.points_of(asked["points"]), day_of(call.now))
        return self._saved(after, before)

    @command(schemas.TakeOutPoint, by=("member",))
    def take_out_point(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Refused: ``not_found``, ``not_your_project``, ``stale_version``, ``measure_no_such_point``."""
        return self._saved(domain.take_out(self._measure(call, asked), asked["on"]))

    @command(schemas.DecideBaseline, by=("member",))
    def decide_baseline(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The limits are those of these days from now on; the decision stays with its reason.

        Refused: ``not_found``, ``not_your_project``, ``stale_version``, ``reason_required``,
        ``measure_baseline_short``.
        """
        before = self._measure(call, asked)
        made = Baseline(asked["first"], asked["last"], asked["reason"], call.caller.subject, call.now)
        return self._saved(domain.decide_baseline(before, made, self.settings.chart_least_points))

    @command(schemas.OneMeasure, by=("member",))
    def drop_baseline(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """All points make the limits again.

        Refused: ``not_found``, ``not_your_project``, ``stale_version``.
        """
        before = self._measure(call, asked)
        return self._saved(domain.drop_baseline(before, call.caller.subject, call.now), before)

    @command(schemas.OneMeasure, by=("member",))
    def remove_measure(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """With its points. Refused: ``not_found``, ``not_your_project``, ``stale_version``."""
        before = self._measure(call, asked)
        self.store.remove(before)
        return {"id": before.id}

    @query(schemas.OfProject, by=(PUBLIC,))
    def list_measures(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """All of a project, with points, limits and signals; many have none. Refused: ``not_found``."""
        project = readable(ProjectStore(self.store.work), call, asked["project_id"])
        return {"items": [self._view(each) for each in self.store.of_project(project.id)]}

    def _written(self, call: Call, project_id: str) -> Project:
        project = readable(ProjectStore(self.store.work), call, project_id)
        if not may_write(project, call) and call.caller.subject not in project.people:
            raise Refused("not_your_project")
        return project

    def _measure(self, call: Call, asked: dict[str, Any]) -> Measure:
        before = self.store.get(asked["id"])
        if before is None:
            raise Refused("not_found")
        self._written(call, before.project_id)
        refuse_stale(before.version, asked["version"])
        return before

    def _saved(self, after: Measure, before: Measure | None = None) -> dict[str, Any]:
        if after is not before:
            self.store.save(after)
        return self._view(after)

    def _view(self, measure: Measure) -> dict[str, Any]:
        return schemas.measure_view(
            measure, least=self.settings.chart_least_points, run=self.settings.chart_run_points
        )
