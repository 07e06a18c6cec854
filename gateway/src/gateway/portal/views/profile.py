"""My profile: what it says, what others see of it, and changing it (row 1)."""

from typing import Any

from flask import request

from gateway.clients import membership
from gateway.guards import caller
from gateway.portal.forms import Form, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import region_names
from gateway.portal.presenting.compact import prompt_of
from gateway.portal.presenting.people import AUDIENCES, LABELS, facts_of, seen_by
from gateway.portal.presenting.profile import homes_of
from gateway.portal.questions import PERSPECTIVES, SECTORS, with_own

TEXTS = ("name", "profession", "sector", "organisation", "system", "perspective", "about")
FIELDS = (*TEXTS, "interests")


@page("/me", "member")
def my_profile() -> Page:
    profile, names = membership.my_profile(caller()), region_names(caller())
    return show(
        "profile",
        profile=profile,
        facts=facts_of(profile, names),
        homes=homes_of(profile, names),
        visibility=profile["visibility"],
        audiences={value: name for value, name, _ in AUDIENCES},
        prompt=prompt_of(profile),
    )


@page("/me/seen", "member")
def seen_by_others() -> Page:
    profile = membership.my_profile(caller())
    return show("seen", audiences=seen_by(profile, region_names(caller())))


@page("/me/edit", "member")
def edit_profile() -> Page:
    profile = membership.my_profile(caller())
    answers: dict[str, Any] = {name: profile.get(name) or "" for name in TEXTS}
    answers["interests"] = "\n".join(profile.get("interests") or [])
    answers["version"] = str(profile["version"])
    return _edit(Form(answers=answers))


@action("/me/edit", "member")
def save_profile() -> Page:
    form = sent_form(*FIELDS, "version").lacking({"name": "Enter your name"})
    answer = send(
        form,
        FIELDS,
        lambda form: membership.change_profile(
            caller(),
            form.command_id,
            version_of(form) or 0,
            {**_texts(form), "interests": _lines(form, "interests")},
        ),
    )
    return _edit(answer) if isinstance(answer, Form) else onward("my_profile", "profile")


@page("/me/visibility", "member")
def edit_visibility() -> Page:
    profile = membership.my_profile(caller())
    answers = {_box(name): audience for name, audience in profile["visibility"].items()}
    return _visibility(Form(answers={**answers, "version": str(profile["version"])}), profile["visibility"])


@action("/me/visibility", "member")
def save_visibility() -> Page:
    names = tuple(name for name in LABELS if _box(name) in request.form)
    form = sent_form(*(_box(name) for name in names), "version")
    wanted = {name: form.answers[_box(name)] for name in names}
    answer = send(
        form,
        tuple(_box(name) for name in names),
        lambda form: membership.change_profile(
            caller(), form.command_id, version_of(form) or 0, {"visibility": wanted}
        ),
    )
    return _visibility(answer, wanted) if isinstance(answer, Form) else onward("seen_by_others", "profile")


def _edit(form: Form) -> Page:
    return show(
        "profile_edit",
        form=form,
        sectors=with_own(SECTORS, form.answers.get("sector", "")),
        perspectives=with_own(PERSPECTIVES, form.answers.get("perspective", "")),
    )


def _visibility(form: Form, chosen: dict[str, str]) -> Page:
    return show(
        "visibility",
        form=form,
        fields=[(_box(name), LABELS[name]) for name in LABELS if name in chosen],
        audiences=[{"value": value, "text": name} for value, name, _ in AUDIENCES],
        explained=AUDIENCES,
    )


def _box(name: str) -> str:
    return f"sees-{name}"


def _texts(form: Form) -> dict[str, str]:
    return {name: form.answers[name] for name in TEXTS}


def _lines(form: Form, name: str) -> list[str]:
    return [line.strip() for line in form.answers[name].splitlines() if line.strip()]
