"""A proposal's page with all that is said about it, and one's own with their next steps first (row 56)."""

from collections.abc import Mapping, Sequence
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from flask import redirect, request

from chassis.identity import Caller
from contracts.refusals import Refused
from gateway.clients import membership, together
from gateway.clients.exchange import comments as comment_doors
from gateway.clients.exchange import merges as merge_doors
from gateway.clients.exchange import proposals as doors
from gateway.clients.exchange import rounds as round_doors
from gateway.clients.exchange import supporters as support_doors
from gateway.clients.exchange import unfunded
from gateway.guards import caller
from gateway.portal.account_names import member_names
from gateway.portal.forms import Form
from gateway.portal.pages import Page, View, page, show
from gateway.portal.places import kept_regions
from gateway.portal.presenting.proposal_comments import comment_of, engagement_in_words, nameless_in
from gateway.portal.presenting.proposal_steps import next_step, waiting_in
from gateway.portal.presenting.proposals import (
    ENTRIES,
    Proposal,
    Setting,
    nameless,
    proposal_of,
    setting_of,
)
from gateway.portal.presenting.unfunded import history_of

MOST_COMMENTS = 50
"""On one page."""


def signing_in(view: View) -> View:
    """A mail led here, or a member's link: a visitor who may not read it can sign in."""

    @wraps(view)
    def shown(**values: Any) -> Page:
        try:
            return view(**values)
        except Refused as no:
            if no.code == "not_found" and caller().is_visitor:
                return redirect(f"/sign-in?{urlencode({'next': request.full_path.rstrip('?')})}")
            raise

    return shown


@page("/proposals/<proposal_id>", "public")
@signing_in
def proposal(proposal_id: str) -> Page:
    """Its text, its team, what is said about it; for whoever may do something the next step first."""
    return one_proposal(proposal_id, Form())


@page("/my-proposals", "member")
def my_round_proposals() -> Page:
    """What one leads or is asked to, each with its next step; what waits for one comes first."""
    person = caller()
    found = doors.my_proposals(person, cursor=request.args.get("cursor") or None)
    settings = _settings(person, found["items"])
    shown = as_shown(found["items"])
    steps = [(each, next_step(each, settings[each.round_id]), settings[each.round_id]) for each in shown]
    taking = [setting_of(each) for each in round_doors.list_rounds(person)["items"]]
    return show(
        "my_proposals",
        mine=sorted(steps, key=lambda each: each[1].rank),
        rounds=[each for each in taking if len(each.closed) < len(ENTRIES)],
        takes_ideas={each.id for each in taking if "idea" not in each.closed},
        takes_proposals={each.id for each in taking if "proposal" not in each.closed} - _led(shown),
        next=found["next"],
        later=bool(request.args.get("cursor")),
    )


def one_proposal(proposal_id: str, form: Form) -> Page:
    """Its page, with a form that was refused if one was."""
    person = caller()
    answer = doors.get_proposal(person, proposal_id)
    only_waiting = request.args.get("waiting") == "yes"
    said, supporters, engagement, found, listed = asked_together(
        comment_doors.list_comments.asking(
            person,
            proposal_id,
            unanswered=only_waiting or None,
            cursor=request.args.get("comments") or None,
            limit=MOST_COMMENTS,
        ),
        support_doors.list_supporters.asking(person, proposal_id),
        comment_doors.get_engagement.asking(person, proposal_id),
        round_doors.get_round.asking(person, answer["round_id"]),
        membership.list_regions.asking(person),
    )
    regions = {each["code"]: each["name"] for each in listed["items"]}
    comments = _with_the_one_sought(person, proposal_id, said["items"])
    wanted = {**nameless_in(comments), **nameless([answer])}
    names = member_names(wanted) if wanted else {}
    one = proposal_of(answer, names, regions)
    setting, merged = setting_of(found), _merged(person, one)
    return show(
        "exchange_proposal",
        form=form,
        proposal=one,
        setting=setting,
        step=next_step(one, setting) if one.part else None,
        comments=[comment_of(each, names, person.subject, one.team_ids) for each in comments],
        comments_next=said["next"],
        only_waiting=only_waiting,
        comments_later=bool(request.args.get("comments")),
        engagement=engagement_in_words(engagement),
        supporters=_supported(supporters, regions),
        groups=_own_groups(person, regions, supporters["groups"]),
        merges=merge_doors.list_merges(person, proposal_id)["items"] if one.is_own else [],
        merged={each["id"]: each["title"] for each in merged},
        waits_there=waiting_in(merged) if one.is_own else [],
        history=history_of(unfunded.get_history(person, proposal_id)) if person.has("member") else [],
        keeps=person.acts_for(found["region"], "coordinator", "convenor") and not one.is_own,
    )


def _with_the_one_sought(
    person: Caller, proposal_id: str, items: Sequence[Mapping[str, Any]]
) -> list[Mapping[str, Any]]:
    """A mail leads to a comment that may stand on a later page: then it comes first."""
    sought = request.args.get("comment", "")
    if not sought or any(each["id"] == sought for each in items):
        return list(items)
    (found,) = together(comment_doors.list_comments.asking(person, proposal_id, ids=[sought]))
    return [*found["items"], *items] if isinstance(found, Mapping) else list(items)


def _led(mine: Sequence[Proposal]) -> set[str]:
    """The rounds in which the reader leads a proposal already."""
    return {
        each.round_id
        for each in mine
        if each.part == "lead" and each.stage not in ("idea", "withdrawn", "merged")
    }


def as_shown(answers: Sequence[Mapping[str, Any]]) -> list[Proposal]:
    """With the names that this reader may see."""
    person = caller()
    regions = {each["code"]: each["name"] for each in membership.list_regions(person)["items"]}
    wanted = nameless(answers)
    names = member_names(wanted) if wanted else {}
    return [proposal_of(each, names, regions) for each in answers]


def read_proposal(proposal_id: str) -> tuple[Proposal, Setting]:
    """One for a form about it, and its round."""
    person = caller()
    answer = doors.get_proposal(person, proposal_id)
    (one,) = as_shown([answer])
    return one, setting_of(round_doors.get_round(person, answer["round_id"]))


def asked_together(*asked: Any) -> list[Any]:
    """The answers; the first refusal is raised."""
    answers = together(*asked)
    for each in answers:
        if isinstance(each, Refused):
            raise each
    return answers


def _settings(person: Caller, answers: Sequence[Mapping[str, Any]]) -> dict[str, Setting]:
    ids = sorted({each["round_id"] for each in answers})
    found = asked_together(*(round_doors.get_round.asking(person, each) for each in ids)) if ids else []
    return {each["id"]: setting_of(each) for each in found}


def _supported(supporters: Mapping[str, Any], regions: Mapping[str, str]) -> dict[str, Any]:
    """Groups by name, those members who gave a name, and whether the reader supports it."""
    items = supporters["items"]
    return {
        "groups": [regions.get(each, "all of Q") for each in supporters["groups"]],
        "names": [each["shown_name"] for each in items if each["shown_name"] and not each["group"]],
        "is_mine": supporters["is_mine"],
    }


def _own_groups(
    person: Caller, regions: Mapping[str, str], said: Sequence[str]
) -> list[tuple[str, str, bool]]:
    """(code, name, whether it supports this already) of the groups that the reader keeps."""
    kept = {} if person.has("national_team") else kept_regions(person, dict(regions))
    return [(code, name, code in said) for code, name in kept.items()]


def _merged(person: Caller, one: Proposal) -> list[Mapping[str, Any]]:
    """What it went into and what went into it, as far as the reader may read them."""
    ids = [each for each in (one.merged_into, *one.merged_from) if each]
    answers = together(*(doors.get_proposal.asking(person, each) for each in ids)) if ids else []
    return [each for each in answers if isinstance(each, Mapping)]
