"""The stewardship groups: the list, and the page of each that leads to all it does (row 11)."""

from contracts.refusals import Refused
from gateway.clients import membership, together
from gateway.clients.meetings import actions, calendar, decisions, minutes, surveys
from gateway.clients.stewardship import (
    alliances,
    appointments,
    barriers,
    consultations,
    costs,
    documents,
    elections,
    matters,
    network,
    seats,
    support,
)
from gateway.guards import caller
from gateway.portal.pages import Page, page, show
from gateway.portal.presenting.group_hub import sections_of
from gateway.portal.presenting.groups import group_of, line_of
from gateway.portal.presenting.matters import group_names


@page("/groups", "public")
def groups() -> Page:
    found = network.list_groups(caller())
    return show(
        "groups",
        uk=line_of(found["uk"]),
        groups=[line_of(each) for each in found["items"]],
        pilots=[each["name"] for each in found["items"] if each["stage"]],
    )


@page("/groups/<region>", "public")
def group(region: str) -> Page:
    """One group; a part that does not answer is said to be missing, the rest is shown."""
    person = caller()
    questions = {
        "group": network.get_group.asking(person, region),
        "regions": membership.list_regions.asking(person),
        "meetings": calendar.list_meetings.asking(person, region=region, limit=5),
        "cycle": calendar.meeting_cycle.asking(person, region),
        "seats": seats.roster.asking(person, region),
        "documents": documents.list_documents.asking(person, region),
        "minutes": minutes.list_minutes.asking(person, region=region, limit=3),
        "actions": actions.list_actions.asking(person, region, state="open", limit=5),
        "decisions": decisions.list_decisions.asking(person, region=region, limit=3),
        "surveys": surveys.list_surveys.asking(person, region=region, limit=3),
        "appointments": appointments.list_calls.asking(person, region=region),
        "elections": elections.list_elections.asking(person, region=region),
        "matters": matters.list_matters.asking(person, group=region),
        "consultations": consultations.list_consultations.asking(person, place=region, ended=False),
        "barriers": barriers.list_barriers.asking(person, region),
        "support": support.list_support.asking(person, region),
        "stances": alliances.stance_counts.asking(person, region),
        "costs": costs.list_costs.asking(person, region=region),
    }
    answers = dict(zip(questions, together(*questions.values()), strict=True))
    if isinstance(answers["group"], Refused):
        raise answers["group"]
    regions = answers["regions"]
    known = [] if isinstance(regions, Refused) else regions["items"]
    names = group_names({each["code"]: each["name"] for each in known})
    return show(
        "group",
        group=group_of(answers["group"]),
        sections=sections_of(region, answers, names),
        keeps=person.acts_for(region, "coordinator", "convenor"),
        is_centre=person.has("national_team"),
    )
