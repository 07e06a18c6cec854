"""The front page: what Q Commons is, and the next step for whoever looks."""

from chassis.identity import Caller
from contracts.refusals import Refused
from gateway.clients import membership, together
from gateway.clients.meetings import actions, surveys
from gateway.clients.stewardship import documents, elections
from gateway.guards import caller
from gateway.portal.frame import runs_a_pipeline
from gateway.portal.own_exchange import waiting_for
from gateway.portal.pages import Page, page, show
from gateway.portal.places import region_names
from gateway.portal.presenting.actions import Action, actions_of
from gateway.portal.presenting.applications import Pipeline, pipeline_of
from gateway.portal.presenting.community import community_of
from gateway.portal.presenting.compact import prompt_of
from gateway.portal.presenting.connections import waits_for
from gateway.portal.presenting.documents import DueReview, due_review_of
from gateway.portal.presenting.elections import TAKING_PART, Line, line_of
from gateway.portal.presenting.surveys import Survey, surveys_of


@page("/", "public")
def home() -> Page:
    """A part that does not answer is left out; the front page itself always comes."""
    person = caller()
    asked = [membership.community_growth.asking(person)]
    is_member = person.has("member")
    if is_member:
        asked += [membership.my_profile.asking(person), membership.my_connections.asking(person)]
    growth, *mine = together(*asked)
    profile, connections = mine if is_member else (None, None)
    return show(
        "home",
        community=None if isinstance(growth, Refused) else community_of(growth),
        profile=None if isinstance(profile, Refused) else profile,
        prompt=None if profile is None or isinstance(profile, Refused) else prompt_of(profile),
        waiting=_waiting(connections, person),
        pipelines=_pipelines(person),
        reviews=_reviews(person),
        votes=[] if profile is None or isinstance(profile, Refused) else _votes(person, profile["region"]),
        promised=_promised(person) if is_member else [],
        asked_by=_asked_by(person) if is_member else [],
        in_exchange=waiting_for(person) if is_member else [],
        people_in=region_names(person) if runs_a_pipeline(person) else {},
    )


def _waiting(connections: object, person: Caller) -> int:
    """How many people say they met me and wait for my answer."""
    if not isinstance(connections, dict):
        return 0
    return sum(1 for each in connections["items"] if waits_for(each, person.subject))


def _promised(person: Caller) -> list[Action]:
    """What this person is still to do in their groups, the next due first."""
    (found,) = together(actions.my_actions.asking(person))
    if isinstance(found, Refused):
        return []
    return sorted(actions_of(found["offered"] + found["open"]), key=lambda each: each.due_on)


def _asked_by(person: Caller) -> list[Survey]:
    """The surveys that wait for this person's answer."""
    (found,) = together(surveys.my_surveys.asking(person))
    return [] if isinstance(found, Refused) else [each for each in surveys_of(found["items"]) if each.asks_me]


def _votes(person: Caller, region: str) -> list[Line]:
    """The elections of this region in which its members stand, back others or vote now."""
    asked = (elections.list_elections.asking(person, region=region, state=state) for state in TAKING_PART)
    found = [each for each in together(*asked) if not isinstance(each, Refused)]
    return [line_of(each, {}) for page in found for each in page["items"]]


def _pipelines(person: Caller) -> list[Pipeline]:
    """The pipelines of the regions this person looks after, a line each."""
    mine = sorted(person.regions_as("coordinator", "convenor")) if runs_a_pipeline(person) else []
    if not mine:
        return []
    found = together(*(membership.pipeline.asking(person, code) for code in mine))
    return [pipeline_of(each, {}) for each in found if not isinstance(each, Refused)]


def _reviews(person: Caller) -> list[DueReview]:
    """What the groups this person acts for agreed and are to look at again."""
    mine = sorted(person.regions_as("coordinator", "convenor"))
    found = together(*(documents.list_reviews.asking(person, region=code) for code in mine)) if mine else []
    return [due_review_of(each) for page in found if not isinstance(page, Refused) for each in page["items"]]
