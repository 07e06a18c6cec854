"""Whose turn it is with a question, and when a contact can be reached."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.testkit.refusing import refused
from skills_register.coaching import domain
from skills_register.coaching.domain import ANSWERED, CLOSED, LISTED, Contact, Question

NOW = datetime(2018, 10, 4, 14, 0, tzinfo=UTC)
TODAY = NOW.date()
LATER = NOW + timedelta(days=2)
QUESTION = Question("q-1", 1, "NENC", "lee", "Lee", "SPC", "Cumbria", "How?", NOW)


def contact(name: str, **more) -> Contact:
    return Contact(name, 1, "NENC", NOW, **{"state": LISTED, "shown_name": name, **more})


def turn(*contacts: Contact, load=None) -> str | None:
    chosen = domain.next_contact(QUESTION, contacts, load or {}, TODAY)
    return chosen.id if chosen else None


def test_the_contact_of_the_area_comes_before_the_one_of_the_topic_and_both_before_others():
    anybody, topic, area = contact("a"), contact("b", topics=("spc",)), contact("c", areas=("CUMBRIA",))
    assert turn(anybody, topic, area) == "c"
    assert turn(anybody, topic) == "b"
    assert turn(anybody) == "a"


def test_of_two_alike_the_one_with_fewer_questions_waiting_is_asked():
    assert turn(contact("a"), contact("b"), load={"a": 2, "b": 1}) == "b"


@pytest.mark.parametrize(
    "unreachable",
    [{"state": "asked"}, {"away_until": TODAY}, {"away_until": TODAY + timedelta(days=9)}],
)
def test_nobody_is_asked_who_cannot_be_reached(unreachable):
    assert turn(contact("a", **unreachable)) is None


def test_who_is_back_can_be_reached_on_the_day_after():
    assert contact("a", away_until=TODAY - timedelta(days=1)).is_reachable(TODAY)


def test_nobody_is_asked_their_own_question():
    assert turn(contact("lee")) is None
    with refused("question_of_oneself"):
        domain.bring_to(QUESTION, contact("lee"), NOW, LATER)


@given(st.lists(st.sampled_from("abcdefgh"), unique=True), st.sampled_from(["Cumbria", "Tees"]))
def test_brought_on_and_on_it_reaches_every_contact_once_and_then_nobody(names, area):
    contacts = [contact(name, areas=(area,) if name < "d" else ()) for name in names]
    question, reached = QUESTION, []
    while (chosen := domain.next_contact(question, contacts, {}, TODAY)) is not None:
        question = domain.bring_to(question, chosen, NOW, LATER)
        reached.append(chosen.id)
    assert sorted(reached) == sorted(names)


def test_an_answer_ends_the_waiting_and_a_closed_question_takes_none():
    brought = domain.bring_to(QUESTION, contact("a"), NOW, LATER)
    answered = domain.answer(brought, "a", "Thus.", NOW)
    assert (answered.state, answered.due_at) == (ANSWERED, None)
    closed = domain.close(answered)
    assert closed.state == CLOSED
    assert domain.close(closed) is closed
    with refused("question_closed"):
        domain.answer(closed, "a", "More.", NOW)
    with refused("question_closed"):
        domain.bring_to(closed, contact("b"), NOW, LATER)


def test_a_question_has_a_last_answer():
    question = QUESTION
    for _ in range(domain.MOST_ANSWERS):
        question = domain.answer(question, "a", "Thus.", NOW)
    with refused("question_answers_too_many"):
        domain.answer(question, "a", "Once more.", NOW)


def test_a_large_region_needs_several_contacts_and_every_other_one():
    assert [domain.coverage("SW", found, False, 2).is_gap for found in (0, 1)] == [True, False]
    assert [domain.coverage("SW", found, True, 2).is_gap for found in (1, 2)] == [True, False]


def test_away_is_for_a_day_to_come_and_for_contacts_who_said_yes():
    assert domain.away(contact("a"), None, TODAY).away_until is None
    with refused("day_past"):
        domain.away(contact("a"), TODAY, TODAY)
    with refused("contact_not_listed"):
        domain.away(replace(contact("a"), state="asked"), date(2018, 11, 1), TODAY)
