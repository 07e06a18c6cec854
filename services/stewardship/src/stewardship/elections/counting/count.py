"""Counts ballots stage by stage, with exact fractions."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from stewardship.elections.counting.contest import Ballots, Contest, Reservations
from stewardship.elections.counting.differences import differences, rules_one_by_one
from stewardship.elections.counting.outcome import Count, Elected, Kind, Purpose, Reason, Stage, Tie
from stewardship.elections.counting.papers import Moved, Papers
from stewardship.elections.counting.problems import ImpossibleContest, problems
from stewardship.elections.counting.reservations import (
    PatientRules,
    Rules,
    SeatRules,
    patient_seats_open,
    patients,
)
from stewardship.elections.counting.ties import TieRule, lot_order
from stewardship.elections.counting.wording import figure, number_of, votes_of


def count(contest: Contest, ballots: Ballots) -> Count:
    """The whole count; ballots that name no standing candidate are set aside.

    The same ballots give the same result in whatever order they come. Raises ``ImpossibleContest``.
    """
    found = problems(contest)
    if found:
        raise ImpossibleContest(found)
    whole = _counted(contest, ballots)
    if not contest.reservations:
        return whole
    without = _counted(replace(contest, reservations=Reservations()), ballots)
    results = {
        rule: whole.elected_ids
        if rules == contest.reservations
        else _counted(replace(contest, reservations=rules), ballots).elected_ids
        for rule, rules in rules_one_by_one(contest.reservations)
    }
    return replace(whole, differences=differences(contest, without.elected_ids, results))


def casual_vacancy(
    contest: Contest, ballots: Ballots, *, vacated: str, sitting: Collection[str], willing: Collection[str]
) -> Count:
    """The recount of the same ballots for a seat that ``vacated`` gave up.

    ``sitting`` keep their seats: nobody of them can be excluded. The seat goes to one of ``willing``, by
    the same reservations. Everybody else is passed over. Raises ``ImpossibleContest``, then a new election
    is needed.
    """
    known = {each.id for each in contest.candidates}
    again = replace(
        contest,
        seats=len(set(sitting)) + 1,
        withdrawn=frozenset(known.difference(sitting, willing)),
        sitting=frozenset(sitting),
    )
    both = sorted({*sitting} & {*willing} | {vacated} & {*sitting, *willing})
    unknown = sorted({vacated, *sitting, *willing} - known)
    found = [f"{each} cannot be both in a seat and a candidate for it." for each in both]
    found += [f"Nobody has the id “{each}”." for each in unknown]
    if found:
        raise ImpossibleContest(found)
    return count(again, ballots)


def _counted(contest: Contest, ballots: Ballots) -> Count:
    """The count by the rules of ``contest``, without asking what they changed."""
    seats = patient_seats_open(contest)
    if not seats:
        return _Counting(contest, ballots, SeatRules(contest)).run()
    mine = patients(contest)
    others = frozenset(each.id for each in contest.candidates) - frozenset(mine)
    only = replace(
        contest, seats=seats, withdrawn=others, sitting=frozenset(), reservations=Reservations(),
        title=f"{contest.title}: {number_of(seats, 'reserved patient seat')}",
    )  # fmt: skip
    reserved = _Counting(only, ballots, PatientRules(contest, seats)).run()
    whole = _Counting(contest, ballots, SeatRules(contest)).run(reserved.elected_ids)
    return replace(whole, reserved=reserved)


@dataclass
class _Happened:
    """What this stage has brought so far."""

    elected: list[str] = field(default_factory=list)
    excluded: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)


class _Counting:
    """One count on its way: who continues, who is elected, whose papers have still to move."""

    def __init__(self, contest: Contest, ballots: Ballots, rules: Rules) -> None:
        self._contest, self._rules = contest, rules
        self._names = {each.id: each.label for each in contest.candidates}
        self._lot = lot_order(contest)
        self._tie_rule = TieRule(self._lot, self._names)
        self._continuing = [each.id for each in contest.standing]
        self._papers = Papers(ballots, self._continuing)
        self._quota = self._papers.valid // (contest.seats + 1) + 1
        self._votes = dict(self._papers.first)
        self._history = [self._votes]
        self._elected: dict[str, Elected] = {}
        self._surpluses: list[str] = []
        self._leaving: list[str] = []
        self._exhausted = self._non_transferable = Fraction(0)
        self._stages: list[Stage] = []
        self._now = _Happened()

    def run(self, reserved: Sequence[str] = ()) -> Count:
        """``reserved`` are elected at the first stage, whatever their votes."""
        self._now.sentences.append(self._opening())
        for each in reserved:
            self._elect(each, "reservation")
        self._settle()
        self._close("first_preferences", None, {}, None)
        while self._vacancies:
            self._next_stage()
        return Count(
            self._contest, self._papers.valid, self._papers.empty, self._quota, tuple(self._stages),
            tuple(self._elected.values()), self._lot,
        )  # fmt: skip

    @property
    def _vacancies(self) -> int:
        return self._contest.seats - len(self._elected)

    def _next_stage(self) -> None:
        """Papers of the withdrawn move first, then surpluses, and only then is anybody excluded."""
        if self._leaving:
            self._pass_on(self._choose(self._leaving, "withdrawal"), "withdrawal")
        elif self._surpluses:
            self._share_surplus(self._choose(self._surpluses, "surplus"))
        else:
            self._exclude()

    def _choose(self, among: Sequence[str], purpose: Purpose) -> str:
        chosen, tie = self._tie_rule.choose(among, self._history, purpose)
        if tie is not None:
            self._now.ties.append(tie)
            self._now.sentences.append(tie.sentence)
        return chosen

    def _share_surplus(self, candidate: str) -> None:
        self._surpluses.remove(candidate)
        votes = self._votes[candidate]
        surplus = votes - self._quota
        moved = self._papers.move(candidate, self._continuing, surplus / votes)
        self._non_transferable += moved.lost
        self._now.sentences.append(
            f"The surplus of {self._names[candidate]} moves on: {figure(surplus)} of {votes_of(votes)}. "
            f"Every ballot there ({moved.ballots:,}) goes to its next choice and counts "
            f"{figure(surplus / votes)} of what it counted. {self._lost(moved)}".rstrip()
        )
        self._after(candidate, moved, surplus, "surplus", surplus / votes)

    def _exclude(self) -> None:
        ids, elected = frozenset(self._continuing), frozenset(self._elected)
        free = [each for each in self._continuing if self._rules.possible(elected, ids - {each})]
        fewest = min(self._votes[each] for each in free)
        kept = [each for each in self._continuing if each not in free and self._votes[each] <= fewest]
        self._now.sentences += [self._rules.why_kept(each, elected) for each in kept]
        candidate = self._choose(free, "exclusion")
        self._continuing.remove(candidate)
        self._now.excluded.append(candidate)
        self._pass_on(candidate, "exclusion")

    def _pass_on(self, candidate: str, kind: Kind) -> None:
        """All papers of an excluded or withdrawn candidate, at the value they have."""
        if candidate in self._leaving:
            self._leaving.remove(candidate)
        votes = self._votes[candidate]
        moved = self._papers.move(candidate, self._continuing)
        self._exhausted += moved.lost
        name = self._names[candidate]
        why = f"{name} has the fewest votes ({figure(votes)}) and is excluded." if kind == "exclusion" else ""
        go = "go" if moved.ballots != 1 else "goes"
        many = number_of(moved.ballots, "ballot")
        where = f"{many} of {name} {go} to the next choice, each at the value it has."
        where = where if moved.ballots else f"There are no ballots of {name} to move."
        self._now.sentences.append(" ".join(filter(None, (why, where, self._lost(moved)))))
        self._after(candidate, moved, votes, kind, None)

    def _lost(self, moved: Moved) -> str:
        return f"No next choice is named for {votes_of(moved.lost)}." if moved.lost else ""

    def _after(
        self, candidate: str, moved: Moved, gone: Fraction, kind: Kind, value: Fraction | None
    ) -> None:
        """Writes the new votes down and looks at what follows from them."""
        self._votes = {each: votes + moved.gained.get(each, 0) for each, votes in self._votes.items()}
        self._votes[candidate] -= gone
        self._history.append(self._votes)
        self._settle()
        gained = {each: moved.gained[each] for each in self._votes if each in moved.gained}
        self._close(kind, candidate, {**gained, candidate: -gone}, value)

    def _settle(self) -> None:
        """Who is elected and who is withdrawn by the votes as they are; one after the other."""
        while self._vacancies:
            self._withdraw_the_barred()
            over = [each for each in self._continuing if self._votes[each] >= self._quota]
            last = len(self._continuing) == self._vacancies
            if not over and not last:
                break
            chosen = self._choose(over or self._continuing, "election")
            self._elect(chosen, "quota" if over else "last_seats")

    def _withdraw_the_barred(self) -> None:
        ids, elected = frozenset(self._continuing), frozenset(self._elected)
        barred = [each for each in ids if not self._rules.possible(elected | {each}, ids - {each})]
        for each in sorted(barred, key=self._continuing.index):
            self._continuing.remove(each)
            self._leaving += [each] if self._votes[each] else []
            self._now.withdrawn.append(each)
            self._now.sentences.append(self._rules.why_withdrawn(each, elected))

    def _elect(self, candidate: str, reason: Reason) -> None:
        votes = self._votes[candidate]
        sentence = self._why_elected(self._names[candidate], votes, reason)
        self._continuing.remove(candidate)
        stage = len(self._stages) + 1
        self._elected[candidate] = Elected(candidate, stage, votes, reason, sentence)
        self._now.elected.append(candidate)
        self._now.sentences.append(sentence)
        if votes > self._quota:
            self._surpluses.append(candidate)

    def _why_elected(self, name: str, votes: Fraction, reason: Reason) -> str:
        if reason == "quota":
            return f"{name} has {votes_of(votes)}, at least the quota of {self._quota}, and is elected."
        if reason == "reservation":
            with_votes = f"with {votes_of(votes)}"
            return f"{name} is elected to the reserved patient seat, which is filled first, {with_votes}."
        return f"{name} is elected with {votes_of(votes)}: as many continue as there are seats left."

    def _opening(self) -> str:
        papers = self._papers
        aside = f" Set aside, because nobody who stands is named: {number_of(papers.empty, 'ballot')}."
        return (
            f"{number_of(papers.valid, 'ballot')} for {number_of(self._contest.seats, 'seat')}: whoever has "
            f"{self._quota} (the quota: the ballots divided by {self._contest.seats + 1}, without the "
            f"remainder, and one more) is elected. First choices are counted.{aside if papers.empty else ''}"
        )

    def _close(
        self, kind: Kind, candidate: str | None, transfers: dict[str, Fraction], value: Fraction | None
    ) -> None:
        happened, self._now = self._now, _Happened()
        self._stages.append(
            Stage(
                len(self._stages) + 1, kind, candidate, self._votes, transfers, value,
                self._exhausted, self._non_transferable, tuple(happened.elected), tuple(happened.excluded),
                tuple(happened.withdrawn), tuple(happened.ties), tuple(happened.sentences),
            )
        )  # fmt: skip
