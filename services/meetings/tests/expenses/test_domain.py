"""Who pays, what a claim comes to, and who may decide it (row 51, C41)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from meetings.expenses import claims, domain, rules
from meetings.expenses.bank_details import bank_details_in
from meetings.expenses.claims import Claim, Occasion, Receipt, Step, Times
from meetings.expenses.costs import ASSISTANT, CLAIMANT, Cost, Limits, Written, cost_of, pounds, total
from meetings.expenses.paying.domain import Batch, Year, add_up, payment_of, settle
from meetings.refusal import Refusal

NOW = datetime(2018, 5, 3, 10, 30, tzinfo=UTC)
TODAY = NOW.date()
LIMITS = Limits(most_line=100_000, most_claim=200_000, rates={"car": 45, "motorcycle": 24, "bicycle": 20})

VECTORS = (
    ({"status": "employed", "employer_funds_cpd": True}, "employer"),
    ({"status": "self_employed", "access_to_costs": False, "governance_work": True}, "q_on_application"),
    ({"status": "patient"}, "q"),
    ({"status": "carer", "designated_by_q_member": True, "paid_public_sector_job": False}, "q"),
    ({"status": "carer", "designated_by_q_member": True, "paid_public_sector_job": True}, "not_a_carer_here"),
    ({"status": "carer", "designated_by_q_member": False, "paid_public_sector_job": False},
     "not_a_carer_here"),
    ({"status": "personal_assistant", "accompanies": "patient_or_carer", "required": True}, "q"),
    ({"status": "employed", "employer_funds_cpd": False}, "manual_decision"),
    ({"status": "self_employed", "access_to_costs": False, "governance_work": False}, "manual_decision"),
)  # fmt: skip
"""The test vectors of the seeds (003 App 4 L629-632), every one."""


@pytest.mark.parametrize(("answers", "payer"), VECTORS)
def test_who_pays_is_what_the_seeds_say(answers, payer):
    verdict = rules.who_pays(answers)
    assert (verdict.payer, verdict.missing) == (payer, ())
    assert verdict.words


@pytest.mark.parametrize(
    "answers",
    [
        {"status": "retired"},
        {"status": "unpaid"},
        {"status": "other"},
        {"status": "self_employed", "access_to_costs": True, "governance_work": True},
        {"status": "personal_assistant", "accompanies": "somebody_else", "required": True},
        {"status": "personal_assistant", "accompanies": "patient_or_carer", "required": False},
    ],
)
def test_what_the_rules_do_not_cover_goes_to_a_person(answers):
    assert rules.who_pays(answers).payer == "manual_decision"


def test_a_case_that_is_not_answered_wholly_says_which_questions_are_open():
    assert rules.who_pays({"status": "carer"}).missing == ("designated_by_q_member", "paid_public_sector_job")
    assert rules.who_pays({"status": "self_employed", "access_to_costs": False}).missing == (
        "governance_work",
    )
    # A paid job settles it: who named them would change nothing.
    assert rules.who_pays({"status": "carer", "paid_public_sector_job": True}).missing == ()


def test_a_table_that_contradicts_itself_or_asks_what_nobody_knows_is_refused():
    assert rules.faults() == []
    patient = rules.TABLE[2]
    clash = rules.Rule("x", "gap", {"status": "patient"}, rules.EMPLOYER, "No.")
    assert rules.faults((patient, clash)) == ["{'status': 'patient'}: ['employer', 'q']"]
    unknown = rules.Rule("y", "gap", {"status": "patient", "age": True}, "nobody", "No.")
    assert rules.faults((unknown,)) == ["y: age is not answered with True", "y: nobody is called nobody"]


@pytest.mark.parametrize(
    "text",
    [
        "Pay to 20-00-00, thanks",
        "account 12345678",
        "1234 5678",
        "4111 1111 1111 1111",
        "GB29 NWBK 6016 1331 9268 19",
        "gb29nwbk60161331926819",
    ],
)
def test_text_that_looks_like_bank_details_is_found(text):
    assert bank_details_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Train from Carlisle to Penrith on 17 April 2018",
        "17/04/2018 and 2018-04-17",
        "Call 0117 496 0123",
        "The years 2018-2019",
        "Room 1234, BS1 4DJ with many more words",
        "Reference 4111111111111112",
    ],
)
def test_what_people_write_of_a_journey_is_no_bank_detail(text):
    assert not bank_details_in(text)


def line(number=1, pence=1840, whose=CLAIMANT, on=date(2018, 4, 17), **more):
    return Cost(f"l-{number}", whose, "journey", on, pence, "train", "Carlisle", "Penrith", **more)


def claim(**changes):
    made = Claim(
        id="claim-1",
        version=1,
        claimant_id="m-1",
        occasion=Occasion("meeting", "meeting-1", "NENC", "First meeting", date(2018, 4, 17)),
        payee="Sam Example",
        answers={"status": "patient"},
        costs=(line(),),
        history=(Step(claims.BEGIN, NOW, "m-1"),),
    )
    return replace(made, **changes)


def submitted(**changes):
    return domain.submit(claim(**changes), (), "", NOW, LIMITS)


def approved(**changes):
    once = domain.approve(submitted(**changes), "c-1", "No other rule.", NOW)
    return domain.approve(once, "v-1", "", NOW)


def refused(act, *arguments):
    with pytest.raises(Refusal) as no:
        act(*arguments)
    return no.value


def test_a_carer_and_their_assistant_cost_q_thirty_six_pounds_eighty():
    answers = {"status": "carer", "paid_public_sector_job": False}
    both = (line(1), line(2, whose=ASSISTANT))
    sent = domain.submit(
        claim(answers=answers, costs=both, assistant_required=True), ("m-9",), "", NOW, LIMITS
    )
    assert (sent.verdict.payer, sent.assistants_verdict.payer, sent.is_manual) == ("q", "q", False)
    assert (total(sent.costs, CLAIMANT), total(sent.costs, ASSISTANT), sent.total) == (1840, 1840, 3680)
    assert pounds(sent.total) == "£36.80"
    assert pounds(123456) == "£1,234.56"


def test_an_assistant_whom_nobody_needs_makes_it_a_persons_decision():
    sent = submitted(costs=(line(1), line(2, whose=ASSISTANT)))
    assert sent.assistants_verdict.payer == "manual_decision"
    assert sent.is_manual
    assert claim().assistants_verdict is None


@pytest.mark.parametrize(
    ("answers", "named_by", "code"),
    [
        ({"status": "employed", "employer_funds_cpd": True}, (), "employer_pays"),
        ({"status": "employed"}, (), "expense_answers_missing"),
        ({"status": "carer", "paid_public_sector_job": True}, ("m-9",), "not_a_carer_here"),
        ({"status": "carer", "paid_public_sector_job": False}, (), "not_a_carer_here"),
    ],
)
def test_a_claim_that_is_not_q_s_to_pay_is_not_handed_in(answers, named_by, code):
    assert refused(domain.submit, claim(answers=answers), named_by, "", NOW, LIMITS).code == code


def test_nobody_says_of_themselves_that_they_were_named_a_carer():
    answers = {"status": "carer", "paid_public_sector_job": False, "designated_by_q_member": True}
    assert refused(domain.submit, claim(answers=answers), (), "", NOW, LIMITS).code == "not_a_carer_here"


def written(**more):
    given = {"whose": CLAIMANT, "kind": "journey", "on": TODAY, "pence": 100, "mode": "train"}
    return Written(**{**given, "origin": "Carlisle", "destination": "Penrith", **more})


def test_miles_are_paid_at_the_rate_of_the_day_to_the_nearest_penny():
    made = cost_of("l-1", written(mode="car", tenths=123, pence=99999), TODAY, LIMITS)
    assert (made.pence, made.rate, made.tenths, made.needs_receipt) == (554, 45, 123, False)
    bought = cost_of("l-2", written(), TODAY, LIMITS)
    assert (bought.pence, bought.rate, bought.needs_receipt) == (100, None, True)


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"on": TODAY + timedelta(days=1)}, "expense_day_wrong", "on"),
        ({"pence": None}, "expense_amount_wrong", "pence"),
        ({"pence": -1}, "expense_amount_wrong", "pence"),
        ({"pence": 100_001}, "expense_amount_wrong", "pence"),
        ({"mode": ""}, "expense_line_incomplete", "mode"),
        ({"origin": ""}, "expense_line_incomplete", "origin"),
        ({"mode": "car", "tenths": None}, "expense_line_incomplete", "miles"),
        ({"mode": "car", "tenths": 20_001}, "expense_line_incomplete", "miles"),
        ({"kind": "subsistence"}, "expense_line_incomplete", "what"),
    ],
)
def test_a_line_that_makes_no_sense_is_refused_at_its_field(changes, code, field):
    no = refused(cost_of, "l-1", written(**changes), TODAY, LIMITS)
    assert (no.code, list(no.fields)) == (code, [field])


def test_a_claim_needs_lines_of_days_that_have_been_and_a_sum_within_reason():
    assert refused(domain.submit, claim(costs=()), (), "", NOW, LIMITS).code == "expense_empty"
    tomorrow = claim(costs=(line(on=TODAY + timedelta(days=1)),))
    assert refused(domain.submit, tomorrow, (), "", NOW, LIMITS).code == "expense_day_wrong"
    dear = claim(costs=(line(1, 100_000), line(2, 100_000), line(3, 1)))
    assert refused(domain.submit, dear, (), "", NOW, LIMITS).code == "expense_amount_wrong"


def test_two_different_people_approve_a_claim():
    once = domain.approve(submitted(), "c-1", "", NOW)
    assert once.state == "approved_once"
    assert refused(domain.approve, once, "c-1", "", NOW).code == "expense_approved_by_you"
    twice = domain.approve(once, "v-1", "", NOW)
    assert (twice.state, [step.by for step in twice.approvals]) == ("approved", ["c-1", "v-1"])
    assert refused(domain.approve, twice, "n-1", "", NOW).code == "expense_not_waiting"


@pytest.mark.parametrize("verb", [domain.approve, domain.refuse, domain.send_back])
def test_nobody_decides_a_claim_that_they_have_a_part_in(verb):
    carer = {"status": "carer", "paid_public_sector_job": False}
    sent = domain.submit(claim(answers=carer, assistant_id="c-2"), ("v-1",), "", NOW, LIMITS)
    assert refused(verb, sent, "m-1", "Why?", NOW).code == "expense_own"
    assert refused(verb, sent, "c-2", "Why?", NOW).code == "expense_involved"
    assert refused(verb, sent, "v-1", "Why?", NOW).code == "expense_involved"
    assert verb(sent, "c-1", "Why?", NOW).state != "submitted"
    assert domain.allowed(sent, "c-2", may_decide=True) == []


def test_where_the_rules_are_silent_the_first_decider_writes_why_q_pays():
    sent = submitted(answers={"status": "retired"})
    assert refused(domain.approve, sent, "c-1", "", NOW).code == "reason_required"
    once = domain.approve(sent, "c-1", "The group asked her to come.", NOW)
    assert once.approvals[0].words == "The group asked her to come."
    assert domain.approve(once, "v-1", "", NOW).state == "approved"


def test_a_returned_claim_is_changed_and_decided_anew():
    once = domain.approve(submitted(), "c-1", "", NOW)
    assert refused(domain.send_back, once, "v-1", "", NOW).code == "reason_required"
    back = domain.send_back(once, "v-1", "Which train?", NOW)
    assert (back.state, back.approvals) == ("returned", ())
    again = domain.submit(domain.with_cost(back, line(2)), (), "The 9:15.", NOW, LIMITS)
    assert (again.state, again.history[-1].words, again.total) == ("submitted", "The 9:15.", 3680)


def test_a_claim_that_was_handed_in_stays_as_it_is():
    sent = submitted()
    for act in (
        lambda: domain.with_cost(sent, line(2)),
        lambda: domain.without_cost(sent, "l-1"),
        lambda: domain.with_receipt(sent, Receipt("r", "a.pdf", "application/pdf", 1)),
        lambda: domain.without_receipt(sent, "r"),
        lambda: domain.changed(sent, replace(sent, payee="Another")),
        lambda: domain.submit(sent, (), "", NOW, LIMITS),
    ):
        assert refused(act).code == "expense_not_open"


def test_a_refusal_says_why_and_a_withdrawal_is_the_claimants_until_it_is_sent():
    no = domain.refuse(submitted(), "c-1", "A taxi was not needed.", NOW)
    assert (no.state, no.history[-1].words) == ("refused", "A taxi was not needed.")
    assert domain.withdraw(approved(), NOW).state == "withdrawn"
    sent = domain.send_to_payer(approved(), "b-1", "n-1", NOW)
    assert refused(domain.withdraw, sent, NOW).code == "expense_decided"


def test_a_claim_goes_to_whoever_pays_once():
    assert refused(domain.send_to_payer, submitted(), "b-1", "n-1", NOW).code == "expense_not_approved"
    assert refused(domain.pay, approved(), "n-1", NOW).code == "expense_not_sent"
    sent = domain.send_to_payer(approved(), "b-1", "n-1", NOW)
    assert refused(domain.send_to_payer, sent, "b-2", "n-1", NOW).code == "expense_not_approved"
    paid = domain.pay(sent, "n-1", NOW)
    assert paid.state == "paid"
    assert domain.pay(paid, "n-1", NOW) is paid


def test_bank_details_in_any_text_of_a_claim_are_refused():
    sort_code = "20-00-00"
    for act in (
        lambda: domain.refuse_unfit(claim(payee=sort_code)),
        lambda: domain.with_cost(claim(), line(2, what=sort_code)),
        lambda: domain.submit(claim(), (), sort_code, NOW, LIMITS),
        lambda: domain.approve(submitted(), "c-1", sort_code, NOW),
        lambda: domain.send_back(submitted(), "c-1", sort_code, NOW),
        lambda: domain.refuse(submitted(), "c-1", sort_code, NOW),
    ):
        no = refused(act)
        assert (no.code, len(no.fields)) == ("bank_details_unwanted", 1)


def test_nobody_is_their_own_assistant_and_nothing_grows_without_end():
    assert refused(domain.refuse_unfit, claim(assistant_id="m-1")).code == "expense_own_assistant"
    full = claim(costs=tuple(line(number) for number in range(60)))
    assert refused(domain.with_cost, full, line(61)).code == "expense_too_many"
    papers = tuple(Receipt(f"r-{number}", "a.pdf", "application/pdf", 1) for number in range(20))
    assert refused(domain.with_receipt, claim(receipts=papers), papers[0]).code == "expense_too_many"


def test_a_change_that_changes_nothing_is_none():
    made = claim()
    assert domain.changed(made, replace(made)) is made
    assert domain.without_cost(made, "l-9") is made
    assert domain.without_receipt(made, "r-9") is made
    assert domain.changed(made, replace(made, payee="Another")).version == 2


@pytest.mark.parametrize(("days", "late"), [(90, 0), (91, 1)])
def test_a_claim_that_comes_after_the_limit_is_marked_as_late(days, late):
    sent = submitted(costs=(line(on=TODAY - timedelta(days=days)),))
    assert sent.late_by(90) == late
    assert claim().late_by(90) == 0


def test_what_was_never_handed_in_and_what_has_ended_is_forgotten_in_time():
    times = Times(draft=180, ended=2192)
    assert domain.ends(claim(), NOW, times) == NOW + timedelta(days=180)
    assert domain.ends(submitted(), NOW, times) is None
    assert domain.ends(approved(), NOW, times) is None
    assert domain.ends(domain.withdraw(submitted(), NOW), NOW, times) == NOW + timedelta(days=2192)


def test_a_batch_keeps_its_lines_and_knows_who_is_not_paid_yet():
    both = approved(costs=(line(1), line(2, whose=ASSISTANT)), assistant_required=True)
    batch = Batch("b-1", 1, NOW, "n-1", (payment_of(both), payment_of(approved(id="claim-2"))))
    assert [each.pence for each in batch.payments] == [3680, 1840]
    assert (batch.pence, batch.unpaid) == (5520, ("claim-1", "claim-2"))
    some = settle(batch, ["claim-1"])
    assert (some.unpaid, some.version) == (("claim-2",), 2)
    assert settle(some, ["claim-1"]) is some


def test_a_regions_year_is_shown_from_five_claims_on():
    four = [payment_of(approved(id=f"claim-{number}")) for number in range(4)]
    [year] = add_up({}, four)
    assert (year, year.is_shown) == (Year("NENC", 2018, 1, 4, 7360), False)
    [after] = add_up({("NENC", 2018): year}, four[:1])
    assert (after, after.is_shown) == (Year("NENC", 2018, 2, 5, 9200), True)
