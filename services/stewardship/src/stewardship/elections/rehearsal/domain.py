"""All days of an election moved ahead together, which everybody reads in its history."""

from dataclasses import fields, replace
from datetime import datetime, timedelta

from stewardship.elections.domain import DRAFTED, NOMINATIONS_OPEN, Deadlines, Election, Step
from stewardship.refusal import Refusal

BEFORE_THE_VOTE = (DRAFTED, NOMINATIONS_OPEN)


def bring_forward(election: Election, days: int, by: str, now: datetime) -> Election:
    """Every deadline so many days earlier, as a step of its own.

    Refused: ``election_begun`` once nominations are closed: nobody cuts a vote short.
    """
    if election.state not in BEFORE_THE_VOTE:
        raise Refusal("election_begun", "Nominations are closed. The days of this election stay as they are.")
    earlier = {
        each.name: getattr(election.deadlines, each.name) - timedelta(days=days) for each in fields(Deadlines)
    }
    note = f"This is a rehearsal: every day was moved {days} days earlier."
    return replace(
        election,
        version=election.version + 1,
        deadlines=Deadlines(**earlier),
        history=(*election.history, Step("changed", now, by, note)),
    )
