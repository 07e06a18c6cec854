"""Finding help: a question in plain words, who can help and why, as a plain GET form (row 63)."""

from typing import Any

from flask import request

from contracts.refusals import Refused
from gateway.clients.skills_register import searches as doors
from gateway.guards import caller
from gateway.portal.forms import PAGE_REFUSALS, Form
from gateway.portal.pages import Page, page, show
from gateway.portal.places import as_choices, region_names
from gateway.portal.presenting import skill_search as words
from gateway.portal.views.panels import names_of

FIELDS = ("text", "near", "within_miles", "level", "region", "month", "weekdays", "hours", "fresh")
SEVERAL = ("skills", "weekdays")
MORE = ("level", "region", "month", "weekdays", "hours", "fresh")
"""What stands behind "More choices"."""
ON_A_PAGE = 10


@page("/find-help", "public")
def find_help() -> Page:
    """The form alone until something is asked; then the matches below it."""
    asked = asked_in_address()
    regions = region_names(caller())
    form, found = Form(answers=shown_answers(asked)), None
    if asked:
        try:
            found = doors.search_skills(caller(), asked, cursor=_cursor(), limit=ON_A_PAGE)
        except Refused as no:
            if no.code in PAGE_REFUSALS:
                raise
            form = form.refused(no, FIELDS)
    query = words.query_of(asked)
    return show(
        "find_help",
        form=form,
        regions=as_choices(regions),
        choices=words,
        is_more_open=any(name in asked for name in MORE),
        skills=asked.get("skills", []),
        query=query,
        **(answer_of(found, regions, f"/find-help?{query}") if found else {"matches": None}),
    )


def asked_in_address() -> dict[str, Any]:
    """What the address asks for, as the door wants it."""
    sent = {name: [each.strip() for each in request.args.getlist(name)] for name in (*FIELDS, "skills")}
    return words.asked_of(sent)


def shown_answers(asked: dict[str, Any]) -> dict[str, Any]:
    """The same as the form's fields show it."""
    answers = {name: str(value) for name, value in asked.items() if name not in SEVERAL}
    if asked.get("fresh"):
        answers["fresh"] = "yes"
    return answers | {"weekdays": str(asked["weekdays"][0]) if asked.get("weekdays") else ""}


def answer_of(found: dict[str, Any], regions: dict[str, str], here: str) -> dict[str, Any]:
    """What the list of matches shows; ``here`` is the address of its first page, with a question mark."""
    items = found["items"]
    names = names_of(words.nameless(items))
    return {
        "matches": words.matches_of(items, names, regions),
        "understood": found["understood"],
        "not_understood": found["not_understood"],
        "counted": words.counted(found["count"]),
        "points": [{**row, "shown": words.points_words(row["points"]) or "0"} for row in found["points"]],
        "first": here if _cursor() else "",
        "next": f"{here}{'' if here.endswith('?') else '&'}cursor={found['next']}" if found["next"] else "",
    }


def _cursor() -> str | None:
    return request.args.get("cursor") or None
