"""A member's own skills: the page, who may see it, adding one, still true, taking one off (row 63)."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from flask import request

from contracts.refusals import Refused
from gateway.clients import membership, together
from gateway.clients.skills_register import development, vocabulary
from gateway.clients.skills_register import skills as doors
from gateway.guards import caller
from gateway.portal.forms import PAGE_REFUSALS, Form, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.presenting import skills as presenting
from gateway.portal.presenting.skills import own_of, skill_of, typed_of
from gateway.portal.presenting.vocabulary import all_words, meanings, name_of, renamed
from gateway.portal.whole_numbers import whole

PROFILE = ("visibility", "shown_name", "postcode", "system", "hours", "version")
SKILL = ("word", "skill", "level", "evidence", "link", "from")
CHANGED = ("level", "evidence", "link", "version")
MOST_HOURS = 200


@page("/skills/mine", "member")
def my_skills() -> Page:
    return _mine(Form())


@action("/skills/mine/confirmation", "member")
def confirm_skills() -> Page:
    """One button for all that grew old, or for one."""
    form = sent_form(several=("ids",))
    answer = send(form, (), lambda form: doors.confirm_skills(caller(), form.command_id, form.answers["ids"]))
    return _mine(answer) if isinstance(answer, Form) else onward("my_skills", "skills-confirmed")


@page("/skills/mine/page", "member")
def my_skills_page_form() -> Page:
    return _profile(None)


@action("/skills/mine/page", "member")
def save_skills_page() -> Page:
    form = sent_form(*PROFILE, several=("months", "weekdays"))
    form = _with_hours(form.lacking({"visibility": "Choose who may find your skills"}))
    answer = send(form, PROFILE, _send_profile)
    return _profile(answer) if isinstance(answer, Form) else onward("my_skills", "skills-page")


@page("/skills/mine/add", "member")
def add_skill_form() -> Page:
    """With the skill that a link names filled in, and what was completed as its evidence."""
    groups = vocabulary.list_vocabulary(caller())["items"]
    typed = {"word": name_of(groups, request.args.get("skill", "")), "from": request.args.get("from", "")}
    if typed["from"]:
        typed |= _learned(typed["from"])
    return _add(groups, Form(answers=typed), [])


@action("/skills/mine/add", "member")
def add_skill() -> Page:
    groups = vocabulary.list_vocabulary(caller())["items"]
    form = sent_form(*SKILL).lacking(
        {"word": "Enter what you can do", "level": "Choose how well you know it"}
    )
    form, found = _understood(form)
    answer = send(form, SKILL, _send_skill)
    return _add(groups, answer, found) if isinstance(answer, Form) else onward("my_skills", "skill-added")


@page("/skills/mine/<entry_id>", "member")
def change_skill_form(entry_id: str) -> Page:
    found = _own(entry_id)
    typed = {name: found[name] or "" for name in ("level", "evidence", "link")}
    return _change(found, Form(answers={**typed, "version": str(found["version"])}))


@action("/skills/mine/<entry_id>", "member")
def change_skill(entry_id: str) -> Page:
    form = sent_form(*CHANGED).lacking({"level": "Choose how well you know it"})

    def knock(form: Form) -> Any:
        typed = form.answers
        return doors.change_skill(
            caller(), form.command_id, entry_id,
            level=typed["level"], evidence=typed["evidence"], link=typed["link"], version=version_of(form),
        )  # fmt: skip

    answer = send(form, CHANGED, knock)
    return (
        _change(_own(entry_id), answer) if isinstance(answer, Form) else onward("my_skills", "skill-changed")
    )


@action("/skills/mine/<entry_id>/removal", "member")
def remove_skill(entry_id: str) -> Page:
    answer = send(sent_form(), (), lambda form: doors.remove_skill(caller(), form.command_id, entry_id))
    return (
        _change(_own(entry_id), answer) if isinstance(answer, Form) else onward("my_skills", "skill-removed")
    )


def _mine(form: Form) -> Page:
    person = caller()
    found, regions = together(doors.get_my_skills.asking(person), membership.list_regions.asking(person))
    for answer in (found, regions):
        if isinstance(answer, Refused):
            raise answer
    names = {region["code"]: region["name"] for region in regions["items"]}
    return show("my_skills", form=form, own=own_of(found, names))


def _profile(form: Form | None) -> Page:
    """``form`` is None before anything was sent: it shows what is kept."""
    person = caller()
    found, regions = together(doors.get_my_skills.asking(person), membership.list_regions.asking(person))
    for answer in (found, regions):
        if isinstance(answer, Refused):
            raise answer
    systems: list[str] = next(
        (each["systems"] for each in regions["items"] if each["code"] == found["region"]), []
    )
    names = {region["code"]: region["name"] for region in regions["items"]}
    return show(
        "my_skills_page",
        form=form or Form(answers=typed_of(found)),
        region=names.get(found["region"], found["region"]),
        systems=[{"value": each, "text": each} for each in systems],
        visibilities=presenting.VISIBILITIES,
        months=presenting.MONTH_CHOICES,
        weekdays=presenting.WEEKDAY_CHOICES,
    )


def _with_hours(form: Form) -> Form:
    """A message where the hours are no number, or where months or days come without hours."""
    hours = form.answers["hours"]
    meant = whole(hours)
    if hours and (meant is None or meant > MOST_HOURS):
        return form.wrong("hours", f"Enter whole hours a month, 0 to {MOST_HOURS}")
    if not hours and (form.answers["months"] or form.answers["weekdays"]):
        return form.wrong("hours", "Enter about how many hours a month")
    return form


def _send_profile(form: Form) -> Any:
    typed = form.answers
    availability = {
        "hours": int(typed["hours"]),
        "months": _numbers(typed["months"]),
        "weekdays": _numbers(typed["weekdays"]),
    } if typed["hours"] else None  # fmt: skip
    return doors.save_profile(
        caller(),
        form.command_id,
        typed["visibility"],
        shown_name=typed["shown_name"],
        postcode=typed["postcode"],
        system=typed["system"],
        availability=availability,
        version=version_of(form),
    )


def _understood(form: Form) -> tuple[Form, list[dict[str, str]]]:
    """The form with the skill that its word means; or a message, and what it may mean."""
    word, chosen = form.answers["word"], form.answers["skill"]
    if not word:
        return form, []
    try:
        found = vocabulary.look_up_words(caller(), word)["items"]
    except Refused as no:
        if no.code in PAGE_REFUSALS:
            raise
        return form.refused(renamed(no, {"text": "word"}), SKILL), []
    if chosen in {each["key"] for each in found}:
        return form, meanings(found)
    whole = [each for each in found if each["whole"]]
    if len(whole) == 1:
        return replace(form, answers={**form.answers, "skill": whole[0]["key"]}), []
    if not found:
        return form.wrong("word", "We know no skill of that name. Try another word, or propose it"), []
    # The choice stands on the page from now on; none of it is chosen yet.
    asked = replace(form, answers={**form.answers, "skill": ""})
    return asked.wrong("skill", "Choose the one that you mean"), meanings(found)


def _send_skill(form: Form) -> Any:
    typed = form.answers
    try:
        return doors.add_skill(
            caller(), form.command_id, typed["skill"],
            level=typed["level"], evidence=typed["evidence"], link=typed["link"],
        )  # fmt: skip
    except Refused as no:
        # The page asks for a word; what is wrong with its skill belongs there.
        raise renamed(no, {"skill": "word"}) from None


def _add(groups: list[Mapping[str, Any]], form: Form, found: list[dict[str, str]]) -> Page:
    return show("my_skill_add", form=form, words=all_words(groups), found=found, levels=presenting.LEVELS)


def _learned(opportunity_id: str) -> dict[str, str]:
    """What a completed opportunity says of the skill; nothing where there is none."""
    try:
        found = development.get_development(caller(), opportunity_id)
    except Refused:
        return {"from": ""}
    said = f"Completed: {found['title']} ({found['provider']}, {found['dates']})"
    return {"level": "learning", "evidence": said, "link": f"/development/{opportunity_id}"}


def _own(entry_id: str) -> dict[str, Any]:
    """Refused: ``not_found`` for a skill that is not the reader's."""
    mine: list[dict[str, Any]] = doors.get_my_skills(caller())["items"]
    found = next((each for each in mine if each["id"] == entry_id), None)
    if found is None:
        raise Refused("not_found")
    return found


def _change(found: dict[str, Any], form: Form) -> Page:
    return show("my_skill_change", form=form, skill=skill_of(found), levels=presenting.LEVELS)


def _numbers(typed: Iterable[str]) -> list[int]:
    return [number for each in typed if (number := whole(each)) is not None]
