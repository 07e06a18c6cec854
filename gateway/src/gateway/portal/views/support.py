"""Who supports a group, the gaps that everybody may see, and keeping both up to date (row 39)."""

from collections.abc import Callable
from typing import Any

from contracts.refusals import Refused
from gateway.clients.stewardship import network
from gateway.clients.stewardship import support as doors
from gateway.guards import caller
from gateway.portal.forms import Form, date_names, send, sent_form
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.presenting.groups import group_of
from gateway.portal.presenting.support import TASKS, doing_of, support_of
from gateway.portal.rough_dates import HINT, rough_date_of

KEEPERS = ("coordinator", "convenor", "national_team")


@page("/groups/<region>/support", "public")
def group_support(region: str) -> Page:
    return _support(region, Form())


@action("/groups/<region>/support", *KEEPERS)
def record_support(region: str) -> Page:
    form = sent_form("supporter", *date_names("starts"), several=("tasks",))
    form = form.lacking({"supporter": "Say who supports the group", "tasks": "Choose at least one task"})
    form, starts = rough_date_of(form, "starts", "The start")
    answer = send(
        form,
        ("supporter", "tasks", "starts"),
        lambda form: doors.record_support(
            caller(),
            form.command_id,
            region,
            supporter=form.answers["supporter"],
            tasks=form.answers["tasks"],
            starts=starts,
        ),
    )
    return (
        _support(region, answer)
        if isinstance(answer, Form)
        else onward("group_support", "saved", region=region)
    )


@page("/groups/<region>/support/<support_id>", *KEEPERS)
def one_support(region: str, support_id: str) -> Page:
    return _one(region, support_id, Form())


@action("/groups/<region>/support/<support_id>/gap", *KEEPERS)
def flag_gap(region: str, support_id: str) -> Page:
    form = sent_form("reason", *date_names("starts"), several=("tasks",))
    form = form.lacking({"tasks": "Choose at least one task", "reason": "Give the reason"})
    form, starts = rough_date_of(form, "starts", "The start")

    def knock(form: Form) -> Any:
        tasks, reason = form.answers["tasks"], form.answers["reason"]
        return doors.flag_gap(
            caller(), form.command_id, support_id, tasks=tasks, starts=starts, reason=reason
        )

    return _kept(region, support_id, form, ("tasks", "starts", "reason"), knock)


@action("/groups/<region>/support/<support_id>/gap-ended", *KEEPERS)
def end_gap(region: str, support_id: str) -> Page:
    form = sent_form("gap", *date_names("gap_ends")).lacking({"gap": "Choose the gap"})
    form, ends = rough_date_of(form, "gap_ends", "The end of the gap")

    def knock(form: Form) -> Any:
        try:
            return doors.end_gap(caller(), form.command_id, support_id, form.answers["gap"], ends=ends)
        except Refused as no:
            # The end of the support stands on the same page, and is called as at the door.
            fields = {"gap_ends" if name == "ends" else name: said for name, said in no.fields.items()}
            raise Refused(no.code, no.message, fields) from no

    return _kept(region, support_id, form, ("gap", "gap_ends"), knock)


@action("/groups/<region>/support/<support_id>/ended", *KEEPERS)
def end_support(region: str, support_id: str) -> Page:
    form, ends = rough_date_of(sent_form(*date_names("ends")), "ends", "The end")

    def knock(form: Form) -> Any:
        return doors.end_support(caller(), form.command_id, support_id, ends=ends)

    return _kept(region, support_id, form, ("ends",), knock)


def _kept(
    region: str, support_id: str, form: Form, known: tuple[str, ...], knock: Callable[[Form], Any]
) -> Page:
    answer = send(form, known, knock)
    if isinstance(answer, Form):
        return _one(region, support_id, answer)
    return onward("group_support", "saved", region=region)


def _support(region: str, form: Form) -> Page:
    found = doors.list_support(caller(), region)
    return show(
        "support",
        form=form,
        group=group_of(network.get_group(caller(), region)),
        doings=[doing_of(each) for each in found["tasks"]],
        supports=[support_of(each) for each in found["items"]],
        keeps=caller().acts_for(region, "coordinator", "convenor"),
        tasks=_choices(tuple(TASKS)),
        hint=HINT,
    )


def _one(region: str, support_id: str, form: Form) -> Page:
    found = doors.list_support(caller(), region)["items"]
    chosen = next((support_of(each) for each in found if each["id"] == support_id), None)
    if chosen is None or not caller().acts_for(region, "coordinator", "convenor"):
        raise Refused("not_found")
    return show(
        "support_keep",
        form=form,
        group=group_of(network.get_group(caller(), region)),
        support=chosen,
        tasks=_choices(chosen.task_codes),
        gaps=[
            {"value": gap.id, "text": f"{gap.tasks}, since {gap.since}"}
            for gap in chosen.gaps
            if not gap.until
        ],
        hint=HINT,
    )


def _choices(codes: tuple[str, ...]) -> list[dict[str, Any]]:
    return [{"value": code, "text": TASKS[code]} for code in codes]
