"""Votes of rounds to look at: before it opens, open, closed, counted, cancelled, and by other forms."""

from chassis.identity import Caller
from chassis.testkit.local_bus import LocalBus

from ..round_votes import RoundVotes  # noqa: TID252 - tests are no installed package

WAYS = ("f2 f3 f4 o1 o2 o3", "f3 f4 f5 o1 o2 o4", "f2 f3 f5 o1 o3 o5", "f2 f3 f4 o3 o4 o5", "")
VOTERS = 40


def populate_votes(bus: LocalBus, ids: dict[str, str], people: dict[str, Caller]) -> None:
    """All of the world but its operator are on every roll; the convenor has voted."""
    for person in ("member", "convenor", "coordinator", "national_team"):
        RoundVotes.keep(bus, people[person].subject, people[person].region or "SW")
    ids["vote_to_come"] = RoundVotes(bus, voters=2, title="Q Exchange to come").id

    voting = RoundVotes(bus, title="Q Exchange where members vote").open()
    ids["voting_round"] = voting.id
    _draft(voting, people["member"])
    _cast(voting, people["convenor"], WAYS[0])

    knapsack = RoundVotes(
        bus, title="Q Exchange with a knapsack", ballot={"kind": "knapsack"}, themes=[], has_themes=False
    ).open()
    ids["knapsack_round"] = knapsack.id

    closed = RoundVotes(bus, title="Q Exchange being counted").open().close()
    ids["closed_vote"] = closed.id

    counted = RoundVotes(bus, voters=VOTERS, title="Q Exchange with its result").open()
    for number in range(VOTERS - 3):
        counted.vote(number, WAYS[number % len(WAYS)])
    _cast(counted, people["convenor"], WAYS[1])
    ids["counted_vote"] = counted.tally().id

    cancelled = RoundVotes(bus, title="Q Exchange that was stopped").open()
    cancelled.cancel("The fund withdrew its money.")
    ids["cancelled_vote"] = cancelled.id


def _draft(votes: RoundVotes, member: Caller) -> None:
    votes.knock("ballots.save_draft", {"round": votes.id, "projects": votes.several("f2 f3")}, member)


def _cast(votes: RoundVotes, member: Caller, names: str) -> None:
    asked = {"round": votes.id, "ballot_secret": "c" * 32, "projects": votes.several(names)}
    votes.knock("ballots.cast_ballot", asked, member)
