"""Counts ranked ballots by the single transferable vote with reserved seats; standard library only.

The whole interface, in the order in which an election uses it::

    contest = Contest("SW group", seats=5, seed="drawn on 3 September", candidates=(
        Candidate("c-1", "Ann", county="Devon", system="Devon STP", patient=True), ...),
        reservations=Reservations(patient_seats=1, most_per_county=3, least_per_system={"Devon STP": 1}))
    problems(contest)                  -> sentences; not empty: this contest cannot be opened
    lot_order(contest)                 -> candidate ids; publish it before opening, it settles the last ties
    ballot_problems(preferences, ids)  -> sentences; not empty: this ballot is not taken
    preferences_of(ranks, ids)         -> preferences from {candidate id: rank}, or raises BallotProblem
    count(contest, ballots)            -> Count; ballots is {(first id, second id, ...): how many}
    count_sheet(count)                 -> rows of words and figures for a lay reader
    count_document(count)              -> the whole count as JSON types, votes exact and to five places
    write_blt(contest, ballots)        -> the file to publish; read_blt(content) -> BallotFile, or BltError
    casual_vacancy(contest, ballots, vacated=id, sitting=ids, willing=ids) -> Count

Rules: the Scottish Local Government Elections Order (weighted inclusive Gregory, Droop quota, one surplus
at a time, the largest first), with exact fractions. Reserved seats and ties: ADR 0012.
"""

from stewardship.elections.counting.ballots import BallotProblem, ballot_problems, preferences_of
from stewardship.elections.counting.blt import BallotFile, BltError, read_blt
from stewardship.elections.counting.contest import Candidate, Contest, Reservations
from stewardship.elections.counting.count import casual_vacancy, count
from stewardship.elections.counting.outcome import Count, Difference, Elected, Stage, Tie
from stewardship.elections.counting.problems import ImpossibleContest, problems
from stewardship.elections.counting.publishing import write_blt
from stewardship.elections.counting.sheet import count_document, count_sheet
from stewardship.elections.counting.ties import lot_order

__all__ = [
    "BallotFile",
    "BallotProblem",
    "BltError",
    "Candidate",
    "Contest",
    "Count",
    "Difference",
    "Elected",
    "ImpossibleContest",
    "Reservations",
    "Stage",
    "Tie",
    "ballot_problems",
    "casual_vacancy",
    "count",
    "count_document",
    "count_sheet",
    "lot_order",
    "preferences_of",
    "problems",
    "read_blt",
    "write_blt",
]
