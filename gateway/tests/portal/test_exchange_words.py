"""What pages say of exchanges: every step of a history, and what time brings (row 59)."""

from datetime import date

import pytest

from gateway.portal.presenting.exchange_acts import ACTS, act_of
from gateway.portal.presenting.exchange_steps import SENTENCES, happened
from gateway.portal.presenting.exchanges import STATES, VERBS, exchange_of
from gateway.portal.views.exchanging import KNOCKS
from skills_register.exchanges import domain, next_steps, telling

NAMES = {"member:ann": "You", "member:ben": "Ben"}
TODAY = date(2026, 11, 21)
ANSWER = {
    "id": "x-1",
    "version": 3,
    "state": "agreed",
    "side": "giver",
    "giver": "member:ann",
    "receiver": "member:ben",
    "regions": ["SW", "WOE"],
    "what": "Coaching",
    "minutes": 90,
    "on": "2026-12-01",
    "took": None,
    "proposed_by": "giver",
    "said_by": None,
    "disputed_by": None,
    "flags": [],
    "ending": None,
    "waits_until": "2026-12-29T12:00:00+00:00",
    "silence": "settle",
    "warning": None,
    "offer_id": None,
    "reversed_by": None,
    "next_step": {"action": "say_done", "words": "Say how long it took.", "may": ["say_done", "cancel"]},
    "history": [],
}


def shown(**more):
    return exchange_of(ANSWER | more, NAMES, TODAY)


def test_every_state_step_and_verb_of_the_register_has_words_a_form_and_a_door():
    assert set(STATES) == set(domain.STATES)
    told = {*telling.TO_THE_OTHER, *telling.TO_BOTH, *telling.TO_KEEPERS, "confirmed", "confirmed_by_silence"}
    assert told <= set(SENTENCES)
    verbs = {value for name, value in vars(next_steps).items() if name.isupper() and isinstance(value, str)}
    assert set(ACTS) == set(KNOCKS) == set(VERBS) == (verbs & set(VERBS)) | {"note"}


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (
            {"kind": "done", "side": "giver", "minutes": 90},
            "You said that it is done and took 1 hour 30 minutes",
        ),
        ({"kind": "disputed", "side": "receiver", "minutes": None}, "Ben said that it was not done"),
        ({"kind": "decided", "side": "giver", "minutes": None}, "You accepted that it was not done"),
        (
            {"kind": "decided", "side": "keeper", "minutes": None},
            "Somebody who looks after the region decided that no time is exchanged",
        ),
        (
            {"kind": "lapsed", "side": None, "minutes": None},
            "It ended by itself, because nobody agreed in time, or said that it was done",
        ),
        ({"kind": "something_new", "side": "receiver", "minutes": None}, "Ben changed it"),
    ],
)
def test_a_step_is_one_plain_sentence(step, said):
    found = happened(
        {"at": "2026-11-21T10:00:00+00:00", "words": None, **step}, {"giver": "You", "receiver": "Ben"}
    )
    assert (found.sentence, found.at) == (said, "21 November 2026 at 10:00am")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "If nobody says by 29 December 2026 that it is done, it ends."),
        ({"state": "proposed"}, "Without an answer it ends on 29 December 2026, and no time is exchanged."),
        ({"state": "done"}, "Without an answer by 29 December 2026 it counts as confirmed."),
        (
            {"state": "done", "silence": "flag"},
            "Without an answer by 29 December 2026, somebody who looks after the region is asked to decide.",
        ),
        ({"state": "confirmed"}, "It is tried again on 29 December 2026."),
        ({"state": "settled", "waits_until": None}, ""),
    ],
)
def test_it_is_said_what_time_brings(more, said):
    assert shown(**more).waits == said


def test_what_is_agreed_for_a_later_day_says_which():
    assert shown().next_words == "It is on 1 December 2026. Say how long it took."
    assert shown(on="2026-11-21").next_words == "Say how long it took."


@pytest.mark.parametrize(
    ("state", "by", "heading"),
    [
        ("agreed", "giver", "Call this exchange off"),
        ("proposed", "giver", "Withdraw your proposal"),
        ("proposed", "receiver", "Decline this proposal"),
    ],
)
def test_ending_it_is_called_what_it_is(state, by, heading):
    step = {"action": None, "words": "Wait.", "may": ["cancel"]}
    assert act_of("cancel", shown(state=state, proposed_by=by, next_step=step)).heading == heading
