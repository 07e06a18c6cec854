"""The doors of results: the count as due work, the published file, the declaration."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

from chassis.call import Again, Call, Job
from chassis.doors import PUBLIC, command, due, query
from chassis.versions import refuse_stale
from commons.people.store import People
from commons.places import name_of
from contracts.events import Fact
from contracts.refusals import Refused
from contracts.stewardship import ELECTION_DECLARED
from stewardship.elections import counting
from stewardship.elections import domain as life
from stewardship.elections.ballots.store import BallotStore
from stewardship.elections.contest import contest_of, wanted_seat
from stewardship.elections.domain import Candidate, Election
from stewardship.elections.results import domain, schemas
from stewardship.elections.results.aside import count_file
from stewardship.elections.results.domain import Placed, Result
from stewardship.elections.results.store import ResultStore
from stewardship.elections.roll.store import RollStore
from stewardship.elections.store import COUNT, ElectionStore
from stewardship.notices import notices
from stewardship.refusal import Refusal
from stewardship.seats.filling import place_elected
from stewardship.seats.store import SeatStore
from stewardship.settings import Settings

OFFICERS = ("coordinator", "national_team")
SOON = timedelta(seconds=5)
LONG = timedelta(minutes=10)
"""After that nothing is on its way any more: a database was restored or touched by hand."""


class Results:
    """What the ballots say, in the same words for everybody."""

    name = "stewardship_results"
    context = "stewardship"
    refusals = (Refusal,)
    store_class = ResultStore
    settings_class = Settings
    store: ResultStore
    settings: Settings

    @query(schemas.OfElection, by=(PUBLIC,))
    def get_count(self, _call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Turnout, who is elected and why, every stage, the sheet.

        Refused: ``not_found``, ``not_counted``.
        """
        election = self._election(asked["election"])
        return schemas.result_view(election, self._result(election))

    @query(schemas.FilePart, by=(PUBLIC,))
    def get_ballot_file(self, _call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """One part of the published ``.blt`` file; ``next`` is the number of the one that follows.

        Refused: ``not_found``, ``not_counted``.
        """
        election, part = self._election(asked["election"]), asked["part"]
        self._result(election)
        text = self.store.file_part(election.id, part)
        if text is None:
            raise Refused("not_found")
        more = self.store.has_part(election.id, part + 1)
        return {"text": text, "next": part + 1 if more else None}

    @due(COUNT, outside=True)
    def count_election(self, call: Call, job: Job) -> Again | None:
        """Count the very file that is published, aside, then publish it with its result."""
        election = ElectionStore(self.store.work).get(job.key)
        if election is None or election.is_published or election.state == life.CANCELLED:
            return None
        if election.is_contested and call.now < election.count_due_at:
            return Again(election.count_due_at, {})
        ballots = list(BallotStore(self.store.work).all(election.id))
        if len(ballots) != RollStore(self.store.work).count_voted(election.id):
            if call.now > election.count_due_at + LONG:
                raise RuntimeError("flags on the roll and ballots are not as many")
            return Again(call.now + SOON, {})  # a last ballot is on its way
        ids = {candidate.number: candidate.nomination_id for candidate in election.candidates}
        cast = Counter(tuple(ids[number] for number in ballot.preferences) for ballot in ballots)
        content = counting.write_blt(contest_of(election), cast)
        counted = count_file(content)
        if counted.impossible:
            raise RuntimeError("a contest that was possible when nominations closed")
        result = Result(
            id=election.id,
            version=1,
            region=election.region,
            ballots=len(ballots),
            roll=election.roll_size or 0,
            elected=election.numbers_of(counted.elected),
            document=counted.document,
            sheet=counted.sheet,
        )
        self.store.work.in_transaction(call, lambda: self._publish(call, election, result, content))
        return None

    @command(schemas.DeclareResult, by=OFFICERS)
    def declare_result(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The returning officer's word: the elected take their seats. Twice is once.

        Refused: ``not_counted``, ``candidate_cannot_officiate``, ``stale_version``, ``term_dates_wrong``
        for terms that would begin before the count, and what a seat refuses (``group_full``,
        ``holds_seat_already``): then nothing is declared.
        """
        before = self._to_run(call, asked["election"])
        life.refuse_candidate_as_officer(before, call.caller.subject)
        after = life.declare(before, call.caller.subject, call.now)
        result = self._result(after)
        if after is not before:
            refuse_stale(before.version, asked["version"])
            life.refuse_start_before_count(before, asked["starts"])
            result = self._placed(call, after, result, asked["starts"])
            self.store.save(result)
            ElectionStore(self.store.work).save(after, self._declared(after, result))
        return schemas.result_view(after, result)

    def _publish(self, call: Call, election: Election, result: Result, content: str) -> None:
        after = life.counted(election, call.caller.subject, call.now)
        ElectionStore(self.store.work).save(after)
        self.store.save(result)
        self.store.publish_file(election.id, content)

    def _placed(self, call: Call, election: Election, result: Result, starts: date | None) -> Result:
        """Seats for the elected who still belong; the others' seats wait for a recount."""
        chosen = [candidate for number in result.elected if (candidate := election.candidate(number))]
        people = People(self.store.work).several(candidate.member_id for candidate in chosen)
        here = [each for each in chosen if each.member_id in people and people[each.member_id].is_active]
        placed = tuple(self._seated(call, election, each, starts) for each in here)
        absent = tuple(each.number for each in chosen if each not in here)
        return domain.place(result, placed, absent)

    def _seated(self, call: Call, election: Election, elected: Candidate, starts: date | None) -> Placed:
        """Their seat; a refusal says whose it is, and beside which field, so that it can be mended."""
        wanted = wanted_seat(election, elected, starts=starts)
        try:
            [seat] = place_elected(SeatStore(self.store.work), self.settings, call, [wanted])
        except Refusal as no:
            message = no.message
            if no.code == "holds_seat_already":
                message = (
                    f"{elected.shown_name} holds a seat in the group at that time already. "
                    "Choose a later first day, or end that term first."
                )
            fields = {"starts" if name == "start" else name: said for name, said in no.fields.items()}
            raise Refusal(no.code, message, fields) from None
        return Placed(elected.number, seat.id)

    def _declared(self, election: Election, result: Result) -> list[Fact]:
        concerning = (election.id, election.version)
        elected = [each.member_id for number in result.elected if (each := election.candidate(number))]
        data = {
            "region": election.region,
            "election_id": election.id,
            "elected": elected,
            "seats": election.rules.seats,
            "roll_size": result.roll,
            "ballots": result.ballots,
        }
        told = notices(
            "election_declared",
            cause=election.id,
            members=[candidate.member_id for candidate in election.candidates],
            about={"region": name_of(self.settings.regions, election.region)},
            path=f"/elections/{election.id}/count",
            concerning=concerning,
            region=election.region,
        )
        return [ELECTION_DECLARED.of(*concerning, data, election.region), *told]

    def _result(self, election: Election) -> Result:
        result = self.store.get(election.id)
        if result is None or not election.is_published:
            raise Refusal("not_counted")
        return result

    def _to_run(self, call: Call, election_id: str) -> Election:
        election = self._election(election_id)
        if not call.caller.acts_for(election.region, "coordinator"):
            raise Refused("not_found")
        return election

    def _election(self, election_id: str) -> Election:
        election = ElectionStore(self.store.work).get(election_id)
        if election is None:
            raise Refused("not_found")
        return election
