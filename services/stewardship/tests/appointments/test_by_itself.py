"""What happens to a call by itself: it closes, its panel is asked, what was written is forgotten."""

from datetime import timedelta
from typing import Any

from seat_calls import (
    PANEL,
    agree,
    answer,
    close,
    decide,
    declare,
    expressed,
    on_panel,
    opened,
    propose,
    ready,
)
from stewardship_desk import NATIONAL


def test_the_panel_is_asked_when_the_call_closes(desk):
    call = opened(desk)
    expressed(desk, call, "m-1")
    close(desk)
    told = desk.events("notice_raised")[-1]["data"]
    assert (told["kind"], told["members"]) == ("panel_asked", list(PANEL))
    assert {"name": "until", "words": "12 October 2018 at 12:00"} in told["about"]
    turn = desk.knock("panels.my_panels", by=on_panel())["items"][0]
    assert turn["my_turn"] == "declare"


def test_a_call_that_nobody_answered_ends_and_asks_nobody(desk):
    call = opened(desk)
    close(desk)
    assert desk.knock("appointments.get_call", {"id": call["id"]})["state"] == "ended"
    assert desk.events("notice_raised") == []


def test_what_was_taken_back_is_erased_thirty_days_after_the_call(desk):
    _call, (taken_back, other) = ready(desk, "m-1", "m-2")
    me = desk.member("m-1")
    desk.knock("appointments.withdraw_expression", {"id": taken_back["id"]}, by=me)
    decide(desk, other, "appoint")
    answer(desk, other, "m-2")
    desk.now += timedelta(days=29)
    desk.do_due_work()
    mine = desk.knock("appointments.my_expressions", by=me)["items"][0]
    assert (mine["why"], mine["erased"]) == ("Words of m-1", False)
    desk.now += timedelta(days=1)
    desk.do_due_work()
    mine = desk.knock("appointments.my_expressions", by=me)["items"][0]
    assert (mine["why"], mine["shown_name"], mine["erased"], mine["state"]) == ("", "", True, "withdrawn")
    kept = desk.knock("appointments.my_expressions", by=desk.member("m-2"))["items"][0]
    assert kept["why"] == "Words of m-2"
    stored = desk.work.database["expressions_of_interest"].find_one({"_id": taken_back["id"]})
    assert "Words of m-1" not in str(stored)


def test_nothing_that_was_written_in_a_call_is_left_a_year_after_it(desk):
    _call, (chosen, other) = ready(desk, "m-1", "m-2")
    decide(desk, other, "not_this_time")
    decide(desk, chosen, "appoint")
    answer(desk, chosen, "m-1")
    desk.now += timedelta(days=364)
    desk.do_due_work()
    assert "Words of m-2" in str(list(desk.work.database["expressions_of_interest"].find()))
    desk.now += timedelta(days=1)
    desk.do_due_work()
    stored = str(list(desk.work.database["expressions_of_interest"].find()))
    for words in ("Words of", "Name of", "Background of", "As the criteria ask", "Thank you"):
        assert words not in stored
    mine = desk.knock("appointments.my_expressions", by=desk.member("m-2"))["items"][0]
    assert (mine["state"], mine["outcome"], mine["erased"]) == ("not_appointed", "not_this_time", True)
    assert desk.work.database["jobs"].count_documents({"kind": "erase_words"}) == 0


def test_why_somebody_stepped_out_is_forgotten_and_that_they_did_is_kept(desk):
    call, (sent, _other) = ready(desk, "m-1", "m-2")
    interest = {"expression_id": sent["id"], "why": "We share an office."}
    declared = {"id": call["id"], "interests": [interest]}
    desk.knock("panels.declare_interests", declared, by=on_panel())
    desk.knock("appointments.cancel_call", {"id": call["id"], "reason": "Begins anew."}, by=NATIONAL)
    desk.now += timedelta(days=365)
    desk.do_due_work()
    stored = desk.work.database["appointment_calls"].find_one({"_id": call["id"]})
    assert "We share an office." not in str(stored)
    assert sent["id"] in str(stored["panel"])


def test_what_commands_answered_is_kept_without_words(desk, monkeypatch):
    kept: list[Any] = []
    monkeypatch.setattr(desk.work, "remember_answer", lambda *told: kept.append(told[-1]))
    _call, (sent,) = ready(desk, "m-1")
    propose(desk, sent, "not_this_time")
    agree(desk, sent)
    assert len(kept) == 6
    for words in ("Words of", "Name of", "Background of", "As the criteria ask", "Thank you"):
        assert words not in str(kept)


def test_the_days_of_each_step_are_shown(desk):
    call = opened(desk)
    sent = expressed(desk, call, "m-1")
    close(desk)
    desk.now += timedelta(days=2)
    for number in (1, 2, 3):
        declare(desk, call, number)
    desk.now += timedelta(days=15)
    decide(desk, sent, "appoint")
    desk.now += timedelta(days=1)
    answer(desk, sent, "m-1")
    steps = desk.knock("appointments.get_call", {"id": call["id"]})["steps"]
    assert [(each["name"], each["days"], each["most_days"], each["late"]) for each in steps] == [
        ("open", 18, 28, False),
        ("declare", 2, 7, False),
        ("decide", 15, 14, True),
        ("answer", 1, 7, False),
    ]
