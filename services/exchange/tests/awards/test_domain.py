"""Awards: terms that hold together, two approvals by different people, nobody for themselves."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from chassis.testkit.refusing import refused
from exchange.awards import domain, pot, reminding
from exchange.awards.domain import AWARDED, ENDED, SKIPPED, Project
from exchange.awards.pot import Pot
from exchange.awards.terms import Condition, Instalment, Report, Terms

NOW = datetime(2019, 4, 20, 9, 0, tzinfo=UTC)
DAY = date(2019, 6, 1)
PROJECT = Project("p-1", "Patients as equal partners", "SW", 30_000_00, ("lead", "co"))
WHOLE = Terms(
    30_000_00,
    "",
    (Condition("A sponsor signs."),),
    (Instalment(20_000_00, DAY, after=(1,)), Instalment(10_000_00, date(2019, 12, 1), report=1)),
    (Report(date(2019, 11, 1)), Report(date(2020, 5, 1))),
)
NOTHING = Terms(0, "The team has left.")


def proposed(terms: Terms = WHOLE, project: Project = PROJECT):
    return domain.propose("a-1", "r-1", "UK", project, terms, "n-1", NOW)


def made(terms: Terms = WHOLE):
    once = domain.approve(proposed(terms), 1, "n-1", NOW)
    return domain.approve(once, 1, "n-2", NOW)


def test_two_different_people_make_an_award_and_one_does_not():
    once = domain.approve(proposed(), 1, "n-1", NOW)
    assert (once.state, len(once.approvals)) == ("proposed", 1)
    with refused("award_approved_already"):
        domain.approve(once, 1, "n-1", NOW)
    twice = domain.approve(once, 1, "n-2", NOW)
    assert (twice.state, twice.kind, twice.decided_at, twice.version) == (AWARDED, "full", NOW, 3)
    with refused("award_decided"):
        domain.approve(twice, 1, "n-3", NOW)


@pytest.mark.parametrize("person", ["lead", "co"])
def test_nobody_decides_anything_about_a_project_of_their_own(person):
    award, running = proposed(), made()
    with refused("award_own_project"):
        domain.propose("a-2", "r-1", "UK", PROJECT, WHOLE, person, NOW)
    for act in (
        lambda: domain.change(award, WHOLE, person),
        lambda: domain.approve(award, 1, person, NOW),
        lambda: domain.drop(award, person),
        lambda: domain.end(running, person, "Because.", NOW),
        lambda: domain.keep(running, person),
        lambda: domain.meet(running, 1, person, NOW),
        lambda: domain.pay(running, 1, DAY, "", person),
        lambda: domain.skip_report(running, 1, "Because.", person),
    ):
        with refused("award_own_project"):
            act()


def test_who_joined_the_project_since_does_not_approve_it_either():
    award = domain.with_team(proposed(), ("lead", "late"))
    assert award.project.applicants == ("lead", "co", "late")
    with refused("award_own_project"):
        domain.approve(award, 1, "late", NOW)


def test_who_recused_themselves_approves_nothing_and_what_they_approved_counts_no_more():
    once = domain.approve(proposed(), 1, "n-1", NOW)
    without = domain.recuse(once, "n-1")
    assert without.approvals == ()
    assert domain.recuse(without, "n-1") is without
    with refused("award_recused"):
        domain.approve(without, 1, "n-1", NOW)
    with refused("award_decided"):
        domain.recuse(made(), "n-3")


def test_other_terms_are_approved_anew_and_nobody_approves_what_they_did_not_read():
    once = domain.approve(proposed(), 1, "n-1", NOW)
    part = Terms(10_000_00, "For the first half.", (), (Instalment(10_000_00, DAY),))
    changed = domain.change(once, part, "n-2")
    assert (changed.approvals, changed.edition, changed.kind) == ((), 2, "part")
    with refused("award_changed"):
        domain.approve(changed, 1, "n-1", NOW)
    with refused("award_decided"):
        domain.change(made(), part, "n-2")


@pytest.mark.parametrize(
    ("code", "terms"),
    [
        ("award_over_ask", Terms(30_000_01, "", (), (Instalment(30_000_01, DAY),))),
        ("award_reason_required", Terms(10_000_00, "", (), (Instalment(10_000_00, DAY),))),
        ("award_reason_required", Terms(0)),
        ("award_skip_wrong", Terms(-1, "Less than nothing.")),
        ("award_skip_wrong", Terms(0, "Why.", (Condition("One."),))),
        ("award_skip_wrong", Terms(0, "Why.", (), (Instalment(1, DAY),))),
        ("award_skip_wrong", Terms(0, "Why.", (), (), (Report(DAY),))),
        ("award_instalments_wrong", replace(WHOLE, instalments=())),
        ("award_instalments_wrong", replace(WHOLE, instalments=WHOLE.instalments[::-1])),
        ("award_instalments_wrong", replace(WHOLE, instalments=WHOLE.instalments[:1])),
        (
            "award_instalments_wrong",
            replace(WHOLE, instalments=(Instalment(30_000_01, DAY), Instalment(-1, DAY))),
        ),
        ("award_instalments_wrong", replace(WHOLE, instalments=(Instalment(30_000_00, DAY, after=(2,)),))),
        ("award_instalments_wrong", replace(WHOLE, instalments=(Instalment(30_000_00, DAY, report=3),))),
        ("award_instalments_wrong", replace(WHOLE, reports=WHOLE.reports[::-1])),
    ],
)
def test_terms_that_do_not_hold_together_are_refused(code, terms):
    with refused(code):
        proposed(terms)


def test_an_award_to_what_the_vote_did_not_fund_says_why():
    lost, won = replace(PROJECT, won=False), replace(PROJECT, won=True)
    with refused("award_out_of_order"):
        proposed(WHOLE, lost)
    assert proposed(replace(WHOLE, reason="A winner gave up."), lost).kind == "full"
    assert proposed(WHOLE, won).kind == "full"
    assert proposed(NOTHING, lost).kind == "skip"


def test_to_skip_a_project_takes_two_people_and_a_reason():
    assert made(NOTHING).state == SKIPPED
    with refused("award_not_made"):
        domain.pay(made(NOTHING), 1, DAY, "", "n-1")


def test_an_instalment_waits_for_its_conditions_and_reports_and_is_paid_once():
    award = made()
    with refused("instalment_waits") as no:
        domain.pay(award, 1, DAY, "", "n-1")
    assert no.value.message == "It waits for condition 1: A sponsor signs."
    met = domain.meet(award, 1, "n-1", NOW)
    assert domain.meet(met, 1, "n-2", NOW) is met
    paid = domain.pay(met, 1, DAY, "BACS 7", "n-1")
    assert (paid.terms.paid, paid.unpaid) == (20_000_00, 10_000_00)
    with refused("instalment_paid"):
        domain.pay(paid, 1, DAY, "", "n-2")
    with refused("instalment_waits"):
        domain.pay(paid, 2, DAY, "", "n-2")
    reported = domain.hand_in(paid, 1, "It works.", 18_000_00, "co", NOW)
    assert domain.pay(reported, 2, DAY, "", "n-2").unpaid == 0
    skipped = domain.skip_report(paid, 1, "The first one is new.", "n-1")
    assert domain.pay(skipped, 2, DAY, "", "n-2").unpaid == 0
    with refused("award_part_unknown"):
        domain.pay(paid, 3, DAY, "", "n-2")


def test_reports_are_the_projects_own_and_a_skipped_one_says_why():
    award = made()
    with refused("award_not_yours"):
        domain.hand_in(award, 1, "Text", None, "n-1", NOW)
    with refused("report_spent_wrong"):
        domain.hand_in(award, 1, "Text", 30_000_01, "lead", NOW)
    with refused("reason_required"):
        domain.skip_report(award, 1, "", "n-1")
    with refused("report_skipped"):
        domain.hand_in(
            domain.skip_report(award, 1, "Told at the event.", "n-1"), 1, "Text", None, "lead", NOW
        )
    told = domain.hand_in(award, 1, "Text", 0, "lead", NOW)
    assert domain.hand_in(told, 1, "Better", None, "co", NOW).terms.reports[0].text == "Better"
    with refused("report_handed_in"):
        domain.skip_report(told, 1, "Why.", "n-1")


def test_an_award_ends_by_its_project_at_once_and_by_keepers_only_by_two():
    award = made()
    with refused("award_not_yours"):
        domain.give_up(award, "n-1", "", NOW)
    assert domain.give_up(award, "co", "We all moved.", NOW).state == ENDED
    with refused("reason_required"):
        domain.end(award, "n-1", "", NOW)
    wanted = domain.end(award, "n-1", "No report came.", NOW)
    assert wanted.state == AWARDED
    with refused("award_approved_already"):
        domain.end(wanted, "n-1", "", NOW)
    assert domain.end(wanted, "n-2", "", NOW).state == ENDED
    assert domain.keep(wanted, "n-2").ending is None
    with refused("award_not_made"):
        domain.end(domain.end(wanted, "n-2", "", NOW), "n-1", "Again.", NOW)


def test_a_pot_of_ten_awards_has_no_eleventh():
    known = Pot("r-1")
    for _ in range(10):
        known = pot.take(known, 30_000_00, 300_000_00)
    assert known == Pot("r-1", 10, 300_000_00)
    with refused("award_over_pot") as no:
        pot.take(known, 30_000_00, 300_000_00)
    assert no.value.message == "The pot holds £300,000, £300,000 of it is awarded: £0 is left, not £30,000."
    again = pot.take(pot.give_back(known, 10_000_00), 10_000_00, 300_000_00)
    assert again.committed == 300_000_00


def test_a_result_day_comes_when_nothing_waits_and_only_once():
    with refused("awards_undecided"):
        pot.announce(Pot("r-1"), 1, NOW)
    announced = pot.announce(Pot("r-1"), 0, NOW)
    assert pot.announce(announced, 0, NOW) is announced


def test_a_report_is_reminded_of_before_its_day_then_when_it_is_late_and_not_for_ever():
    award, seen = made(), []
    while (at := reminding.next_at(award, 14, 30)) is not None and len(seen) < 20:
        numbers = reminding.due_now(award, at, 14, 30)
        seen.append((at.date().isoformat(), numbers))
        award = domain.reminded(award, numbers)
    assert seen[:3] == [("2019-10-18", (1,)), ("2019-11-02", (1,)), ("2019-12-02", (1,))]
    assert [numbers for _, numbers in seen].count((1,)) == reminding.MOST_REMINDERS
    assert seen[-1][1] == (2,)
    done = domain.hand_in(made(), 1, "Text", None, "lead", NOW)
    assert reminding.next_at(done, 14, 30).date().isoformat() == "2020-04-17"
    assert reminding.next_at(domain.give_up(done, "lead", "", NOW), 14, 30) is None


def test_a_report_is_late_when_its_day_has_passed():
    report = Report(date(2019, 11, 1))
    assert not reminding.is_late(report, datetime(2019, 11, 1, 23, 0, tzinfo=UTC))
    assert reminding.is_late(report, datetime(2019, 11, 2, 12, 0, tzinfo=UTC))
    assert not reminding.is_late(replace(report, skipped="Why."), datetime(2020, 1, 1, tzinfo=UTC))
