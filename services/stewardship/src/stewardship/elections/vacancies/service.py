"""The doors of casual vacancies: open one, count again, take the seat or leave it to the next (row 14)."""

from typing import Any

from chassis.call import Again, Call, Job
from chassis.doors import PUBLIC, command, due, query
from commons.london import day_of
from commons.people.store import People
from commons.places import name_of
from contracts.events import Fact
from contracts.refusals import Refused
from stewardship.elections.contest import wanted_seat
from stewardship.elections.domain import DECLARED, Election, refuse_candidate_as_officer
from stewardship.elections.results.aside import Vacated, count_file
from stewardship.elections.results.store import ResultStore
from stewardship.elections.store import ElectionStore
from stewardship.elections.vacancies import domain, schemas
from stewardship.elections.vacancies.domain import COUNTING, ENDED, OFFERED, Vacancy
from stewardship.elections.vacancies.store import RECOUNT, VacancyStore
from stewardship.notices import notices
from stewardship.refusal import Refusal
from stewardship.seats.filling import place_elected
from stewardship.seats.store import SeatStore
from stewardship.settings import Settings

OFFICERS = ("coordinator", "national_team")


class Vacancies:
    """Who follows an elected member, by the ballots of the same election."""

    name = "stewardship_vacancies"
    context = "stewardship"
    refusals = (Refusal,)
    store_class = VacancyStore
    settings_class = Settings
    store: VacancyStore
    settings: Settings

    @query(schemas.ListVacancies, by=(PUBLIC,))
    def list_vacancies(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """An election's vacancies with their recounts. Refused: ``not_found``."""
        election, me = self._election(asked["election"]), call.caller.subject
        found = self.store.of_election(election.id)
        return {"items": [schemas.vacancy_view(election, vacancy, me) for vacancy in found]}

    @command(schemas.OpenVacancy, by=OFFICERS)
    def open_vacancy(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Ask the same ballots who follows an elected member whose seat is vacant, or who follows
        somebody who was asked and belongs no more.

        Refused: ``candidate_cannot_officiate``, ``not_declared``, ``not_elected``, ``seat_held``,
        ``seat_closed``, ``vacancy_open`` also when the seat has found its next holder already.
        """
        election, number = self._election(asked["election"]), asked["candidate"]
        if not call.caller.acts_for(election.region, "coordinator"):
            raise Refused("not_found")
        refuse_candidate_as_officer(election, call.caller.subject)
        if election.state != DECLARED:
            raise Refusal("not_declared")
        asked_before = self._next_of(election, number)
        if asked_before is not None:
            return self._ask_again(call, election, asked_before)
        seat_id = self._seat_of(election, number)
        if seat_id is not None:
            self._refuse_unless_vacant(seat_id, call)
        vacancy = Vacancy(call.new_id(), 1, election.id, election.region, number, seat_id, call.now)
        self.store.save(vacancy)
        self.store.plan_recount(vacancy, call.now)
        return schemas.vacancy_view(election, vacancy)

    @command(schemas.AnswerVacancy, by=("member",))
    def answer_vacancy(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Take the offered seat, or leave it to the next. Refused: ``vacancy_closed``,
        ``vacancy_not_yours``, and what a seat refuses."""
        vacancy = self.store.get(asked["id"])
        if vacancy is None:
            raise Refused("not_found")
        election, me = self._election(vacancy.election), call.caller.subject
        mine = next((each for each in election.candidates if each.member_id == me), None)
        domain.refuse_others(vacancy, mine.number if mine else None)
        assert mine is not None, "only a candidate is offered a seat"
        if asked["accepted"]:
            wanted = wanted_seat(election, mine, seat_id=vacancy.seat_id)
            [seat] = place_elected(SeatStore(self.store.work), self.settings, call, [wanted])
            after = domain.take(vacancy, seat.id)
        else:
            after = domain.decline(vacancy)
            self.store.plan_recount(after, call.now)
        self.store.save(after)
        return schemas.vacancy_view(election, after, me)

    @due(RECOUNT, outside=True)
    def recount_vacancy(self, call: Call, job: Job) -> Again | None:
        """Count the published ballots again, without those who gave up the seat or do not want it."""
        vacancy = self.store.get(job.key)
        if vacancy is None or vacancy.state != COUNTING:
            return None
        election = self._election(vacancy.election)
        vacated = election.id_of(vacancy.vacated)
        sitting = [election.id_of(number) for number in self._sitting(call, election, vacancy)]
        willing = self._willing(election, vacancy)
        counted = count_file(
            ResultStore(self.store.work).file(election.id), Vacated(vacated, sitting, willing)
        )
        following = [each for each in counted.elected if each not in sitting]
        number = election.numbers_of(following)[0] if following else None
        after = domain.offer(vacancy, number, counted.document or None, counted.impossible)
        facts = self._offering(election, after)
        self.store.work.in_transaction(call, lambda: self.store.save(after, facts))
        return None

    def _offering(self, election: Election, vacancy: Vacancy) -> list[Fact]:
        offered = election.candidate(vacancy.offered) if vacancy.offered else None
        if offered is None:
            return []
        return notices(
            "vacancy_offered",
            cause=f"{vacancy.id} {offered.number}",
            members=[offered.member_id],
            about={"region": name_of(self.settings.regions, election.region)},
            path=f"/elections/{election.id}/vacancies",
            concerning=(vacancy.id, vacancy.version),
            region=election.region,
        )

    def _sitting(self, call: Call, election: Election, vacancy: Vacancy) -> list[int]:
        """Numbers of those whom this election seated and who hold their seats still."""
        return [
            number
            for number, seat_id in self._seats(election).items()
            if number != vacancy.vacated and self._holder(seat_id, call) == election.member_of(number)
        ]

    def _willing(self, election: Election, vacancy: Vacancy) -> list[str]:
        """Nomination ids of those who may be asked: active here, never seated, not declined."""
        people = People(self.store.work).several(each.member_id for each in election.candidates)
        passed_over = {*self._seats(election), *vacancy.declined, vacancy.vacated}
        return [
            each.nomination_id
            for each in election.candidates
            if each.number not in passed_over
            and (person := people.get(each.member_id)) is not None
            and person.is_active
            and person.region == election.region
        ]

    def _next_of(self, election: Election, number: int) -> Vacancy | None:
        """How this elected member's seat is being filled, or was."""
        found = self.store.of_election(election.id)
        return next((each for each in found if each.vacated == number and each.state != ENDED), None)

    def _ask_again(self, call: Call, election: Election, vacancy: Vacancy) -> dict[str, Any]:
        """Somebody who left after they were asked cannot answer: nobody waits for them."""
        if vacancy.state != OFFERED or vacancy.offered is None:
            raise Refusal("vacancy_open")
        if election.id_of(vacancy.offered) in self._willing(election, vacancy):
            raise Refusal("vacancy_open")
        after = domain.ask_again(vacancy)
        self.store.save(after)
        self.store.plan_recount(after, call.now)
        return schemas.vacancy_view(election, after)

    def _seats(self, election: Election) -> dict[int, str]:
        """Candidate's number -> the seat that this election gave them, at once or after a vacancy."""
        result = ResultStore(self.store.work).get(election.id)
        given = {each.number: each.seat_id for each in result.placed} if result else {}
        for vacancy in self.store.of_election(election.id):
            if vacancy.state == domain.FILLED and vacancy.offered and vacancy.seat_id:
                given[vacancy.offered] = vacancy.seat_id
        return given

    def _seat_of(self, election: Election, number: int) -> str | None:
        """The seat to fill again; None for one that its winner never took. Refused: ``not_elected``."""
        given = self._seats(election)
        if number in given:
            return given[number]
        result = ResultStore(self.store.work).get(election.id)
        return result.seat_of(number) if result else None

    def _refuse_unless_vacant(self, seat_id: str, call: Call) -> None:
        """Nobody is offered a seat that they could not take."""
        seat = SeatStore(self.store.work).get(seat_id)
        if seat is not None and seat.closed_on is not None:
            raise Refusal("seat_closed")
        if self._holder(seat_id, call) is not None:
            raise Refusal("seat_held")

    def _holder(self, seat_id: str, call: Call) -> str | None:
        """The member who holds the seat today."""
        seat = SeatStore(self.store.work).get(seat_id)
        term = seat.term_on(day_of(call.now)) if seat else None
        return term.member_id if term else None

    def _election(self, election_id: str) -> Election:
        election = ElectionStore(self.store.work).get(election_id)
        if election is None:
            raise Refused("not_found")
        return election
