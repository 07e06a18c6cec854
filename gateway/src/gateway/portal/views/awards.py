"""Awards for everybody: a round's, one with its terms and reports, one's own (row 57)."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from flask import Response, request

from contracts.refusals import Refused
from gateway.account_names import SOMEBODY, SOMEBODY_WITHIN
from gateway.award_files import awards_file
from gateway.clients.exchange import awards as doors
from gateway.clients.exchange import results, rounds
from gateway.guards import caller
from gateway.portal.account_names import member_names
from gateway.portal.forms import Form
from gateway.portal.handed_in import proposals_in
from gateway.portal.money import show_sum
from gateway.portal.pages import Page, onward, page, show
from gateway.portal.places import region_names
from gateway.portal.presenting.awards import award_of, pot_of
from gateway.portal.presenting.brought_in import counted_elsewhere
from gateway.portal.presenting.exchange_steps import YOU
from gateway.portal.presenting.offers import and_so_on
from gateway.portal.views.offers import asked_together

KEEPERS = ("coordinator", "convenor", "national_team")
MOST = 100
TO_DECIDE = ("shortlisted", "submitted")
"""Stages of proposals on which nothing is decided yet."""


@page("/rounds/<round_id>/awards", "public")
def round_awards(round_id: str) -> Page:
    """Who got what of the pot, what is left of it, and for its keepers what they decide next."""
    return awards_of_round(round_id, Form())


@page("/rounds/<round_id>/awards.csv", "public")
def round_awards_csv(round_id: str) -> Response:
    return awards_file(caller(), round_id)


@page("/awards/<award_id>", "public")
def award(award_id: str) -> Page:
    """One award; who applied and who keeps its round see what they do next."""
    return one_award(award_id, Form())


@page("/my-awards", "member")
def my_awards() -> Page:
    """What was decided on projects in which one has a part."""
    person = caller()
    found, listed = doors.my_awards(person, cursor=request.args.get("cursor") or None), region_names(person)
    return show(
        "my_awards",
        awards=[award_of(each, person.subject, listed) for each in found["items"]],
        next=found["next"],
        later=bool(request.args.get("cursor")),
    )


def one_award(award_id: str, form: Form) -> Page:
    """Its page, with a form that was refused if one was."""
    person = caller()
    found = doors.get_award(person, award_id)
    return show(
        "award",
        form=form,
        award=award_of(found, person.subject, region_names(person)),
        approvers=_approvers(found),
        round=rounds.get_round(person, found["round_id"]),
    )


def awards_of_round(round_id: str, form: Form) -> Page:
    """A round's awards, with a form that was refused if one was; of one that was held elsewhere what is
    known of them. Refused: ``not_found``."""
    person = caller()
    found, pot, listed = asked_together(
        rounds.get_round.asking(person, round_id),
        doors.get_pot.asking(person, round_id),
        doors.list_awards.asking(person, round_id, cursor=request.args.get("cursor") or None, limit=MOST),
    )
    if counted_elsewhere(found):
        return onward("round_proposals", round_id=round_id, stage="awarded")
    regions = region_names(person)
    keeps = any(person.acts_for(found["region"], role) for role in KEEPERS)
    return show(
        "round_awards",
        form=form,
        round=found,
        pot=pot_of(pot),
        money_is_left=bool(pot["left"]),
        awards=[award_of(each, person.subject, regions) for each in listed["items"]],
        desk=_desk(round_id, regions) if keeps else None,
        deciding="award" in found["open_now"],
        may_announce=_may_announce(found),
        next=listed["next"],
        later=bool(request.args.get("cursor")),
    )


def _may_announce(found: Mapping[str, Any]) -> bool:
    """From the first day of the award phase on, also after it: it may have been forgotten."""
    began = (each["opens_at"] for each in found["phases"] if each["kind"] == "award")
    is_time = any(datetime.fromisoformat(each) <= datetime.now(UTC) for each in began)
    return is_time and found["state"] == "published"


def _approvers(found: Mapping[str, Any]) -> str:
    """Who approved it, for keepers; how they are called, the directory knows."""
    members = found.get("approved_by")
    if not members:
        return ""
    names = member_names(dict.fromkeys(members, "")).values()
    first, *others = sorted(names, key=lambda each: each != YOU)
    return and_so_on([first, *(each.replace(SOMEBODY, SOMEBODY_WITHIN) for each in others)])


def _desk(round_id: str, regions: Mapping[str, str]) -> dict[str, Any]:
    """What a round's keepers see besides: decisions that wait, projects without one, and those that get
    nothing and may get something if money is left."""
    person = caller()
    waiting = doors.list_undecided_awards(person, round_id, limit=MOST)
    decided = {each["proposal_id"] for each in waiting["items"]}
    funded = funded_by_vote(round_id)

    def undecided(*stages: str) -> list[dict[str, Any]]:
        found = [each for stage in stages for each in proposals_in(round_id, stage)]
        left = [each for each in found if each["id"] not in decided]
        left.sort(key=lambda each: (each["id"] not in funded, funded.get(each["id"], 0)))
        return [_to_decide(each, regions, is_funded=each["id"] in funded) for each in left]

    return {
        "is_tallied": bool(funded),
        "waiting": [award_of(each, person.subject, regions) for each in waiting["items"]],
        "undecided": undecided(*TO_DECIDE),
        "without": undecided("not_awarded"),
    }


def _to_decide(found: Mapping[str, Any], regions: Mapping[str, str], *, is_funded: bool) -> dict[str, Any]:
    """A project on which its reader may decide, or may not because it is their own."""
    return {
        "id": found["id"],
        "title": found["title"],
        "region": regions.get(found["region"], found["region"]),
        "ask": show_sum(found["ask"]),
        "is_funded": is_funded,
        "is_mine": found["my_part"] in ("lead", "agreed"),
    }


def funded_by_vote(round_id: str) -> dict[str, int]:
    """The projects that the vote funds, in its order; none before it is tallied, or where it funds none."""
    try:
        tally = results.get_tally(caller(), round_id)
    except Refused:
        return {}
    return {each: place for place, each in enumerate(tally["funded"])}
