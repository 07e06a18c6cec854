"""Keeping the list of what there is to learn: add, change, withdraw (row 88)."""

from typing import Any

from gateway.clients.skills_register import development as doors
from gateway.guards import caller
from gateway.portal.event_forms import lines_in
from gateway.portal.forms import Form, date_names, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import as_choices, region_names
from gateway.portal.presenting.development import KIND_CHOICES, lists, opportunity_of, typed_of
from gateway.portal.rough_dates import rough_date_of

KEEPERS = ("coordinator", "convenor", "national_team")
SAID = (
    "region", "title", "kind", "provider", "begins", "ends", "places", "access", "open_to", "booking",
    "teaches", "version",
)  # fmt: skip
DATES = (*date_names("begins"), *date_names("ends"))
NEEDED = {
    "region": "Choose whose list it stands on",
    "title": "Enter what it is called",
    "kind": "Choose what it is",
    "provider": "Enter who offers it",
}


@page("/development/new", *KEEPERS)
def add_development_form() -> Page:
    own = _own_regions()
    chosen = next(iter(own)) if len(own) == 1 else ""
    return _form("development_new", Form(answers={"region": chosen}))


@action("/development/new", *KEEPERS)
def add_development() -> Page:
    form, said = _said()
    answer = send(
        form,
        SAID,
        lambda form: doors.add_development(caller(), form.command_id, form.answers["region"], **said),
    )
    if isinstance(answer, Form):
        return _form("development_new", answer)
    return onward("opportunity", "development-added", opportunity_id=answer["id"])


@page("/development/<opportunity_id>/change", *KEEPERS)
def change_development_form(opportunity_id: str) -> Page:
    found = doors.get_development(caller(), opportunity_id)
    return _form("development_change", Form(answers=typed_of(found)), found)


@action("/development/<opportunity_id>/change", *KEEPERS)
def change_development(opportunity_id: str) -> Page:
    form, said = _said()

    def knock(form: Form) -> Any:
        return doors.change_development(
            caller(),
            form.command_id,
            opportunity_id,
            region=form.answers["region"],
            version=version_of(form),
            **said,
        )

    answer = send(form, SAID, knock)
    if isinstance(answer, Form):
        return _form("development_change", answer, doors.get_development(caller(), opportunity_id))
    return onward("opportunity", "development-changed", opportunity_id=opportunity_id)


@page("/development/<opportunity_id>/withdrawal", *KEEPERS)
def withdraw_development_form(opportunity_id: str) -> Page:
    return _withdraw(opportunity_id, Form())


@action("/development/<opportunity_id>/withdrawal", *KEEPERS)
def withdraw_development(opportunity_id: str) -> Page:
    answer = send(
        sent_form(), (), lambda form: doors.withdraw_development(caller(), form.command_id, opportunity_id)
    )
    if isinstance(answer, Form):
        return _withdraw(opportunity_id, answer)
    return onward("opportunity", "development-withdrawn", opportunity_id=opportunity_id)


def _said() -> tuple[Form, dict[str, Any]]:
    """The form as sent, with what is wrong on it, and what its doors are told besides the region."""
    form = sent_form(*(name for name in SAID if name not in ("begins", "ends")), *DATES).lacking(NEEDED)
    form, begins = rough_date_of(form, "begins", "The day on which it begins")
    form, ends = rough_date_of(form, "ends", "The day on which it ends", needed=False)
    said = {name: form.answers[name] for name in ("title", "kind", "provider", "access", "open_to")}
    lines = {name: lines_in(form.answers[name]) for name in ("places", "teaches")}
    booking = {"booking": form.answers["booking"] or None}
    return form, {**said, **lines, **booking, "begins": begins, "ends": ends or None}


def _own_regions() -> dict[str, str]:
    """The regions, and the UK, whose list the reader keeps."""
    person, names = caller(), lists(region_names(caller()))
    return {code: name for code, name in names.items() if person.acts_for(code, "coordinator", "convenor")}


def _form(template: str, form: Form, found: dict[str, Any] | None = None) -> Page:
    return show(
        template,
        form=form,
        opportunity_id=found["id"] if found else "",
        title=found["title"] if found else "",
        regions=as_choices(_own_regions()),
        kinds=KIND_CHOICES,
    )


def _withdraw(opportunity_id: str, form: Form) -> Page:
    found = opportunity_of(doors.get_development(caller(), opportunity_id), lists(region_names(caller())))
    return show("development_withdraw", form=form, opportunity=found)
