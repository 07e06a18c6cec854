"""Meetings as test cycles on pages: plan, compare, act, and the chain of them (row 48)."""

from collections.abc import Callable
from typing import Any

from contracts.refusals import Refused
from gateway.clients.meetings import reviews as doors
from gateway.guards import caller
from gateway.portal.forms import Form, date_names, date_of, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import region_names
from gateway.portal.presenting.attendance import place_of
from gateway.portal.presenting.matters import group_names
from gateway.portal.presenting.reviews import KINDS, MATCHES, carried_of, cycle_of, next_step

WRITERS = ("member", "coordinator", "convenor", "national_team")
PLAN = {"aim": "Say what the group wants to try", "prediction": "Say what you think will happen"}
STUDY = {"done": "Say what happened", "match": "Choose how it compares"}
ACT = {"kind": "Choose what becomes of it", "text": "Say what the group does next"}
FIELDS = {"plan": tuple(PLAN), "study": (*STUDY, "learned"), "act": tuple(ACT)}


@page("/meetings/<meeting_id>/review", "public")
def meeting_review(meeting_id: str) -> Page:
    found = doors.get_review(caller(), meeting_id)
    return show(
        "meeting_review",
        meeting=place_of(found, _names()),
        found=found,
        cycle=cycle_of(found),
        carried=carried_of(found),
        step=next_step(found),
    )


@page("/meetings/<meeting_id>/review/<step>", *WRITERS)
def write_review_form(meeting_id: str, step: str) -> Page:
    return _write_meeting(meeting_id, step, None)


@action("/meetings/<meeting_id>/review/<step>", *WRITERS)
def write_review(meeting_id: str, step: str) -> Page:
    form = _sent(step)
    answer = send(form, FIELDS[step], lambda form: _sending(step)(form, meeting_id))
    if isinstance(answer, Form):
        return _write_meeting(meeting_id, step, answer)
    return onward("meeting_review", f"cycle-{step}", meeting_id=meeting_id)


@page("/groups/<region>/reviews", "public")
def group_reviews(region: str) -> Page:
    """The chain of a group's cycles, the newest first."""
    found = doors.region_reviews(caller(), region)
    return show(
        "group_reviews",
        region=region,
        group_name=_names().get(region, region),
        found=found,
        cycles=[cycle_of(each) for each in found["meetings"]],
        series=[cycle_of(each) for each in found["series"]],
    )


@page("/groups/<region>/reviews/new", *WRITERS)
def plan_series_form(region: str) -> Page:
    return _plan_series(region, Form())


@action("/groups/<region>/reviews/new", *WRITERS)
def plan_series(region: str) -> Page:
    form = sent_form("title", *PLAN, *date_names("since"), *date_names("until"))
    form = form.lacking({"title": "Give it a name, like: our first year", **PLAN})
    form, since = date_of(form, "since", "The first day")
    form, until = date_of(form, "until", "The last day")
    answer = send(
        form,
        ("title", *PLAN, "since", "until"),
        lambda form: doors.plan_series(
            caller(),
            form.command_id,
            region,
            since=since,
            until=until,
            **{name: form.answers[name] for name in ("title", "aim", "prediction")},
        ),
    )
    if isinstance(answer, Form):
        return _plan_series(region, answer)
    return onward("series_review", "cycle-plan", cycle_id=answer["id"])


@page("/reviews/<cycle_id>", "public")
def series_review(cycle_id: str) -> Page:
    found = doors.get_series(caller(), cycle_id)
    return show(
        "series_review",
        found=found,
        region=found["region"],
        group_name=_names().get(found["region"], found["region"]),
        cycle=cycle_of(found),
        step=next_step(found),
    )


@page("/reviews/<cycle_id>/<step>", *WRITERS)
def write_series_form(cycle_id: str, step: str) -> Page:
    return _write_series(cycle_id, step, None)


@action("/reviews/<cycle_id>/<step>", *WRITERS)
def write_series(cycle_id: str, step: str) -> Page:
    form = _sent(step)
    if step == "plan":
        raise Refused("not_found")
    answer = send(form, FIELDS[step], lambda form: _sending(step)(form, cycle_id))
    if isinstance(answer, Form):
        return _write_series(cycle_id, step, answer)
    return onward("series_review", f"cycle-{step}", cycle_id=cycle_id)


def _names() -> dict[str, str]:
    return group_names(region_names(caller()))


def _sent(step: str) -> Form:
    """The form of this step as it was sent. Refused: ``not_found`` for no step of ours."""
    if step not in FIELDS:
        raise Refused("not_found")
    required = {"plan": PLAN, "study": STUDY, "act": ACT}[step]
    return sent_form(*FIELDS[step], "version").lacking(required)


def _sending(step: str) -> Callable[[Form, str], Any]:
    return {"plan": _send_plan, "study": _send_study, "act": _send_act}[step]


def _send_plan(form: Form, meeting_id: str) -> Any:
    aim, prediction = form.answers["aim"], form.answers["prediction"]
    return doors.plan_cycle(
        caller(), form.command_id, meeting_id, aim=aim, prediction=prediction, version=version_of(form)
    )


def _send_study(form: Form, cycle_id: str) -> Any:
    said = form.answers
    return doors.study_cycle(
        caller(),
        form.command_id,
        cycle_id,
        done=said["done"],
        match=said["match"],
        learned=said["learned"],
        version=version_of(form),
    )


def _send_act(form: Form, cycle_id: str) -> Any:
    kind, text = form.answers["kind"], form.answers["text"]
    return doors.close_cycle(
        caller(), form.command_id, cycle_id, kind=kind, text=text, version=version_of(form)
    )


def _write_meeting(meeting_id: str, step: str, form: Form | None) -> Page:
    found = doors.get_review(caller(), meeting_id)
    place = place_of(found, _names())
    trail = [
        [place.group_name, f"/groups/{place.region}"],
        [place.title, f"/meetings/{place.id}"],
        ["Review", f"/meetings/{place.id}/review"],
    ]
    return _write(step, form, found, trail, f"/meetings/{meeting_id}/review")


def _write_series(cycle_id: str, step: str, form: Form | None) -> Page:
    found = doors.get_series(caller(), cycle_id)
    region = found["region"]
    trail = [
        [_names().get(region, region), f"/groups/{region}"],
        ["Reviews", f"/groups/{region}/reviews"],
        [found["title"], f"/reviews/{cycle_id}"],
    ]
    if step == "plan":
        raise Refused("not_found")
    return _write(step, form, found, trail, f"/reviews/{cycle_id}")


def _write(step: str, form: Form | None, found: dict[str, Any], trail: list[list[str]], path: str) -> Page:
    """The form of one step, filled with what is written already, or with what was carried here."""
    if step not in FIELDS:
        raise Refused("not_found")
    if not found["may_write"]:
        raise Refused("not_your_group", "Only whoever leads the group or keeps its papers writes this.")
    cycle, carried = cycle_of(found), carried_of(found) if found.get("carried") else None
    known = {"aim": cycle.aim or (carried.text if carried else ""), "prediction": cycle.prediction}
    known |= {"done": cycle.done, "match": cycle.match, "learned": cycle.learned}
    return show(
        "review_write",
        # 0: nobody had planned it when this page was read.
        form=form or Form(answers={**known, "version": cycle.version or 0}),
        step=step,
        cycle=cycle,
        carried=carried,
        has_begun=found["has_begun"],
        trail=trail,
        path=path,
        matches=[{"value": value, "text": text} for value, text in MATCHES.items()],
        kinds=[{"value": value, "text": text} for value, text in KINDS.items()],
    )


def _plan_series(region: str, form: Form) -> Page:
    if not doors.region_reviews(caller(), region)["may_write"]:
        raise Refused("not_your_group", "Only whoever leads the group or keeps its papers writes this.")
    return show("series_new", form=form, region=region, group_name=_names().get(region, region))
