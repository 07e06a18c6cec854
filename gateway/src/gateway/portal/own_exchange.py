"""What waits for a member in Q Exchange, asked of all its parts at once."""

from chassis.identity import Caller
from contracts.refusals import Refused
from gateway.clients import together
from gateway.clients.exchange import assessments, awards, pledges, projects, proposals, rounds, unfunded
from gateway.portal.dates import today
from gateway.portal.presenting import own_exchange as presenting
from gateway.portal.presenting.own_exchange import Waiting

MOST_ROUNDS = 50
MOST = 100


def waiting_for(person: Caller) -> list[Waiting]:
    """What ends soonest, a round's steps, first; a part that does not answer is left out."""
    found, own, given, *more = together(
        rounds.list_rounds.asking(person, limit=MOST_ROUNDS),
        proposals.my_proposals.asking(person, limit=MOST),
        assessments.list_my_assessments.asking(person, limit=MOST),
        awards.my_awards.asking(person, limit=MOST),
        unfunded.my_unfunded.asking(person, limit=MOST),
        pledges.my_pledges.asking(person, limit=MOST),
        projects.my_projects.asking(person, limit=MOST),
    )
    lines: list[Waiting] = []
    if not isinstance(found, Refused) and not isinstance(own, Refused):
        lines += presenting.of_rounds(found, own)
    if not isinstance(given, Refused):
        lines += presenting.of_assessments(given)
    for read, answer in zip(presenting.READ, more, strict=True):
        if not isinstance(answer, Refused):
            lines += read(answer, today())
    return lines
