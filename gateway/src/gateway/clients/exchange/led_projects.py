"""Projects that stewardship groups lead (row 72)."""

from collections.abc import Mapping, Sequence
from typing import Any

from gateway.clients.doors import Payload, command, given, query

LED_PROJECTS = "exchange_led_projects"
Terms = Mapping[str, Any]


@command(LED_PROJECTS)
def start_led_project(region: str, terms: Terms) -> Payload:
    """``terms`` as ``StartProject`` of the service; ``not_your_region``, ``identity_in_text``."""
    return given(region=region, **terms)


@command(LED_PROJECTS)
def change_led_project(project_id: str, terms: Terms, *, version: int | None = None) -> Payload:
    """``led_project_ended``, ``identity_in_text``, ``stale_version``."""
    return given(id=project_id, version=version, **terms)


@command(LED_PROJECTS)
def consider_topic(
    project_id: str, topic: str, *, reason: str | None = None, version: int | None = None
) -> Payload:
    """``led_topic_twice``, ``led_project_ended``, ``stale_version``."""
    return given(id=project_id, topic=topic, reason=reason, version=version)


@command(LED_PROJECTS)
def choose_topic(
    project_id: str, topic: str, *, reason: str | None = None, version: int | None = None
) -> Payload:
    """``led_topic_unlisted``, ``reason_required``, ``led_project_ended``, ``stale_version``."""
    return given(id=project_id, topic=topic, reason=reason, version=version)


@command(LED_PROJECTS)
def consider_framework(
    project_id: str,
    framework: str,
    *,
    number: int | None = None,
    steps: Sequence[str] | None = None,
    version: int | None = None,
) -> Payload:
    """``led_framework_wrong``, ``led_framework_begun``, ``led_project_ended``, ``stale_version``."""
    return given(id=project_id, framework=framework, number=number, steps=steps, version=version)


@command(LED_PROJECTS)
def choose_framework(project_id: str, framework: str, *, version: int | None = None) -> Payload:
    """``led_topic_missing``, ``led_framework_unlisted``, ``led_framework_begun``, ``stale_version``."""
    return given(id=project_id, framework=framework, version=version)


@command(LED_PROJECTS)
def take_step(
    project_id: str,
    number: int,
    *,
    on: str | None = None,
    note: str | None = None,
    version: int | None = None,
) -> Payload:
    """``led_step_order``, ``led_step_day_wrong``, ``led_framework_missing``, ``stale_version``."""
    return given(id=project_id, number=number, on=on, note=note, version=version)


@command(LED_PROJECTS)
def undo_step(project_id: str, *, version: int | None = None) -> Payload:
    """``led_step_order``, ``led_project_ended``, ``stale_version``."""
    return given(id=project_id, version=version)


@command(LED_PROJECTS)
def add_sponsor(project_id: str, area: str, body: str, *, version: int | None = None) -> Payload:
    """``led_area_unknown``, ``led_area_sponsored``, ``led_project_ended``, ``stale_version``."""
    return given(id=project_id, area=area, body=body, version=version)


@command(LED_PROJECTS)
def end_sponsor(project_id: str, area: str, *, version: int | None = None) -> Payload:
    """``led_area_unknown``, ``led_project_ended``, ``stale_version``."""
    return given(id=project_id, area=area, version=version)


@command(LED_PROJECTS)
def add_output(
    project_id: str, kind: str, title: str, *, path: str | None = None, version: int | None = None
) -> Payload:
    """``led_project_ended``, ``identity_in_text``, ``stale_version``."""
    return given(id=project_id, kind=kind, title=title, path=path, version=version)


@command(LED_PROJECTS)
def remove_output(project_id: str, output_id: str, *, version: int | None = None) -> Payload:
    """``led_project_ended``, ``stale_version``."""
    return given(id=project_id, output_id=output_id, version=version)


@command(LED_PROJECTS)
def end_led_project(project_id: str, *, ending: str | None = None, version: int | None = None) -> Payload:
    """``reason_required``, ``led_project_ended``, ``stale_version``."""
    return given(id=project_id, ending=ending, version=version)


@query(LED_PROJECTS)
def get_led_project(project_id: str) -> Payload:
    """``not_found``."""
    return {"id": project_id}


@query(LED_PROJECTS)
def list_led_projects(
    *, region: str | None = None, cursor: str | None = None, limit: int | None = None
) -> Payload:
    """``region_unknown``."""
    return given(region=region, cursor=cursor, limit=limit)
