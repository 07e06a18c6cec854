"""Ideas without an award: the list, one with what matches it, who helps and what became of it (row 58)."""

from typing import Any

from flask import request

from contracts.refusals import Refused
from gateway.clients.exchange import proposals, rounds
from gateway.clients.exchange import unfunded as doors
from gateway.clients.skills_register import searches, vocabulary
from gateway.guards import caller
from gateway.portal.forms import Form
from gateway.portal.pages import Page, page, show
from gateway.portal.places import as_choices, region_names
from gateway.portal.presenting.skill_search import Match, matches_of, nameless
from gateway.portal.presenting.unfunded import Idea, counts_of, history_of, idea_of, options_of
from gateway.portal.views.offers import asked_together
from gateway.portal.views.panels import names_of

SKILLS_SHOWN, HELPERS_SHOWN = 5, 3
TEAM = ("lead", "agreed")
GIVEN_UP = ("withdrawn", "merged", "awarded")
"""Stages of proposals for which result day has nothing here."""


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
    """One; its people, who helps it and its region's keepers see what they do next.

    Before result day its own people are told that there is nothing here yet.
    """
    try:
        return one_idea(proposal_id, Form())
    except Refused as no:
        if no.code != "not_found":
            raise
        return _not_yet(proposal_id)


def one_idea(proposal_id: str, form: Form) -> Page:
    """Its page, with a form that was refused if one was."""
    person = caller()
    found, history = asked_together(
        doors.get_unfunded.asking(person, proposal_id), doors.get_history.asking(person, proposal_id)
    )
    regions = region_names(person)
    shown = idea_of(found, regions)
    skills = _skills(f"{shown.title} {shown.wanted}") if shown.outcome is None else []
    return show(
        "unfunded_idea",
        form=form,
        idea=shown,
        options=options_of(found["options"], shown.title, regions),
        skills=skills,
        helpers=_helpers([each["key"] for each in skills], regions),
        round=_round(shown.round_id),
        may_note=shown.is_mine or shown.may_sponsor,
        history=history_of(history),
    )


def read_idea(proposal_id: str) -> Idea:
    """One as its reader may see it. Refused: ``not_found``."""
    return idea_of(doors.get_unfunded(caller(), proposal_id), region_names(caller()))


def _not_yet(proposal_id: str) -> Page:
    """Refused: ``not_found`` for who has no part in the proposal, or when it gave itself up."""
    found = proposals.get_proposal(caller(), proposal_id)
    if found["my_part"] not in TEAM or found["stage"] in GIVEN_UP:
        raise Refused("not_found")
    return show("unfunded_not_yet", proposal=found, round=_round(found["round_id"]))


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


def _helpers(skills: list[str], regions: dict[str, str]) -> list[Match]:
    """Members who have one of these skills and let others find them, those who fit best first."""
    if not skills:
        return []
    try:
        found = searches.search_skills(caller(), {"skills": skills}, limit=HELPERS_SHOWN)["items"]
    except Refused:
        return []
    others = [each for each in found if each["owner"]["member_id"] != caller().subject]
    return matches_of(others, names_of(nameless(others)), regions)


def _round(round_id: str) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = rounds.get_round(caller(), round_id)
    except Refused:
        return None
    return found
