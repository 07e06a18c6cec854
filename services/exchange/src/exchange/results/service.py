"""The doors of results: the tally as due work, what it says, and the file to tally again (row 57)."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from chassis.call import Again, Call, Job
from chassis.doors import PUBLIC, due, query
from contracts.events import Fact
from contracts.refusals import Refused
from exchange.ballots import domain as polling
from exchange.ballots.box.store import BoxStore
from exchange.ballots.domain import Ballot, Poll
from exchange.ballots.roll.store import RollStore
from exchange.ballots.schemas import OfRound
from exchange.ballots.store import TALLY_VOTE, PollStore
from exchange.notices import notices
from exchange.proposals.domain import GIVEN_UP
from exchange.proposals.store import ProposalStore
from exchange.refusal import Refusal
from exchange.results import schemas
from exchange.results.aside import Tallied, tally_file
from exchange.results.domain import (
    Result,
    Support,
    chosen_by,
    colleagues_of,
    home_of,
    rules_of,
)
from exchange.results.store import ResultStore
from exchange.results.telling import file_of, told, vote_to_tally
from exchange.rounds.domain import CANCELLED, Round
from exchange.rounds.store import RoundStore
from exchange.settings import Settings

SOON = timedelta(seconds=5)
LONG = timedelta(minutes=10)
"""After that nothing is on its way any more: a database was restored or touched by hand."""


class Results:
    """What the ballots say, in the same words for everybody."""

    name = "exchange_results"
    context = "exchange"
    refusals = (Refusal,)
    store_class = ResultStore
    settings_class = Settings
    store: ResultStore
    settings: Settings

    @query(OfRound, by=(PUBLIC,))
    def get_tally(self, _call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Turnout; by each rule which projects are funded, why, and why not; votes from their own region.

        Refused: ``not_found``, ``not_tallied``.
        """
        poll, result = self._tallied(asked["round"])
        return schemas.result_view(poll, result)

    @query(schemas.FilePart, by=(PUBLIC,))
    def get_ballot_file(self, _call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """One part of the published ``.pb`` file; ``next`` is the number of the one that follows.

        Refused: ``not_found``, ``not_tallied``.
        """
        poll, part = self._tallied(asked["round"])[0], asked["part"]
        text = self.store.file_part(poll.id, part)
        if text is None:
            raise Refused("not_found")
        return {"text": text, "next": part + 1 if self.store.has_part(poll.id, part + 1) else None}

    @due(TALLY_VOTE, outside=True)
    def tally_vote(self, call: Call, job: Job) -> Again | None:
        """Tally the very file that is published, aside, then publish it with its result.

        Some time later it is forgotten who voted.
        """
        work = self.store.work
        found, poll = RoundStore(work).get(job.key), PollStore(work).get(job.key)
        if found is None or poll is None:
            return None
        if poll.state != polling.OPEN:
            return self._forgotten(call, poll)
        if found.state == CANCELLED:
            work.in_transaction(call, lambda: self._throw_away(call, poll))
            return self._flags_later(call)
        at = polling.tallies_at(found)
        if call.now < at:
            return Again(at, {})
        ballots = list(BoxStore(work).all(poll.id))
        if len(ballots) != RollStore(work).count_voted(poll.id):
            if call.now > at + LONG:
                raise RuntimeError("flags on the roll and ballots are not as many")
            return Again(call.now + SOON, {})  # a last ballot is on its way
        left_out = self._left_out(poll)
        vote = vote_to_tally(found, poll, (each.numbers for each in ballots), left_out)
        rules = rules_of(found.terms.rule, found.terms.shown)
        tallied = tally_file(file_of(found, vote), rules)
        result = self._result(call, found, poll, ballots, left_out, tallied)
        work.in_transaction(call, lambda: self._publish(call, found, poll, result, tallied.content))
        return self._flags_later(call)

    def _result(
        self,
        call: Call,
        found: Round,
        poll: Poll,
        ballots: Sequence[Ballot],
        left_out: Sequence[str],
        tallied: Tallied,
    ) -> Result:
        from_home = self._from_home(poll, ballots, left_out)
        theirs = self._from_colleagues(poll, ballots, left_out)
        return Result(
            id=found.id,
            version=1,
            region=found.region,
            tallied_at=call.now,
            ballots=len(ballots),
            roll=poll.roll_size,
            blank=sum(1 for each in ballots if not each.numbers),
            tallies=tuple(told(each, poll) for each in tallied.documents),
            left_out=tuple(left_out),
            homes=tuple(home_of(each, dict(poll.roll), theirs.get(each.project)) for each in from_home),
            colleagues=tuple(colleagues_of(each) for each in theirs.values()),
        )

    def _from_home(
        self, poll: Poll, ballots: Sequence[Ballot], left_out: Sequence[str]
    ) -> tuple[Support, ...]:
        """How much of each project's support came from its lead's own region; () where all are of one."""
        if not poll.compares_regions:
            return ()
        roll = RollStore(self.store.work)
        at_home = BoxStore(self.store.work).count_at_home(poll.id)
        here = {
            region: roll.count_voted(poll.id, region) for region in {each.region for each in poll.entries}
        }
        people = chosen_by(ballots)
        return tuple(
            Support(
                each.id,
                each.region,
                people[each.number],
                at_home[each.number],
                len(ballots),
                here[each.region],
            )
            for each in poll.entries
            if each.id not in left_out
        )

    def _from_colleagues(
        self, poll: Poll, ballots: Sequence[Ballot], left_out: Sequence[str]
    ) -> dict[str, Support]:
        """By project, how much of its support came from its own organisation, as far as it names one."""
        theirs = BoxStore(self.store.work).count_colleagues(poll.id)
        people = chosen_by(ballots)
        return {
            each.id: Support(
                each.id,
                each.organisation,
                people[each.number],
                theirs[each.number, True],
                len(ballots),
                theirs[each.number, True] + theirs[each.number, False],
            )
            for each in poll.entries
            if each.organisation and each.id not in left_out
        }

    def _left_out(self, poll: Poll) -> tuple[str, ...]:
        """What nobody would carry out any more: its lead left Q while members voted."""
        proposals = ProposalStore(self.store.work).several(each.id for each in poll.entries)
        gone = {each.id for each in proposals.values() if each.stage in GIVEN_UP}
        return tuple(each.id for each in poll.entries if each.id in gone or each.id not in proposals)

    def _publish(self, call: Call, found: Round, poll: Poll, result: Result, content: str) -> None:
        """Unless the round was cancelled while its ballots were tallied."""
        work = self.store.work
        now = RoundStore(work).get(found.id)
        if now is None or now.state == CANCELLED:
            self._throw_away(call, poll)
            return
        after = polling.end(poll, polling.TALLIED, call.now)
        PollStore(work).save(after)
        self.store.save(result, _telling(found, after))
        self.store.publish_file(poll.id, content)
        RollStore(work).drop_drafts(poll.id)
        BoxStore(work).forget_home_votes(poll.id)

    def _throw_away(self, call: Call, poll: Poll) -> None:
        PollStore(self.store.work).save(polling.end(poll, polling.THROWN_AWAY, call.now))
        RollStore(self.store.work).drop_drafts(poll.id)
        BoxStore(self.store.work).throw_away(poll.id)

    def _flags_later(self, call: Call) -> Again:
        return Again(call.now + timedelta(days=self.settings.vote_flags_days), {})

    def _forgotten(self, call: Call, poll: Poll) -> Again | None:
        ended = poll.ended_at or call.now
        at = ended + timedelta(days=self.settings.vote_flags_days)
        if call.now < at:
            return Again(at, {})
        self.store.work.in_transaction(call, lambda: RollStore(self.store.work).forget_flags(poll.id))
        return None

    def _tallied(self, round_id: str) -> tuple[Poll, Result]:
        found = RoundStore(self.store.work).get(round_id)
        if found is None or not found.was_published:
            raise Refused("not_found")
        poll = polling.refuse_unless_tallied(PollStore(self.store.work).get(round_id))
        result = self.store.get(round_id)
        if result is None:
            raise Refusal("not_tallied")
        return poll, result


def _telling(found: Round, poll: Poll) -> list[Fact]:
    """Everybody whose project was voted on reads why it is funded or not."""
    return notices(
        "round_tallied",
        cause=found.id,
        members=[member for each in poll.entries for member in each.people],
        about={"round": found.terms.title},
        path=f"/rounds/{found.id}/results",
        concerning=(poll.id, poll.version),
        region=found.region,
    )
