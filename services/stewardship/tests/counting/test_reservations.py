"""Reserved seats: who takes them, who has to leave or stay for them, and what they changed."""

from dataclasses import replace
from fractions import Fraction

import pytest

from stewardship.elections.counting import (
    Candidate,
    Contest,
    ImpossibleContest,
    Reservations,
    casual_vacancy,
    count,
    problems,
)


def group(seats: int, *people: Candidate, **rules) -> Contest:
    return Contest("SW group", seats, people, "a", Reservations(**rules))


def person(name: str, county: str = "", system: str = "", patient: bool = False) -> Candidate:
    return Candidate(name[0].lower(), name, county, system, patient)


ANN, BOB, CAI = person("Ann"), person("Bob"), person("Cai")
PAT, QUIN = person("Pat", patient=True), person("Quin", patient=True)


def said(counted) -> str:
    return "\n".join(sentence for stage in counted.stages for sentence in stage.sentences)


def test_the_patient_seat_is_filled_first_and_its_holder_keeps_votes_below_the_quota():
    """Quota 5 of 12. Pat has 2, is elected at once, and Ann's surplus passes over Pat."""
    contest = group(2, ANN, BOB, PAT, patient_seats=1)
    counted = count(contest, {("a", "p", "b"): 7, ("b",): 3, ("p", "b"): 2})
    assert counted.elected_ids == ("p", "a")
    assert counted.elected[0].reason == "reservation"
    assert counted.stages[0].votes == {"a": 7, "b": 3, "p": 2}
    assert counted.elected[0].sentence == (
        "Pat is elected to the reserved patient seat, which is filled first, with 2 votes."
    )


def test_who_has_a_seat_because_it_is_reserved_is_named_beside_who_would_have_had_it():
    counted = count(group(2, ANN, BOB, PAT, patient_seats=1), {("a",): 7, ("b",): 3, ("p",): 2})
    (changed,) = counted.differences
    assert (changed.elected, changed.instead_of, changed.rules) == ("p", "b", ("patient_seats",))
    assert changed.sentence == (
        "Pat has a seat that Bob would have had without the rule: 1 patient seat, filled first."
    )


def test_a_reservation_that_changes_nothing_is_not_made_much_of():
    counted = count(group(2, ANN, BOB, PAT, patient_seats=1), {("a",): 3, ("b",): 1, ("p",): 9})
    assert counted.differences == ()


def test_votes_above_the_quota_move_on_from_a_reserved_seat_too():
    """Quota 5 of 12; Pat's 8 leave 3, at 3/8 each."""
    counted = count(group(2, ANN, BOB, PAT, patient_seats=1), {("p", "a"): 8, ("a",): 1, ("b",): 3})
    assert counted.stages[1].value == Fraction(3, 8)
    assert counted.stages[1].votes == {"a": 4, "b": 3, "p": 5}


def test_all_ballots_decide_who_takes_the_patient_seat_with_the_others_passed_over():
    """Pat has more first choices; of the ballots for Ann most prefer Quin."""
    contest = group(2, ANN, BOB, PAT, QUIN, patient_seats=1)
    counted = count(contest, {("a", "q"): 9, ("b",): 4, ("p",): 3, ("q",): 1})
    assert counted.elected_ids == ("q", "a")
    assert counted.reserved is not None
    assert counted.reserved.contest.title == "SW group: 1 reserved patient seat"
    assert counted.reserved.stages[0].votes == {"p": 3, "q": 10}
    assert (counted.reserved.valid, counted.reserved.empty) == (13, 4)


def test_two_patient_seats_are_filled_by_the_same_rules_among_the_patients():
    rest = person("Ray", patient=True)
    contest = group(3, ANN, PAT, QUIN, rest, patient_seats=2)
    counted = count(contest, {("p", "r"): 8, ("q",): 3, ("r",): 1, ("a",): 9})
    # Quota 5 of 12 for the two: Pat's 3 over it lift Ray to 4.
    assert counted.elected_ids[:2] == ("p", "r")


def test_the_rest_of_a_county_is_withdrawn_when_it_has_its_seats_even_above_the_quota():
    """Quota 5 of 14. Ann and Bob reach it together; Ann has more, and the county may have one."""
    devon = [person("Ann", "Devon"), person("Bob", "Devon"), person("Cai", "Cornwall")]
    counted = count(group(2, *devon, most_per_county=1), {("a",): 7, ("b", "c"): 6, ("c",): 1})
    assert counted.elected_ids == ("a", "c")
    assert counted.stages[0].withdrawn == ("b",)
    assert "Devon has its 1 seat, the most for one county: Bob is withdrawn." in said(counted)
    assert counted.differences[0].sentence == (
        "Cai has a seat that Bob would have had without the rule: at most 1 seat for one county."
    )


def test_ballots_of_the_withdrawn_move_on_at_their_value_before_any_surplus():
    people = [
        person("Ann", "Devon"),
        person("Bob", "Devon"),
        person("Cai", "Cornwall"),
        person("Dee", "Kent"),
    ]
    contest = group(2, *people, most_per_county=1)
    counted = count(contest, {("a", "d"): 9, ("b", "c"): 2, ("c",): 3, ("d",): 1})
    assert [(stage.kind, stage.candidate) for stage in counted.stages[1:]] == [
        ("withdrawal", "b"),
        ("surplus", "a"),
        ("exclusion", "d"),
    ]
    assert counted.stages[1].transfers == {"c": 2, "b": -2}


def test_nobody_is_excluded_without_whom_a_system_cannot_have_its_seats():
    """Ann has the fewest votes and is the only one from Devon STP, which is to have a seat."""
    people = [person("Ann", system="Devon STP"), person("Bob"), person("Cai"), person("Dee")]
    contest = group(2, *people, least_per_system={"Devon STP": 1})
    counted = count(contest, {("a",): 1, ("b",): 9, ("c",): 4, ("d",): 5})
    assert counted.elected_ids == ("b", "a")
    assert "Ann is elected" in said(counted)
    assert counted.differences[0].rules == ("least_per_system",)


def test_who_is_kept_for_a_system_is_said_in_the_stage_in_which_it_mattered():
    people = [person("Ann", system="Devon STP"), person("Bob"), person("Cai"), person("Dee")]
    contest = group(2, *people, least_per_system={"Devon STP": 1})
    counted = count(contest, {("a",): 1, ("b",): 5, ("c",): 5, ("d",): 4})
    assert counted.stages[1].excluded == ("d",)
    assert (
        "Ann is not excluded: without them Devon STP could not have its 1 seat."
        in counted.stages[1].sentences
    )


def test_who_could_only_take_a_seat_that_a_system_needs_is_withdrawn():
    people = [person("Ann", system="Devon STP"), person("Bob"), person("Cai")]
    counted = count(group(2, *people, least_per_system={"Devon STP": 1}), {("a",): 1, ("b",): 9, ("c",): 4})
    assert counted.stages[0].withdrawn == ("c",)
    assert (
        "Cai is withdrawn from the 1 seat left. The rules ask for at least 1 more seat for Devon STP."
        in counted.stages[0].sentences
    )


def test_the_patient_seat_goes_to_nobody_who_would_make_the_other_rules_impossible():
    """Both patients are from Devon, which may have one seat; Ann of Devon STP is needed and is from there."""
    pat = person("Pat", "Devon", "", patient=True)
    quin = person("Quin", "Cornwall", "", patient=True)
    ann, bob = person("Ann", "Devon", "Devon STP"), person("Bob", "Kent")
    contest = group(
        2, ann, bob, pat, quin, patient_seats=1, most_per_county=1, least_per_system={"Devon STP": 1}
    )
    counted = count(contest, {("p",): 9, ("q",): 1, ("a",): 2, ("b",): 8})
    assert set(counted.elected_ids) == {"q", "a"}
    assert counted.reserved is not None
    assert counted.reserved.stages[0].withdrawn == ("p",)


def test_each_change_is_put_down_to_the_rule_that_made_it():
    people = [
        person("Ann", "Devon"), person("Bob", "Devon"), person("Cai", "Kent"),
        person("Pat", "Kent", patient=True), person("Dee", "Essex"), person("Eve", "Essex"),
    ]  # fmt: skip
    contest = group(4, *people, patient_seats=1, most_per_county=1)
    with pytest.raises(ImpossibleContest):
        count(contest, {})
    counted = count(replace(contest, seats=3), {("a",): 9, ("b",): 8, ("c",): 7, ("d",): 3, ("p",): 1})
    assert set(counted.elected_ids) == {"a", "d", "p"}
    assert {(each.elected, each.instead_of, each.rules) for each in counted.differences} == {
        ("p", "c", ("patient_seats",)),
        ("d", "b", ("most_per_county",)),
    }


@pytest.mark.parametrize(
    ("contest", "sentence"),
    [
        (group(0, ANN), "There must be at least 1 seat."),
        (group(2, ANN), "There are 2 seats and only 1 candidate."),
        (group(1, ANN, ANN), "Two candidates have the id “a”."),
        (group(1, Candidate("")), "A candidate has no id."),
        (replace(group(1, ANN), withdrawn=frozenset("z")), "Nobody has the id “z”."),
        (group(1, ANN, patient_seats=-1), "The number of patient seats is below 0."),
        (group(1, ANN, most_per_county=0), "The most seats for one county is below 1."),
        (
            group(1, ANN, least_per_system={"Devon STP": 0}),
            "The least number of seats for Devon STP is below 1.",
        ),
        (group(1, PAT, QUIN, patient_seats=2), "2 patient seats are more than all 1 seat."),
        (
            group(2, ANN, BOB, PAT, patient_seats=2),
            "2 patient seats to fill, and 1 candidate who may take one.",
        ),
        (
            group(1, ANN, BOB, least_per_system={"Devon STP": 1}),
            "At least 1 seat for Devon STP, and 0 candidates from there.",
        ),
        (
            group(1, person("Ann", system="X"), person("Bob", system="Y"), least_per_system={"X": 1, "Y": 1}),
            "The systems are to have 2 seats at least, and there are 1.",
        ),
        (
            group(2, person("Ann", "Devon"), person("Bob", "Devon"), most_per_county=1),
            "With at most 1 seat for one county only 1 of 2 seats could be filled.",
        ),
    ],
)
def test_rules_that_nothing_can_keep_are_found_before_opening(contest, sentence):
    assert sentence in problems(contest)
    with pytest.raises(ImpossibleContest):
        count(contest, {})


def test_rules_that_each_could_be_kept_and_not_together_are_found():
    """Whoever is from X or a patient is from Devon, which may have one seat."""
    people = [person("Ann", "Devon", "X"), person("Pat", "Devon", patient=True), person("Bob", "Kent")]
    contest = group(2, *people, patient_seats=1, most_per_county=1, least_per_system={"X": 1})
    assert problems(contest) == (
        "No choice of candidates keeps all the rules at once: 1 patient seat, filled first, "
        "at most 1 seat for one county and at least 1 seat for X.",
    )


def test_a_system_finds_its_candidates_in_another_county_when_the_first_is_needed():
    """X has candidates in Devon and Kent, Y only in Devon: X has to leave Devon to Y."""
    people = [person("Ann", "Devon", "X"), person("Bob", "Kent", "X"), person("Cai", "Devon", "Y")]
    contest = group(2, *people, most_per_county=1, least_per_system={"X": 1, "Y": 1})
    assert problems(contest) == ()
    assert set(count(contest, {("a",): 9}).elected_ids) == {"b", "c"}


VACANCY = group(3, ANN, BOB, CAI, PAT, QUIN, person("Dee"), patient_seats=1)
CAST = {("a", "d"): 9, ("b", "c"): 5, ("c",): 4, ("p", "q"): 3, ("q",): 2, ("d",): 1}


def test_a_seat_that_falls_vacant_goes_to_who_the_same_ballots_choose():
    assert set(count(VACANCY, CAST).elected_ids) == {"a", "b", "p"}
    again = casual_vacancy(VACANCY, CAST, vacated="a", sitting={"b", "p"}, willing={"c", "d"})
    assert set(again.elected_ids) == {"b", "p", "d"}


def test_nobody_loses_a_seat_in_the_recount_whatever_the_votes():
    again = casual_vacancy(VACANCY, CAST, vacated="b", sitting={"p", "q"}, willing={"a", "c", "d"})
    assert set(again.elected_ids) == {"p", "q", "a"}
    again = casual_vacancy(
        VACANCY, {("a",): 9, ("c",): 8}, vacated="b", sitting={"p", "d"}, willing={"a", "c"}
    )
    assert set(again.elected_ids) == {"p", "d", "a"}


def test_whoever_holds_a_seat_is_kept_in_the_recount_even_with_the_fewest_votes():
    """Nobody reaches the quota of 6, and Pat, who has no votes, would be the first to be excluded."""
    cast = {("a",): 5, ("b",): 5, ("c",): 4, ("q", "a"): 1}
    contest = group(2, ANN, BOB, CAI, PAT, QUIN, person("Dee"))
    again = casual_vacancy(contest, cast, vacated="d", sitting={"p"}, willing={"a", "b", "c", "q"})
    assert "Pat holds a seat already and keeps it, so is not excluded." in again.stages[1].sentences
    assert again.stages[1].excluded == ("q",)
    assert set(again.elected_ids) == {"a", "p"}


def test_a_vacant_patient_seat_goes_to_a_patient():
    again = casual_vacancy(VACANCY, CAST, vacated="p", sitting={"a", "b"}, willing={"c", "d", "q"})
    assert set(again.elected_ids) == {"a", "b", "q"}


def test_a_vacant_patient_seat_needs_a_new_election_when_no_patient_is_willing():
    with pytest.raises(ImpossibleContest, match="1 patient seat to fill, and 0 candidates who may take one"):
        casual_vacancy(VACANCY, CAST, vacated="p", sitting={"a", "b"}, willing={"c", "d"})


@pytest.mark.parametrize(
    ("vacated", "sitting", "willing", "sentence"),
    [
        ("a", {"a", "b"}, {"c"}, "a cannot be both in a seat and a candidate for it."),
        ("p", {"a", "b"}, {"b", "q"}, "b cannot be both in a seat and a candidate for it."),
        ("a", {"b", "p"}, {"z"}, "Nobody has the id “z”."),
        ("a", {"b", "p"}, set(), "There are 3 seats and only 2 candidates."),
    ],
)
def test_a_recount_that_makes_no_sense_is_refused(vacated, sitting, willing, sentence):
    with pytest.raises(ImpossibleContest, match=sentence):
        casual_vacancy(VACANCY, CAST, vacated=vacated, sitting=sitting, willing=willing)
