"""The rules of the pipeline: stages go forward only, a decision stands (row 2)."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chassis.testkit.refusing import refused
from membership.applications import domain
from membership.applications.domain import ORDER, Application, Step
from membership.members.domain import Acceptance
from membership.refusal import Refusal

NOW = datetime(2018, 9, 3, 10, 30, tzinfo=UTC)
YES = Acceptance("1", NOW)


def prospect(**more) -> Application:
    begun = {"region": "NENC", "name": "Ada", "email": "ada@example.org", "why": "To learn."} | more
    return domain.begin("a-17", now=NOW, **begun)


def sent() -> Application:
    return domain.submit(prospect(), YES, NOW)


def test_sending_in_needs_the_compact_and_a_reason_to_belong():
    with refused("compact_not_accepted"):
        domain.submit(prospect(), None, NOW)
    with refused("invalid_input") as no:
        domain.submit(prospect(why=""), YES, NOW)
    assert "why" in no.value.fields


def test_a_compact_accepted_when_it_was_saved_need_not_be_accepted_again():
    assert domain.submit(domain.keep(prospect(), YES), None, NOW).stage == "applied"


def test_accepting_twice_changes_nothing():
    accepted = domain.accept(sent(), "c-1", "m-1", "", NOW)
    assert domain.accept(accepted, "c-2", "m-2", "", NOW) is accepted
    assert accepted.member_id == "m-1"


def test_declining_needs_a_reason_and_stands_once_given():
    with refused("reason_required"):
        domain.decline(sent(), "c-1", "", "", NOW)
    declined = domain.decline(sent(), "c-1", "not in health or care", "Try the open events.", NOW)
    assert (declined.reason, declined.feedback) == ("not in health or care", "Try the open events.")
    assert domain.decline(declined, "c-1", "another", "", NOW) is declined
    with refused("application_already_decided"):
        domain.accept(declined, "c-1", "m-1", "", NOW)


def test_an_accepted_application_is_neither_declined_nor_withdrawn_nor_taken_up():
    accepted = domain.accept(sent(), "c-1", "m-1", "", NOW)
    for verb in (
        lambda: domain.decline(accepted, "c-1", "reason", "", NOW),
        lambda: domain.withdraw(accepted, NOW),
        lambda: domain.take_up(accepted, "c-1", NOW),
        lambda: domain.submit(accepted, YES, NOW),
    ):
        with refused("application_already_decided"):
            verb()


def test_a_withdrawn_application_is_closed_and_withdrawing_twice_is_once():
    gone = domain.withdraw(sent(), NOW)
    assert domain.withdraw(gone, NOW) is gone
    with refused("application_closed"):
        domain.accept(gone, "c-1", "m-1", "", NOW)


def test_nobody_reviews_what_was_not_sent():
    for verb in (domain.take_up, lambda a, by, now: domain.accept(a, by, "m", "", now)):
        with refused("application_not_submitted"):
            verb(prospect(), "c-1", NOW)


def test_the_reviewer_is_one_person():
    taken = domain.take_up(sent(), "c-1", NOW)
    assert domain.take_up(taken, "c-1", NOW) is taken
    with refused("application_taken_up"):
        domain.take_up(taken, "c-2", NOW)


def test_what_is_sent_is_not_amended():
    assert domain.amend(sent(), {"why": "another"}) == sent()
    assert domain.amend(prospect(), {"why": "another"}).why == "another"


def test_medians_are_of_finished_stays_in_days_to_one_decimal_half_up():
    def steps(*days):
        stages = ("applied", "in_review", "accepted")
        return tuple(Step(s, NOW + timedelta(days=d), "x") for s, d in zip(stages, days, strict=False))

    medians = domain.median_days([steps(0, 1, 8), steps(0, 2), steps(0, 4.25, 5.5), steps(0)])
    assert (medians["applied"], medians["in_review"]) == (2.0, 4.1)
    assert medians["prospect"] is None
    assert medians["accepted"] is None
    assert set(medians) == set(domain.STAGES)


@pytest.mark.parametrize(("hours", "days"), [(0, 0), (23, 0), (24, 1), (49, 2)])
def test_waiting_is_counted_in_full_days(hours, days):
    assert domain.whole_days(NOW, NOW + timedelta(hours=hours)) == days
    assert domain.whole_days(None, NOW) is None


VERBS = {
    "submit": lambda a: domain.submit(a, YES, NOW),
    "take": lambda a: domain.take_up(a, "c-1", NOW),
    "accept": lambda a: domain.accept(a, "c-1", "m-1", "", NOW),
    "decline": lambda a: domain.decline(a, "c-1", "because", "", NOW),
    "withdraw": lambda a: domain.withdraw(a, NOW),
}


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(sorted(VERBS)), max_size=8))
def test_whatever_is_tried_stages_move_forward_and_an_end_is_the_end(verbs):
    application = prospect()
    for verb in verbs:
        before = application
        try:
            application = VERBS[verb](application)
        except Refusal:
            continue
        if application is not before:
            assert ORDER[application.stage] > ORDER[before.stage]
            assert application.version == before.version + 1
            assert application.history[:-1] == before.history
            assert before.is_open
    assert (application.stage == "accepted") == (application.member_id is not None)
    assert application.stage != "declined" or application.reason
