"""Where Q Exchange begins: what is open now with the reader's next step, what comes, what was (row 56)."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import request

from chassis.identity import Caller
from contracts.refusals import Refused
from gateway.clients import membership, together
from gateway.clients.exchange import proposals
from gateway.clients.exchange import rounds as doors
from gateway.guards import caller
from gateway.portal.forms import Form
from gateway.portal.pages import Page, page, show
from gateway.portal.places import as_choices, region_names
from gateway.portal.presenting.round_steps import Step, own_in, step_of
from gateway.portal.presenting.rounds import EVERYWHERE, UK, round_of, state_of

KEEPERS = ("coordinator", "convenor", "national_team")
RUNNING = ("open", "between")
MOST_ROUNDS = 50
MOST_OWN = 200
PAST_SHOWN = 5

Answer = Mapping[str, Any]


@page("/q-exchange", "public")
def q_exchange() -> Page:
    """A part that does not answer is left out, but for the rounds themselves."""
    person = caller()
    asked = [
        doors.list_rounds.asking(person, limit=MOST_ROUNDS),
        membership.list_regions.asking(person),
    ]
    if person.has("member"):
        asked.append(proposals.my_proposals.asking(person, limit=MOST_OWN))
    if keeps_some(person):
        asked.append(doors.list_drafts.asking(person, limit=MOST_ROUNDS))
    found, listed, *more = together(*asked)
    for each in (found, listed):
        if isinstance(each, Refused):
            raise each
    answers = [[] if isinstance(each, Refused) else each["items"] for each in more]
    own = answers.pop(0) if person.has("member") else []
    regions = {each["code"]: each["name"] for each in listed["items"]}
    return show(
        "q_exchange",
        keeps=keeps_some(person),
        drafts=[round_of(each, regions) for each in _drafts(answers)],
        **_sorted_out(found["items"], own, regions, is_member=person.has("member")),
    )


@page("/rounds", "public")
def rounds() -> Page:
    """Every round that was published, the one that began last first."""
    names = {UK: EVERYWHERE, **region_names(caller())}
    region = request.args.get("region", "")
    region = region if region in names else ""
    found = doors.list_rounds(caller(), region=region or None, cursor=request.args.get("cursor") or None)
    return show(
        "rounds",
        rounds=[round_of(each, names) for each in found["items"]],
        chosen=Form(answers={"region": region}),
        regions=as_choices(names),
        region=region,
        next=found["next"],
        later=bool(request.args.get("cursor")),
    )


def keeps_some(person: Caller) -> bool:
    """Whether this person may set up a round somewhere."""
    return any(person.has(role) for role in KEEPERS)


def _drafts(answers: list[list[Answer]]) -> list[Answer]:
    """Of keepers those that wait to be published, without what was given up."""
    return [each for each in answers[0] if each["state"] == "draft"] if answers else []


def _sorted_out(
    found: Sequence[Answer], own: Sequence[Answer], regions: Mapping[str, str], *, is_member: bool
) -> dict[str, Any]:
    """What is running, each with the reader's step, something to do first; what comes; what was."""
    steps = {each["id"]: step_of(each, own_in(each, own), is_member=is_member) for each in found}
    running = [
        (round_of(each, regions), steps[each["id"]])
        for each in found
        if state_of(each) in RUNNING and not _only_reports(each, steps[each["id"]])
    ]
    running.sort(key=lambda pair: (not pair[1].is_act, pair[0].state != "open"))
    coming = [round_of(each, regions) for each in found if state_of(each) == "coming"]
    past = [
        round_of(each, regions)
        for each in found
        if state_of(each) in ("over", "cancelled") or _only_reports(each, steps[each["id"]])
    ]
    return {"running": running, "coming": coming[::-1], "past": past[:PAST_SHOWN]}


def _only_reports(answer: Answer, step: Step) -> bool:
    """Reports are taken for months: but for those who owe one such a round is past."""
    return answer["open_now"] == ["report"] and not step.is_act
