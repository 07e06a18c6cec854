"""A round of Q Exchange for everybody: what can be done now, its proposals, its days as a file (row 56)."""

from collections.abc import Mapping
from typing import Any

from flask import Response, request, stream_with_context

from contracts.refusals import Refused
from gateway import calendar_files, round_files
from gateway.clients import membership, together
from gateway.clients.exchange import proposals
from gateway.clients.exchange import rounds as doors
from gateway.guards import caller
from gateway.parts import parts
from gateway.portal.forms import Form
from gateway.portal.pages import Page, page, show
from gateway.portal.places import as_choices, region_names
from gateway.portal.presenting.proposals import STAGES
from gateway.portal.presenting.round_numbers import numbers_of
from gateway.portal.presenting.round_proposals import line_of
from gateway.portal.presenting.round_steps import Step, leads_one, own_in, step_of
from gateway.portal.presenting.rounds import round_of

FILTERS = ("text", "region", "theme", "stage")
LISTED = ("idea", "draft", "submitted", "shortlisted", "not_shortlisted", "awarded", "not_awarded")
VOTED_ON = ("shortlisted", "awarded", "not_awarded")
"""What visitors read, too."""
MOST_OWN = 200

Answer = Mapping[str, Any]


@page("/rounds/<round_id>", "public")
def exchange_round(round_id: str) -> Page:
    """What it is for, its phases and who acts in them, and the reader's next step."""
    person = caller()
    asked = [
        doors.get_round.asking(person, round_id),
        membership.list_regions.asking(person),
        proposals.count_proposals.asking(person, round_id),
    ]
    if person.has("member"):
        asked.append(proposals.my_proposals.asking(person, limit=MOST_OWN))
    found, listed, counted, *mine = together(*asked)
    for each in (found, listed):
        if isinstance(each, Refused):
            raise each
    own = [] if not mine or isinstance(mine[0], Refused) else own_in(found, mine[0]["items"])
    regions = {each["code"]: each["name"] for each in listed["items"]}
    return show(
        "exchange_round",
        round=round_of(found, regions, is_member=person.has("member"), leads=leads_one(own)),
        step=_step(found, own),
        own=[line_of(each, regions) for each in own],
        numbers=None if isinstance(counted, Refused) else numbers_of(counted, regions),
        keeps=person.acts_for(found["region"], "coordinator", "convenor"),
    )


@page("/rounds/<round_id>/proposals", "public")
def round_proposals(round_id: str) -> Page:
    """Those that the reader may see, the newest first."""
    person, regions = caller(), region_names(caller())
    round_ = doors.get_round(person, round_id)
    chosen = _chosen(round_, regions)
    kept = {name: value for name, value in chosen.items() if value}
    narrowed: dict[str, Any] = {name: value or None for name, value in chosen.items()}
    found = proposals.list_proposals(person, round_id, cursor=request.args.get("cursor") or None, **narrowed)
    stages = LISTED if person.has("member") else VOTED_ON
    return show(
        "round_proposals",
        round=round_of(round_, regions),
        proposals=[line_of(each, regions) for each in found["items"]],
        chosen=Form(answers=chosen),
        kept=kept,
        regions=as_choices(regions),
        stages=[{"value": each, "text": STAGES[each][0]} for each in stages],
        next=found["next"],
        later=bool(request.args.get("cursor")),
    )


@page("/rounds/<round_id>/proposals.csv", "public")
def round_proposals_csv(round_id: str) -> Response:
    person, regions = caller(), region_names(caller())
    kept = _chosen(doors.get_round(person, round_id), regions)
    narrowed = {name: value or None for name, value in kept.items()}
    site = parts().settings.portal_url
    lines = round_files.proposals_as_csv(person, round_id, regions, site, narrowed)
    answer = Response(stream_with_context(lines), mimetype="text/csv")
    answer.headers.set("Content-Disposition", "attachment", filename=f"proposals-{round_id}.csv")
    return answer


@page("/rounds/<round_id>/timetable.ics", "public")
def round_timetable(round_id: str) -> Response:
    """Its days for a calendar. Refused: ``round_not_published``."""
    found = doors.get_round(caller(), round_id)
    if found["published_at"] is None:
        raise Refused("round_not_published")
    entries = round_files.timetable(found)
    file = calendar_files.draw(found["title"], entries, parts().settings.portal_url)
    return calendar_files.answer(file, name=f"round-{round_id}")


def _step(found: Answer, own: list[Answer]) -> Step | None:
    """The reader's next one while anything is open, or still taken within the grace."""
    if not found["open_now"] and not any(each["may"] for each in found["mine"]):
        return None
    return step_of(found, own, is_member=caller().has("member"))


def _chosen(round_: Answer, regions: Mapping[str, str]) -> dict[str, str]:
    """By what the list is narrowed; what there is not narrows nothing."""
    typed = {name: request.args.get(name, "").strip() for name in FILTERS}
    known = {"region": regions, "theme": round_["themes"], "stage": LISTED}
    return {name: value if name not in known or value in known[name] else "" for name, value in typed.items()}
