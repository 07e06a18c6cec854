"""The resources of the API, in the order in which the document shows them.

A resource is taken from the last module that adds routes to it.
"""

from gateway.api.accounts import accounts, timebank, transfers
from gateway.api.actions import actions
from gateway.api.agendas import agendas
from gateway.api.alliances import initiatives, stakeholders
from gateway.api.applicants import applications
from gateway.api.assessments import assessments, my_assessments
from gateway.api.attendance import attendance
from gateway.api.awards import awards
from gateway.api.barriers import barriers
from gateway.api.brought_in import brought_in
from gateway.api.buddies import buddies
from gateway.api.calendars import calendars, my_calendar
from gateway.api.campaigns import campaigns
from gateway.api.capacity import capacity
from gateway.api.coaching import contacts as coaching_contacts
from gateway.api.coaching import questions as coaching_questions
from gateway.api.coffees import coffees
from gateway.api.compact import compact
from gateway.api.concordats import concordats, signatories
from gateway.api.connections import connections
from gateway.api.consultations import consultations
from gateway.api.convenors import convenors
from gateway.api.costs import costs
from gateway.api.decisions import decisions
from gateway.api.development import development
from gateway.api.documents import documents
from gateway.api.elections import elections
from gateway.api.email_changes import email_changes
from gateway.api.events import events
from gateway.api.exchanges import exchanges
from gateway.api.expenses import expenses
from gateway.api.exports import members
from gateway.api.extracts import extracts
from gateway.api.feedback import certificates, feedback
from gateway.api.ground_rules import ground_rules
from gateway.api.groups import groups
from gateway.api.imports import imports
from gateway.api.lab import lab_projects
from gateway.api.learning import learning
from gateway.api.led_projects import led_projects
from gateway.api.mail import mail
from gateway.api.matters import matters
from gateway.api.me import me
from gateway.api.meetings import meetings
from gateway.api.minutes import all_minutes
from gateway.api.minutes_drafts import minutes
from gateway.api.offers import offers, requests
from gateway.api.organisations import organisations
from gateway.api.panels import appointments
from gateway.api.peer_support import peer_groups
from gateway.api.placements import placements
from gateway.api.pledges import pledges
from gateway.api.problems import problems
from gateway.api.project_parts import joining as project_joining
from gateway.api.project_parts import measures as project_measures
from gateway.api.project_parts import projects
from gateway.api.proposal_comments import proposals, round_proposals
from gateway.api.regions import connection_counts, growth, regions
from gateway.api.release_answers import release_answers
from gateway.api.release_requests import release_requests
from gateway.api.results import votes as round_votes
from gateway.api.reviews import reviews
from gateway.api.round_panels import panels as round_panels
from gateway.api.rounds import rounds
from gateway.api.seats import own_seats, seats
from gateway.api.self_organised import own_groups
from gateway.api.shortlists import proposal_feedback, shortlists
from gateway.api.skill_search import saved_searches, skill_search
from gateway.api.skills import skills
from gateway.api.stories import stories
from gateway.api.support import support
from gateway.api.surveys import surveys
from gateway.api.unfunded import unfunded
from gateway.api.venues import venues
from gateway.api.vocabulary import vocabulary

RESOURCES = (
    applications,
    regions,
    growth,
    groups,
    costs,
    support,
    barriers,
    stakeholders,
    initiatives,
    convenors,
    seats,
    own_seats,
    appointments,
    elections,
    documents,
    ground_rules,
    meetings,
    venues,
    matters,
    all_minutes,
    minutes,
    events,
    feedback,
    certificates,
    actions,
    decisions,
    surveys,
    attendance,
    reviews,
    consultations,
    own_groups,
    agendas,
    expenses,
    release_requests,
    release_answers,
    placements,
    skills,
    vocabulary,
    skill_search,
    saved_searches,
    development,
    peer_groups,
    exchanges,
    buddies,
    coffees,
    coaching_contacts,
    coaching_questions,
    calendars,
    accounts,
    transfers,
    timebank,
    members,
    me,
    my_calendar,
    email_changes,
    connections,
    connection_counts,
    compact,
    imports,
    mail,
    offers,
    requests,
    campaigns,
    problems,
    organisations,
    concordats,
    signatories,
    capacity,
    learning,
    led_projects,
    stories,
    lab_projects,
    extracts,
    rounds,
    brought_in,
    round_proposals,
    proposals,
    round_votes,
    projects,
    project_joining,
    project_measures,
    awards,
    pledges,
    unfunded,
    round_panels,
    my_assessments,
    assessments,
    shortlists,
    proposal_feedback,
)
