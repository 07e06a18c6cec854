"""Awards on the pages: decided by two, paid, reported on, announced (row 57)."""

from datetime import timedelta

import pytest

from contracts.refusals import CODES

from ..voted_round import ROUND, TODAY, voted_round  # noqa: TID252 - tests are no installed package

LIST = f"/rounds/{ROUND}/awards"
NEW = f"{LIST}/new"


def days(name, ahead):
    day = TODAY + timedelta(days=ahead)
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


@pytest.fixture
def round_(bus, community):
    """Ann and Ben lead a project each, and Cy one that the vote did not fund; two keepers."""
    for name in ("Ann", "Ben", "Cy"):
        community.admit(name, "SW")
    for name in ("Kit", "Kay"):
        community.admit(name, "WOE", roles=("national_team",))
    bus.relay()
    voted_round(bus, [community.members[name] for name in ("Ann", "Ben", "Cy")])
    community.sign_in(community.members["Kit"])
    return community


def proposed(browser, number=0, **answers):
    """The path of an award that was proposed with these answers, and its page."""
    new = f"{NEW}?proposal=project-{number}"
    typed = {"gives": "all", **days("due-1", 30), **answers}
    page = browser.send(browser.get(new), NEW, typed)
    return page.response.request.path, page


def approved(browser, round_, path):
    for name in ("Kit", "Kay"):
        round_.sign_in(round_.members[name])
        page = browser.send(browser.get(path), f"{path}/approval", {"no_interest": "yes"})
    return page


def test_everybody_reads_the_pot_and_keepers_what_is_to_be_decided(browser, round_):
    page = browser.get(LIST)
    assert "The pot holds £60,000. Nothing is awarded yet." in page.text
    assert "3 projects have no decision: they get nothing in this round." in page.text
    assert (
        "Fewer falls on wards at night (South West of England) asks for £30,000. Funded by the vote"
        in page.text
    )
    assert "asks for £30,000. Not funded by the vote" in page.text
    assert page.links()["Decide on Fewer falls on wards at night"] == f"{NEW}?proposal=project-0"
    round_.calling()
    seen = browser.get(LIST)
    assert "For you as a keeper" not in seen.text
    browser.get("/rounds/nothing/awards", 404)


def test_an_award_stands_once_a_second_person_approved_it(browser, round_):
    path, page = proposed(browser)
    assert "It is proposed." in page.text
    assert "0 of 2, by different people" in page.text
    wrong = browser.send(page, f"{path}/approval", {}, 422)
    assert wrong.error_of("no_interest") == "Say that you have no interest in it"
    once = browser.send(page, f"{path}/approval", {"no_interest": "yes"})
    assert "You have approved it. Somebody else has to approve it too." in once.text
    assert "1 of 2: You" in once.text
    assert "Approve it" not in once.text
    assert "£30,000, 1 of 2 approvals. You approved it." in browser.get(LIST).text
    round_.calling()
    browser.get(path, 404)
    round_.sign_in(round_.members["Kay"])
    assert "It waits for you." in browser.get(LIST).text
    done = browser.send(browser.get(path), f"{path}/approval", {"no_interest": "yes"})
    assert "It is decided." in done.text
    assert "Approved by You and Kit" in done.text
    round_.calling()
    listed = browser.get(LIST)
    assert "£30,000 of the pot of £60,000 is awarded to 1 project. £30,000 is left." in listed.text
    assert listed.links()["Fewer falls on wards at night"] == path
    csv = browser.client.get(f"{LIST}.csv")
    assert csv.mimetype == "text/csv"
    assert "Fewer falls on wards at night" in csv.get_data(as_text=True)


def test_what_does_not_hold_together_is_said_beside_its_field(browser, round_):
    page = browser.get(f"{NEW}?proposal=project-2")
    wrong = browser.send(page, NEW, {}, 422)
    assert wrong.error_of("gives") == "Say what you propose"
    typed = {"gives": "part", "amount": "much", "amount-1": "", "waits-1": "r1"}
    wrong = browser.send(page, NEW, typed, 422)
    assert wrong.error_of("amount") == "Enter an amount in pounds, like 12,500"
    assert wrong.error_of("reason") == "Say why it gets less than it asks for"
    assert wrong.error_of("due-1-date") == "Enter the day of instalment 1"
    assert wrong.error_of("waits-1") == "Give that report a day first"
    fewer = {"gives": "part", "amount": "20,000", "reason": "It is close.", "amount-1": "100", "waits-1": ""}
    wrong = browser.send(page, NEW, {**fewer, **days("due-1", 30)}, 422)
    assert wrong.error_of("amount-1") == "The instalments make £100, the award is £20,000."
    against = browser.send(page, NEW, {"gives": "all", **days("due-1", 30)}, 422)
    assert against.error_of("reason") == "Say why, as the vote did not fund it."
    assert browser.send(page, NEW, {"gives": "nothing"}, 422).error_of("reason")


def test_rows_are_added_without_javascript_and_terms_are_changed_anew(browser, round_):
    page = browser.get(f"{NEW}?proposal=project-0")
    more = browser.send(page, NEW, {"step": "more-instalments", "conditions": "A sponsor signs"}, 200)
    assert more.answers(NEW)["conditions"] == "A sponsor signs"
    two = {
        "gives": "all", "amount-1": "20000", "waits-1": "c1", "amount-2": "10,000", "waits-2": "r1",
        **days("due-1", 10), **days("due-2", 100), **days("report-1", 90),
    }  # fmt: skip
    made = browser.send(more, NEW, two)
    path = made.response.request.path
    assert "Waits for condition 1: A sponsor signs" in made.text
    assert "Waits for report 1" in made.text
    browser.send(made, f"{path}/approval", {"no_interest": "yes"})
    terms = browser.get(f"{path}/terms")
    filled = terms.answers(f"{path}/terms")
    assert (filled["amount-1"], filled["waits-1"], filled["waits-2"]) == ("20,000", "c1", "r1")
    part = {"gives": "part", "amount": "20000", "reason": "The rest comes from the trust.", "amount-2": ""}
    changed = browser.send(terms, f"{path}/terms", part)
    assert "0 of 2, by different people" in changed.text
    assert "The rest comes from the trust." in changed.text


def test_an_instalment_is_paid_when_its_condition_is_met_and_a_report_is_there(browser, round_):
    more = browser.send(browser.get(f"{NEW}?proposal=project-0"), NEW, {"step": "more-instalments"}, 200)
    page = browser.send(
        more, NEW,
        {
            "gives": "all", "conditions": "A sponsor signs", "amount-1": "20000", "waits-1": "c1",
            "amount-2": "10000", "waits-2": "r1",
            **days("due-1", 0), **days("due-2", 100), **days("report-1", 90),
        },
    )  # fmt: skip
    path = page.response.request.path
    page = approved(browser, round_, path)
    assert "Instalment 1 waits for condition 1: A sponsor signs." in page.text
    met = browser.send(page, f"{path}/conditions/1", {})
    assert "The condition is noted as met." in met.text
    pay = browser.get(met.links()["Note it as paid"])
    early = browser.send(pay, f"{path}/instalments/1", {**days("on", 3)}, 422)
    assert early.error_of("on-date") == "Choose today or an earlier day."
    paid = browser.send(early, f"{path}/instalments/1", {**days("on", 0), "reference": "BACS 77"})
    assert "BACS 77" in paid.text
    round_.sign_in(round_.members["Ann"])
    mine = browser.get("/my-awards")
    report = mine.links()["Hand in report 1 of Fewer falls on wards at night"]
    wrong = browser.send(browser.get(report), report, {"spent": "lots"}, 422)
    assert wrong.error_of("text") == "Say what became of it"
    assert wrong.error_of("spent") == "Enter an amount in pounds, like 12,500"
    told = browser.send(wrong, report, {"text": "Fewer fell.", "spent": "18,000"})
    assert "Spent so far: £18,000 of £30,000." in told.text
    assert "All reports are there." in told.text
    round_.calling()
    seen = browser.get(path)
    assert "Fewer fell." in seen.text
    assert "BACS 77" not in seen.text


def test_who_has_a_part_in_it_or_an_interest_decides_nothing(browser, round_):
    path, page = proposed(browser)
    recused = browser.send(page, f"{path}/recusal", {})
    assert "You said that you have an interest in this project, so others decide." in recused.text
    assert "You have an interest in it." in browser.get(LIST).text
    round_.sign_in(round_.members["Ann"])
    browser.get(path, 404)
    browser.get(f"{path}/terms", 403)


def test_a_keeper_drops_what_was_proposed_and_announces_the_awards(browser, round_):
    path, page = proposed(browser)
    early = browser.send(browser.get(LIST), f"{LIST}/announcement", {"sure": "yes"}, 422)
    assert "A decision still waits for its second approval." in early.text
    assert "The proposal is dropped." in browser.send(page, f"{path}/dropping", {}).text
    wrong = browser.send(browser.get(LIST), f"{LIST}/announcement", {}, 422)
    assert wrong.error_of("sure").startswith("Tick the box")
    done = browser.send(wrong, f"{LIST}/announcement", {"sure": "yes"})
    assert "The awards are announced." in done.text
    assert "The awards were announced on" in done.text


def test_two_keepers_end_an_award_or_its_people_give_it_up(browser, round_):
    path, _ = proposed(browser)
    page = approved(browser, round_, path)
    ending = f"{path}/ending"
    wrong = browser.send(browser.get(ending), ending, {}, 422)
    assert wrong.error_of("reason") == "Say why; everybody can read it"
    asked = browser.send(wrong, ending, {"reason": "They left."})
    assert "You want this award to end. Somebody else has to agree." in asked.text
    round_.sign_in(round_.members["Kit"])
    assert "A keeper wants it to end" in browser.get(LIST).text
    kept = browser.send(browser.get(path), f"{path}/keeping", {})
    assert "The award goes on." in kept.text
    browser.send(browser.get(ending), ending, {"reason": "They left."})
    round_.sign_in(round_.members["Kay"])
    ended = browser.send(browser.get(path), ending, {})
    assert "The award has ended." in ended.text
    other, _ = proposed(browser, 1)
    approved(browser, round_, other)
    round_.sign_in(round_.members["Ben"])
    give_up = f"{other}/giving-up"
    page = browser.send(browser.get(give_up), give_up, {"reason": "We have no time."})
    assert "We have no time." in page.text
    browser.get(f"{path}/giving-up", 404)


def test_a_report_is_asked_for_no_more_with_a_reason(browser, round_):
    path, _ = proposed(browser, **days("report-1", 20))
    approved(browser, round_, path)
    skip = f"{path}/reports/1/skip"
    skipped = browser.send(browser.get(skip), skip, {"reason": "It is in the learning library."})
    assert "Why: It is in the learning library." in skipped.text
    browser.get(f"{path}/reports/2/skip", 404)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (
            {"conditions": "A sponsor signs, " * 60, **days("due-1", 9)},
            "This is too long: at most 200 characters.",
        ),
        ({"conditions": "One\n" * 11, **days("due-1", 9)}, "Use "),
        ({"gives": "part", "reason": "So.", "amount": "9" * 5000}, "Enter an amount in pounds, like 12,500"),
        ({"instalments": "9" * 5000}, "Enter the day of instalment 1"),
    ],
)
def test_what_is_far_too_much_is_refused_with_a_sentence(browser, round_, wrong, said):
    page = browser.send(browser.get(f"{NEW}?proposal=project-0"), NEW, {"gives": "all", **wrong}, 422)
    assert said in page.all("div", class_="nhsuk-error-summary")[0].text


def test_what_was_noted_by_mistake_is_put_right_and_everybody_reads_it(browser, round_):
    path, _ = proposed(browser)
    approved(browser, round_, path)
    pay = f"{path}/instalments/1"
    paid = browser.send(browser.get(pay), pay, {})
    undo = paid.links()["It was not paid (instalment 1)"]
    wrong = browser.send(browser.get(undo), undo, {}, 422)
    assert wrong.error_of("reason") == "Say why; everybody can read it"
    done = browser.send(wrong, undo, {"reason": "It was another award."})
    assert "Instalment 1 was not paid. It was another award." in done.text
    again = browser.send(browser.get(undo), undo, {"reason": "Twice."}, 422)
    assert CODES["award_step_open"].sentence in again.text
    browser.get(f"{path}/corrections/payment/9", 404)
    round_.calling()
    assert "It was another award." in browser.get(path).text


def test_money_that_comes_back_is_noted_and_in_the_pot_again(browser, round_):
    path, _ = proposed(browser)
    approved(browser, round_, path)
    pay = f"{path}/instalments/1"
    back = browser.send(browser.get(pay), pay, {}).links()["Note money that came back"]
    assert browser.send(browser.get(back), back, {}, 422).error_of("amount")
    much = browser.send(browser.get(back), back, {"amount": "30,001"}, 422)
    assert much.error_of("amount") == "£30,000 was paid and did not come back yet."
    done = browser.send(much, back, {"amount": "1,250"})
    assert "It is noted, and in the pot again." in done.text
    assert "£28,750 of what was paid has not come back." in done.text
    assert "of which £1,250 came back" in browser.get(LIST).text


def test_a_project_that_was_skipped_can_be_decided_again_while_money_is_left(browser, round_):
    path, _ = proposed(browser, gives="nothing", reason="It is done elsewhere.")
    approved(browser, round_, path)
    page = browser.get(LIST)
    assert "£60,000 of the pot is left" in page.text
    again = page.links()["Decide again on Fewer falls on wards at night"]
    assert again == f"{NEW}?proposal=project-0"
    made, _ = proposed(browser)
    assert "Awarded" in approved(browser, round_, made).text


def test_who_approved_can_still_say_that_they_have_an_interest(browser, round_):
    path, page = proposed(browser)
    once = browser.send(page, f"{path}/approval", {"no_interest": "yes"})
    done = browser.send(once, f"{path}/recusal", {})
    assert "You said that you have an interest in this project" in done.text
    assert "0 of 2" in done.text
