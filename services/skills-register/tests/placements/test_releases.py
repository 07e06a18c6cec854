"""What a link to a line manager may do: answered once, replaced, run out, and never before consent."""

from dataclasses import replace
from datetime import timedelta

import pytest
from skills_desk import NOW

from chassis.testkit.refusing import refused
from skills_register.placements.releasing import domain, requests
from skills_register.placements.releasing.domain import MOST_ASKS_A_DAY, Answer, Ask, Release
from skills_register.placements.releasing.requests import ReleaseRequest

LIFE = timedelta(days=14)


def on(days: int):
    return (NOW + timedelta(days=days)).date()


INVITED = Release("l-1", 1, "q-1", "k-1", "south", "ann", "SW", "invited", NOW)
CONSENTED = domain.consent(INVITED, "north", "Ann", NOW)


def ask(ask_id: str = "a-1", half_days: int = 4, ends: int = 40, at=NOW) -> Ask:
    return Ask(ask_id, half_days, on(10), on(ends), at, at + LIFE)


def answer(ask_id: str = "a-1", half_days: int = 4, ends: int = 40, at=NOW, **more) -> Answer:
    return replace(Answer(ask_id, True, half_days, on(ends), "", at), **more)


ASKED = domain.ask_manager(CONSENTED, ask(), 0)
GRANTED = domain.answer(ASKED, answer())
TAKEN = domain.take(GRANTED, NOW)


def test_nobody_is_asked_for_who_did_not_consent():
    with refused("consent_required"):
        domain.ask_manager(INVITED, ask(), 0)


def test_an_organisation_does_not_lend_to_itself():
    with refused("lending_to_oneself"):
        domain.consent(INVITED, "south", "Ann", NOW)


def test_a_grant_releases_at_most_what_is_asked_for():
    assert GRANTED.state == "granted"
    assert domain.answer(ASKED, answer(half_days=2)).released.half_days == 2
    for more in (answer(half_days=5), answer(ends=41)):
        with refused("days_beyond_request"):
            domain.answer(ASKED, more)
    with refused("half_days_wrong"):
        domain.answer(ASKED, answer(half_days=0))


def test_a_decline_needs_a_reason_and_ends_it():
    declined = answer(granted=False, half_days=0)
    with refused("reason_required"):
        domain.answer(ASKED, declined)
    ended = domain.answer(ASKED, replace(declined, reason="We are short of people."))
    assert (ended.state, ended.released) == ("declined", None)
    with refused("release_over"):
        domain.ask_manager(ended, ask("a-2"), 0)


def test_the_same_answer_again_changes_nothing_and_another_is_refused():
    later = NOW + timedelta(days=1)
    assert domain.answer(GRANTED, answer(at=later)) is GRANTED
    with refused("release_answered"):
        domain.answer(GRANTED, answer(half_days=1))
    assert domain.link_state(GRANTED, "a-1", NOW + 2 * LIFE) == "answered"


def test_a_link_runs_out_at_its_instant_and_not_before():
    last = NOW + LIFE - timedelta(milliseconds=1)
    assert domain.link_state(ASKED, "a-1", last) == "open"
    assert domain.answer(ASKED, answer(at=last)).state == "granted"
    with refused("release_link_expired"):
        domain.answer(ASKED, answer(at=NOW + LIFE))


def test_a_newer_link_takes_the_place_of_an_older():
    twice = domain.ask_manager(ASKED, ask("a-2"), 1)
    assert domain.link_state(twice, "a-1", NOW) == "replaced"
    with refused("release_link_replaced"):
        domain.answer(twice, answer("a-1"))
    assert domain.answer(twice, answer("a-2")).state == "granted"


def test_a_fresh_link_asks_for_the_same_once_the_old_one_has_run_out():
    late = NOW + LIFE
    with refused("release_link_works"):
        domain.send_again(ASKED, "a-1", "a-2", NOW, LIFE)
    fresh = domain.send_again(ASKED, "a-1", "a-2", late, LIFE)
    assert (fresh.asks[-1].half_days, fresh.asks[-1].until) == (4, late + LIFE)
    with refused("release_link_replaced"):
        domain.send_again(fresh, "a-1", "a-3", late, LIFE)
    with refused("release_answered"):
        domain.send_again(GRANTED, "a-1", "a-2", late, LIFE)


def test_nobody_can_flood_a_mailbox():
    with refused("too_many_attempts"):
        domain.ask_manager(CONSENTED, ask(), MOST_ASKS_A_DAY)
    busy = replace(ASKED, asks=tuple(ask(f"a-{n}", at=NOW) for n in range(MOST_ASKS_A_DAY)))
    ran_out = replace(busy, asks=(*busy.asks[:-1], replace(busy.asks[-1], until=NOW)))
    with refused("too_many_attempts"):
        domain.send_again(ran_out, ran_out.asks[-1].id, "x", NOW, LIFE)


def test_it_is_taken_once_and_only_when_it_was_granted():
    with refused("release_not_granted"):
        domain.take(ASKED, NOW)
    with refused("release_taken"):
        domain.take(TAKEN, NOW)
    with refused("release_taken"):
        domain.leave(TAKEN, "withdrawn", NOW)


def test_who_withdrew_is_asked_for_and_taken_no_more():
    gone = domain.leave(ASKED, "withdrawn", NOW)
    assert domain.leave(gone, "not_taken", NOW) is gone
    for act in (
        lambda: domain.take(gone, NOW),
        lambda: domain.consent(gone, "north", "Ann", NOW),
        lambda: domain.answer(gone, answer()),
    ):
        with refused("release_over"):
            act()


def test_more_is_released_only_by_a_new_answer():
    with refused("extension_not_longer"):
        domain.ask_manager(TAKEN, ask("a-2"), 1)
    asked = domain.ask_manager(TAKEN, ask("a-2", half_days=6), 1)
    assert (asked.state, asked.released.half_days) == ("taken", 4)
    assert domain.answer(asked, answer("a-2", half_days=6)).released.half_days == 6
    kept = domain.answer(asked, answer("a-2", half_days=0, granted=False, reason="No more."))
    assert (kept.state, kept.released.half_days) == ("taken", 4)


REQUEST = ReleaseRequest(
    "q-1", 1, "k-1", "south", "SW", "Coach us.", ("SPC",), 4, on(10), on(40), "Plymouth", "sue", NOW
)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"half_days": 0}, "half_days_wrong"),
        ({"starts_on": on(-1)}, "days_wrong"),
        ({"ends_on": on(9)}, "days_wrong"),
        ({"ends_on": on(10)}, "days_beyond_period"),
        ({"skills": ()}, "skills_wanted"),
    ],
)
def test_what_cannot_be_asked_for_is_refused(changes, code):
    assert requests.ask(REQUEST) is REQUEST
    with refused(code):
        requests.ask(replace(REQUEST, **changes))


def test_a_request_is_met_when_its_half_days_are_placed():
    half = requests.place(REQUEST, 2)
    assert (half.state, half.agreed) == ("open", 2)
    met = requests.place(half, 2)
    assert met.state == "met"
    for act in (lambda: requests.place(met, 1), lambda: requests.close(met, "Enough.")):
        with refused("release_request_closed"):
            act()
    with refused("reason_required"):
        requests.close(half, "")
