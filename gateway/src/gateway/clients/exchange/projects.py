"""The open repository of improvement projects (row 70)."""

from collections.abc import Mapping, Sequence
from typing import Any

from gateway.clients.doors import Command, Payload, command, given, query

PROJECTS = "exchange_projects"
SEARCHES = "exchange_project_searches"
JOINING = "exchange_project_joining"
MEASURES = "exchange_project_measures"
SHEETS = "exchange_project_sheets"
About = Mapping[str, Any]
Facets = Mapping[str, Sequence[str]]


def _step(service: str, door: str) -> Command[...]:
    """An order that names what the caller read, and nothing else; ``stale_version``."""

    def payload(each_id: str, *, version: int | None = None) -> Payload:
        return given(id=each_id, version=version)

    payload.__name__ = door
    return command(service)(payload)


confirm_project = _step(PROJECTS, "confirm_project")  # project_ended, project_withdrawn
resume_project = _step(PROJECTS, "resume_project")  # project_not_ended
restore_project = _step(PROJECTS, "restore_project")  # for keepers; project_not_withdrawn
leave_team = _step(PROJECTS, "leave_team")  # project_not_joined
take_back_offer = _step(PROJECTS, "take_back_offer")  # project_not_offered
take_back_joining = _step(JOINING, "take_back_joining")  # join_answered
drop_baseline = _step(MEASURES, "drop_baseline")  # not_your_project
remove_measure = _step(MEASURES, "remove_measure")  # not_your_project


@command(PROJECTS)
def add_project(about: About, *, is_another: bool = False) -> Payload:
    """``about`` as ``ProjectOfSomebody`` of the service; ``project_looks_alike``, ``region_unknown``."""
    return {**about, "is_another": is_another}


@query(PROJECTS)
def find_alike(title: str, *, but: str | None = None) -> Payload:
    return given(title=title, but=but)


@command(PROJECTS)
def change_project(project_id: str, about: About, *, version: int | None = None) -> Payload:
    """``not_found``, ``not_your_project``, ``stale_version``, ``project_withdrawn``."""
    return given(id=project_id, version=version, **about)


@command(PROJECTS)
def end_project(
    project_id: str, result: str, *, learned: str | None = None, version: int | None = None
) -> Payload:
    """``project_learning_missing``, ``project_withdrawn``, ``not_your_project``, ``stale_version``."""
    return given(id=project_id, result=result, learned=learned, version=version)


@command(PROJECTS)
def withdraw_project(project_id: str, *, reason: str | None = None, version: int | None = None) -> Payload:
    """``reason_required``, ``project_withdrawn``, ``not_your_project``, ``stale_version``."""
    return given(id=project_id, reason=reason, version=version)


@command(PROJECTS)
def showcase_project(project_id: str, *, is_showcase: bool = True, version: int | None = None) -> Payload:
    """For keepers; ``project_withdrawn``, ``stale_version``."""
    return given(id=project_id, is_showcase=is_showcase, version=version)


@command(PROJECTS)
def offer_project(project_id: str, member_id: str, *, version: int | None = None) -> Payload:
    """``project_not_joined``, ``not_your_project``, ``stale_version``."""
    return given(id=project_id, member_id=member_id, version=version)


@command(PROJECTS)
def answer_offer(project_id: str, accepts: bool, *, version: int | None = None) -> Payload:
    """``project_not_offered``, ``stale_version``."""
    return given(id=project_id, accepts=accepts, version=version)


@query(PROJECTS)
def get_project(project_id: str) -> Payload:
    """``not_found``."""
    return {"id": project_id}


@query(PROJECTS)
def get_team(project_id: str) -> Payload:
    """For its team and who may write; ``not_found``."""
    return {"id": project_id}


@query(PROJECTS)
def my_projects(*, cursor: str | None = None, limit: int | None = None) -> Payload:
    return given(cursor=cursor, limit=limit)


@query(PROJECTS)
def list_stale(region: str, *, cursor: str | None = None, limit: int | None = None) -> Payload:
    """For the region's keepers; ``not_your_region``."""
    return given(region=region, cursor=cursor, limit=limit)


@query(PROJECTS)
def list_showcases(*, limit: int | None = None) -> Payload:
    return given(limit=limit)


@query(PROJECTS)
def project_feed(
    *, region: str | None = None, cursor: str | None = None, limit: int | None = None
) -> Payload:
    """``region_unknown``."""
    return given(region=region, cursor=cursor, limit=limit)


@query(SEARCHES)
def search_projects(
    facets: Facets,
    *,
    text: str | None = None,
    archive: bool = False,
    cursor: str | None = None,
    limit: int | None = None,
) -> Payload:
    """``facet_unknown``, ``facet_value_wrong``, ``facets_too_many``."""
    return given(facets=dict(facets), text=text, archive=archive, cursor=cursor, limit=limit)


@query(SEARCHES)
def export_projects(
    facets: Facets,
    *,
    text: str | None = None,
    archive: bool = False,
    cursor: str | None = None,
    limit: int | None = None,
) -> Payload:
    """As ``search_projects``; cells are escaped by who writes a CSV file."""
    return given(facets=dict(facets), text=text, archive=archive, cursor=cursor, limit=limit)


@command(JOINING)
def ask_to_join(project_id: str, *, words: str | None = None, shown_name: str | None = None) -> Payload:
    """``project_takes_nobody``, ``project_joined_already``, ``join_asked_already``, ``project_ended``."""
    return given(project_id=project_id, words=words, shown_name=shown_name)


@command(JOINING)
def answer_joining(
    request_id: str, is_accepted: bool, *, words: str | None = None, version: int | None = None
) -> Payload:
    """``join_answered``, ``project_team_full``, ``stale_version``."""
    return given(id=request_id, is_accepted=is_accepted, words=words, version=version)


@query(JOINING)
def list_joining(
    project_id: str, *, state: str | None = None, cursor: str | None = None, limit: int | None = None
) -> Payload:
    """For those who answer; ``not_found``."""
    return given(project_id=project_id, state=state, cursor=cursor, limit=limit)


@query(JOINING)
def my_joining(*, cursor: str | None = None, limit: int | None = None) -> Payload:
    return given(cursor=cursor, limit=limit)


@command(MEASURES)
def begin_measure(project_id: str, name: str, unit: str, *, better: str | None = None) -> Payload:
    """``not_your_project``, ``measures_too_many``."""
    return given(project_id=project_id, name=name, unit=unit, better=better)


@command(MEASURES)
def change_measure(
    measure_id: str, name: str, unit: str, *, better: str | None = None, version: int | None = None
) -> Payload:
    """``measure_unit_fixed``, ``not_your_project``, ``stale_version``."""
    return given(id=measure_id, name=name, unit=unit, better=better, version=version)


@command(MEASURES)
def put_points(
    measure_id: str, points: Sequence[Mapping[str, Any]], *, version: int | None = None
) -> Payload:
    """``day_ahead``, ``measure_day_twice``, ``measure_value_wrong``, ``measure_points_too_many``."""
    return given(id=measure_id, points=[dict(each) for each in points], version=version)


@command(MEASURES)
def take_out_point(measure_id: str, on: str, *, version: int | None = None) -> Payload:
    """``measure_no_such_point``, ``stale_version``."""
    return given(id=measure_id, on=on, version=version)


@command(MEASURES)
def decide_baseline(
    measure_id: str, first: str, last: str, *, reason: str | None = None, version: int | None = None
) -> Payload:
    """``reason_required``, ``measure_baseline_short``, ``stale_version``."""
    return given(id=measure_id, first=first, last=last, reason=reason, version=version)


@query(MEASURES)
def list_measures(project_id: str) -> Payload:
    """``not_found``."""
    return {"project_id": project_id}


@query(SHEETS)
def preview_sheet(text: str) -> Payload:
    """``sheet_unreadable``, ``sheet_columns_wrong``, ``sheet_too_long``."""
    return {"text": text}


@command(SHEETS)
def import_sheet(text: str, *, skip_wrong: bool = False) -> Payload:
    """``sheet_has_errors``, and as ``preview_sheet``."""
    return {"text": text, "skip_wrong": skip_wrong}
