"""The resources of the API, in the order in which the document shows them.

A resource is taken from the last module that adds routes to it.
"""

from gateway.api.applicants import applications
from gateway.api.compact import compact
from gateway.api.connections import connections
from gateway.api.exports import members
from gateway.api.groups import groups
from gateway.api.imports import imports
from gateway.api.mail import mail
from gateway.api.me import me
from gateway.api.panels import appointments
from gateway.api.problems import problems
from gateway.api.regions import connection_counts, growth, regions
from gateway.api.seats import own_seats, seats

RESOURCES = (
    applications,
    regions,
    growth,
    groups,
    seats,
    own_seats,
    appointments,
    members,
    me,
    connections,
    connection_counts,
    compact,
    imports,
    mail,
    problems,
)
