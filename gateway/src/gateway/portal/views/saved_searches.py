"""Searches that a member keeps: saved from an answer, run again, silenced, removed (row 63)."""

from collections.abc import Callable
from typing import Any

from flask import request

from contracts.refusals import Refused
from gateway.clients.skills_register import searches as doors
from gateway.guards import caller
from gateway.portal.forms import PAGE_REFUSALS, Form, send, sent_form
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import region_names
from gateway.portal.presenting import skill_search as words
from gateway.portal.views.finding_help import FIELDS, ON_A_PAGE, SEVERAL, answer_of, asked_in_address

LONGEST_NAME = 80
KEPT = (*FIELDS, "skills")


@page("/skills/searches", "member")
def saved_searches() -> Page:
    found = doors.my_searches(caller())
    return show("saved_searches", searches=[words.saved_search_of(each) for each in found["items"]])


@page("/skills/searches/new", "member")
def save_search_form() -> Page:
    """What a search asked stands in the address."""
    asked = asked_in_address()
    understood = doors.search_skills(caller(), asked, limit=1)["understood"]
    name = understood if len(understood) <= LONGEST_NAME else f"{understood[: LONGEST_NAME - 1]}…"
    return _saving(asked, Form(answers={"name": name, "tells": "yes"}))


@action("/skills/searches/new", "member")
def save_search() -> Page:
    form = sent_form("name", "tells").lacking({"name": "Give the search a name"})
    asked = words.asked_of({name: request.form.getlist(name) for name in KEPT})
    tells = form.answers["tells"] == "yes"
    answer = send(
        form,
        ("name",),
        lambda form: doors.save_search(caller(), form.command_id, form.answers["name"], asked, tells=tells),
    )
    if isinstance(answer, Form):
        return _saving(asked, answer)
    return onward("saved_search", "search-saved", search_id=answer["id"])


@page("/skills/searches/<search_id>", "member")
def saved_search(search_id: str) -> Page:
    return _one(search_id, Form())


@action("/skills/searches/<search_id>/notices", "member")
def tell_of_matches(search_id: str) -> Page:
    form = sent_form("tells")
    tells = form.answers["tells"] == "yes"
    done = "search-tells" if tells else "search-silent"
    return _do(
        search_id,
        form,
        lambda form: doors.tell_of_matches(caller(), form.command_id, search_id, tells),
        lambda: onward("saved_search", done, search_id=search_id),
    )


@action("/skills/searches/<search_id>/removal", "member")
def remove_search(search_id: str) -> Page:
    return _do(
        search_id,
        sent_form(),
        lambda form: doors.remove_search(caller(), form.command_id, search_id),
        lambda: onward("saved_searches", "search-removed"),
    )


def _saving(asked: dict[str, Any], form: Form) -> Page:
    kept = {name: value if name in SEVERAL else [value] for name, value in asked.items()}
    hidden = [
        (name, "yes" if value is True else str(value)) for name, values in kept.items() for value in values
    ]
    return show("saved_search_new", form=form, asked=hidden, back=f"/find-help?{words.query_of(asked)}")


def _one(search_id: str, form: Form) -> Page:
    """Asked again now; a question that can be answered no more still stands here, to be removed."""
    cursor = request.args.get("cursor") or None
    found = None
    try:
        found = doors.run_search(caller(), search_id, cursor=cursor, limit=ON_A_PAGE)
        kept = found["search"]
    except Refused as no:
        if no.code in PAGE_REFUSALS:
            raise
        kept = _kept(search_id)
        form = form.refused(no)
    regions = region_names(caller())
    here = f"/skills/searches/{search_id}?"
    return show(
        "saved_search",
        form=form,
        search=words.saved_search_of(kept),
        **(answer_of(found, regions, here) if found else {"matches": None}),
    )


def _kept(search_id: str) -> Any:
    return next(each for each in doors.my_searches(caller())["items"] if each["id"] == search_id)


def _do(search_id: str, form: Form, knock: Callable[[Form], Any], onwards: Callable[[], Page]) -> Page:
    answer = send(form, (), knock)
    return _one(search_id, answer) if isinstance(answer, Form) else onwards()
