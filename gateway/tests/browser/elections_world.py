"""Elections to look at, one at every state: nominations, the vote, the count, the declared result."""

from chassis.identity import Caller
from chassis.testkit.local_bus import LocalBus

from ..polls import WORDS, Polls  # noqa: TID252 - tests are no installed package

NATIONAL = Caller("the-national-team", frozenset({"member", "national_team"}), "WOE")
LONG = "I have worked on wards, in the community and with families for thirty years. " * 4


def populate_elections(bus: LocalBus, ids: dict[str, str], people: dict[str, Caller]) -> None:
    """All in SW, where the world's member lives; the member is on the rolls and stands once."""
    polls = Polls(bus)
    me = polls.member(people["member"].subject)

    ids["drafted_election"] = polls.draft(
        seats=3, most_per_county=2, system_seats=[{"system": "Devon STP", "seats": 1}]
    )

    nominating = ids["nominating_election"] = polls.draft()
    polls.reach(nominating, "nominations_open")
    ids["nomination"] = polls.stand(nominating, 1, "Ann Example", patient=True)
    own = {"election": nominating, "shown_name": "Max Example-With-A-Long-Name", **WORDS, "statement": LONG}
    ids["own_nomination"] = polls.knock("nominations.nominate_candidate", own, me)["id"]
    ids["asked_nomination"] = polls.knock(
        "nominations.nominate_candidate",
        {"election": nominating, "candidate": polls.voters[7].subject},
        polls.voters[8],
    )["id"]

    ids["voting_election"] = polls.open_voting()

    counted = ids["counted_election"] = polls.open_voting()
    _vote(polls, counted)
    polls.reach(counted, "counted")

    declared = ids["declared_election"] = polls.open_voting()
    _vote(polls, declared)
    polls.reach(declared, "counted")
    polls.knock("results.declare_result", {"election": declared}, NATIONAL)

    cancelled = ids["cancelled_election"] = polls.draft()
    polls.knock("elections.cancel_election", {"id": cancelled, "reason": "The days were wrong."})


def _vote(polls: Polls, election_id: str) -> None:
    found = polls.knock("elections.get_election", {"id": election_id})
    numbers = {each["shown_name"].split()[0]: each["number"] for each in found["candidates"]}
    ways = [
        ("Ben", "Cat"),
        ("Ben", "Cat", "Ann"),
        ("Ben",),
        ("Cat", "Ben"),
        ("Cat", "Ann"),
        ("Ben", "Ann"),
        ("Ann",),
    ]
    for number, names in enumerate(ways):
        ranked = [{"candidate": numbers[name], "rank": rank} for rank, name in enumerate(names, 1)]
        ballot = {"election": election_id, "ballot_secret": f"{number:032x}", "preferences": ranked}
        polls.knock("ballots.cast_ballot", ballot, polls.voters[number])
