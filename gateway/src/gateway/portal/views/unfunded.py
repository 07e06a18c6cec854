"""Ideas without an award: the list, one with what matches it, who helps and what became of it (row 58)."""

from typing import Any

from flask import request

from contracts.refusals import Refused
from gateway.clients.exchange import rounds
from gateway.clients.exchange import unfunded as doors
from gateway.clients.skills_register import vocabulary
from gateway.guards import caller
from gateway.portal.forms import Form
from gateway.portal.pages import Page, page, show
from gateway.portal.places import as_choices, region_names
from gateway.portal.presenting.unfunded import Idea, counts_of, idea_of, options_of, outcome_of
from gateway.portal.views.offers import asked_together

SKILLS_SHOWN = 5


@page("/unfunded", "member")
def unfunded() -> Page:
    """Those whose people agreed, of one region or round if asked; one's own first."""
    person, regions = caller(), region_names(caller())
    asked = {name: request.args.get(name, "") for name in ("region", "round")}
    region = asked["region"] if asked["region"] in regions else None
    found, mine, known = asked_together(
        doors.list_unfunded.asking(
            person, region=region, round_id=asked["round"] or None, cursor=request.args.get("cursor") or None
        ),
        doors.my_unfunded.asking(person),
        rounds.list_rounds.asking(person),
    )
    titles = {each["id"]: each["title"] for each in known["items"]}
    return show(
        "unfunded",
        ideas=[idea_of(each, regions) for each in found["items"]],
        mine=[idea_of(each, regions) for each in mine["items"]],
        chosen=Form(answers=asked),
        kept={name: value for name, value in asked.items() if value},
        counts=_counts(asked["round"], region) if asked["round"] in titles else None,
        rounds=as_choices(titles),
        titles=titles,
        regions=as_choices(regions),
        next=found["next"],
        later=bool(request.args.get("cursor")),
    )


@page("/unfunded/<proposal_id>", "member")
def unfunded_idea(proposal_id: str) -> Page:
    """One; its people, who helps it and its region's keepers see what they do next."""
    return one_idea(proposal_id, Form())


def one_idea(proposal_id: str, form: Form) -> Page:
    """Its page, with a form that was refused if one was."""
    person = caller()
    found, history = asked_together(
        doors.get_unfunded.asking(person, proposal_id), doors.get_history.asking(person, proposal_id)
    )
    regions = region_names(person)
    shown = idea_of(found, regions)
    return show(
        "unfunded_idea",
        form=form,
        idea=shown,
        options=options_of(found["options"], shown.title, regions),
        skills=_skills(f"{shown.title} {shown.wanted}"),
        round=_round(shown.round_id),
        may_note=shown.is_mine or shown.may_sponsor,
        history=[
            {"id": each["id"], "title": each["title"], "outcome": outcome_of(each["outcome"])}
            for each in history["items"]
        ],
    )


def read_idea(proposal_id: str) -> Idea:
    """One as its reader may see it. Refused: ``not_found``."""
    return idea_of(doors.get_unfunded(caller(), proposal_id), region_names(caller()))


def _counts(round_id: str, region: str | None) -> list[tuple[str, int]]:
    return counts_of(doors.count_unfunded(caller(), round_id, region=region))


def _skills(words: str) -> list[dict[str, Any]]:
    """The skills of the register that an idea's own words name; a part of a word names nothing."""
    try:
        found = vocabulary.look_up_words(caller(), words[:200])
    except Refused:
        return []
    named = [each for each in found["items"] if each["whole"]]
    return [{"key": each["key"], "name": each["name"]} for each in named[:SKILLS_SHOWN]]


def _round(round_id: str) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = rounds.get_round(caller(), round_id)
    except Refused:
        return None
    return found
