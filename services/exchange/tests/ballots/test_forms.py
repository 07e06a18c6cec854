"""Ballots by their form: the 2019 one, approval, knapsack."""

import pytest

from chassis.testkit.refusing import refused
from exchange.ballots.domain import Entry
from exchange.ballots.forms import Form, refuse_wrong_ballot

CHOICES = {
    f"{theme[0]}{number}": Entry(
        number, f"{theme[0]}{number}", "A", theme, 10_000_00, frozenset({f"lead-{theme[0]}{number}"}), "SW"
    )
    for theme in ("flow", "outpatients")
    for number in range(1, 6)
}
SIX = Form("fixed", 6, (("flow", 3), ("outpatients", 3)))


def check(form, chosen, voter="v-1", pot=30_000_00):
    refuse_wrong_ballot(form, chosen, CHOICES, pot, voter)


def test_six_are_chosen_three_of_each_theme():
    check(SIX, ["f1", "f2", "f3", "o1", "o2", "o3"])


@pytest.mark.parametrize(
    ("code", "chosen", "message"),
    [
        ("ballot_picks_wrong", ["f1", "f2", "f3", "f4", "o1", "o2", "o3"], "Choose exactly 6; you chose 7."),
        ("ballot_picks_wrong", ["f1"], "Choose exactly 6; you chose 1."),
        ("ballot_theme_wrong", ["f1", "f2", "f3", "f4", "o1", "o2"], "Choose 3 of flow; you chose 4."),
        ("ballot_project_twice", ["f1", "f1", "f2", "o1", "o2", "o3"], ""),
        ("ballot_project_unknown", ["x9", "f1", "f2", "o1", "o2", "o3"], ""),
    ],
)
def test_another_number_another_spread_twice_or_unknown_is_refused(code, chosen, message):
    with refused(code) as no:
        check(SIX, chosen)
    assert no.value.message == message


@pytest.mark.parametrize("form", [SIX, Form("approval"), Form("knapsack")], ids=lambda form: form.kind)
def test_nobody_votes_for_their_own_project_and_everybody_may_leave_it_blank(form):
    with refused("ballot_own_project"):
        check(form, ["f1", "f2", "f3", "o1", "o2", "o3"], voter="lead-o2")
    check(form, [], voter="lead-o2")


def test_of_a_theme_with_too_few_projects_all_are_chosen():
    few = {name: CHOICES[name] for name in ("f1", "f2", "o1", "o2", "o3", "o4")}
    refuse_wrong_ballot(SIX, ["f1", "f2", "o1", "o2", "o3"], few, 1, "v-1")
    with refused("ballot_picks_wrong") as no:
        refuse_wrong_ballot(SIX, ["f1", "f2", "o1", "o2", "o3", "o4"], few, 1, "v-1")
    assert no.value.message == "Choose exactly 5; you chose 6."
    # Whoever leads one of them has one less to choose.
    refuse_wrong_ballot(SIX, ["f2", "o1", "o2", "o3"], few, 1, "lead-f1")


def test_where_no_theme_counts_a_short_paper_asks_for_what_is_there():
    few = {name: CHOICES[name] for name in ("f1", "f2")}
    refuse_wrong_ballot(Form("fixed", 6), ["f1", "f2"], few, 1, "v-1")


def test_an_approval_ballot_takes_any_number_up_to_its_limit():
    check(Form("approval"), list(CHOICES))
    check(Form("approval", 2), ["f1", "o1"])
    with refused("ballot_picks_wrong") as no:
        check(Form("approval", 2), ["f1", "f2", "o1"])
    assert no.value.message == "Choose at most 2; you chose 3."


def test_a_knapsack_holds_what_the_pot_holds():
    check(Form("knapsack"), ["f1", "f2", "o1"])
    with refused("ballot_over_pot") as no:
        check(Form("knapsack"), ["f1", "f2", "o1", "o2"])
    assert no.value.message == "Your choice asks for £10,000 more than there is."
