"""A placement never holds more than was released, and counts when both organisations say the same."""

from datetime import timedelta

import pytest
from skills_desk import NOW

from chassis.testkit.refusing import refused
from skills_register.placements import domain
from skills_register.placements.domain import Confirmation, Feedback, Placement
from skills_register.placements.releasing import domain as releasing
from skills_register.placements.releasing.domain import Answer, Ask, Release

LATER = NOW + timedelta(days=20)


def on(days: int):
    return (NOW + timedelta(days=days)).date()


BEGUN = Release("l-1", 1, "q-1", "k-1", "south", "ann", "SW", "consented", NOW, "north", "Ann")
ASK = Ask("a-1", 6, on(10), on(40), NOW, NOW + timedelta(days=14))
RELEASE = releasing.answer(releasing.ask_manager(BEGUN, ASK, 0), Answer("a-1", True, 4, on(30), "", NOW))


def agreed(half_days: int = 4, starts: int = 10, ends: int = 30) -> Placement:
    return domain.agree(
        "p-1", RELEASE, half_days=half_days, starts_on=on(starts), ends_on=on(ends),
        where="", by="sue", now=NOW,
    )  # fmt: skip


def said(organisation: str, half_days: int, by: str = "", at=LATER) -> Confirmation:
    return Confirmation(organisation, half_days, by or f"{organisation}-contact", at)


@pytest.mark.parametrize(
    ("days", "code"),
    [
        ({"half_days": 5}, "days_beyond_release"),
        ({"ends": 31}, "days_beyond_release"),
        ({"starts": 9}, "days_beyond_release"),
        ({"starts": 30, "ends": 29}, "days_wrong"),
        ({"starts": 30, "half_days": 3}, "days_beyond_period"),
        ({"half_days": 0}, "half_days_wrong"),
    ],
)
def test_a_placement_is_not_longer_than_released(days, code):
    assert agreed().half_days == 4
    with refused(code):
        agreed(**days)


def test_what_nobody_released_is_no_placement():
    with refused("release_not_granted"):
        domain.agree("p-1", BEGUN, half_days=1, starts_on=on(10), ends_on=on(11), where="", by="sue", now=NOW)


def test_it_is_done_when_both_say_the_same():
    half = domain.confirm(agreed(), said("south", 4))
    assert half.state == "agreed"
    differs = domain.confirm(half, said("north", 3))
    assert differs.state == "differs"
    done = domain.confirm(differs, said("south", 3))
    assert (done.state, domain.loan(done, "r-1", "sue", LATER).half_days) == ("done", 3)
    assert domain.confirm(done, said("south", 3)) is done
    with refused("placement_done"):
        domain.confirm(done, said("south", 2))


def test_saying_the_same_twice_changes_nothing():
    half = domain.confirm(agreed(), said("south", 4))
    assert domain.confirm(half, said("south", 4)) is half


def test_nobody_confirms_for_both_sides():
    half = domain.confirm(agreed(), said("south", 4, "sue"))
    with refused("confirmed_by_same_person"):
        domain.confirm(half, said("north", 4, "sue"))


@pytest.mark.parametrize(
    ("confirmation", "code"),
    [
        (said("south", 5), "days_beyond_release"),
        (said("south", 0), "half_days_wrong"),
        (said("south", 4, at=NOW), "placement_not_begun"),
    ],
)
def test_days_that_cannot_have_been_are_not_confirmed(confirmation, code):
    with refused(code):
        domain.confirm(agreed(), confirmation)


def test_it_is_extended_only_as_far_as_a_new_answer_released():
    with refused("days_beyond_release"):
        domain.extend(agreed(), RELEASE.released, 5, on(30))
    more = Answer("a-2", True, 6, on(40), "", NOW)
    longer = domain.extend(agreed(), more, 6, on(40))
    assert (longer.half_days, longer.released, longer.released_until) == (6, 6, on(40))
    for half_days, ends in ((4, 30), (3, 40), (6, 29)):
        with refused("extension_not_longer"):
            domain.extend(agreed(), more, half_days, on(ends))


def test_a_cancelled_placement_is_neither_confirmed_nor_extended():
    with refused("reason_required"):
        domain.cancel(agreed(), "", ["south"])
    off = domain.cancel(domain.confirm(agreed(), said("south", 4)), "It snowed.", ["south"])
    for act in (
        lambda: domain.confirm(off, said("south", 4)),
        lambda: domain.extend(off, RELEASE.released, 5, on(30)),
        lambda: domain.cancel(off, "Again.", ["south"]),
    ):
        with refused("placement_cancelled"):
            act()


def test_days_that_one_side_confirmed_are_not_cancelled_by_the_other():
    one = domain.confirm(agreed(), said("south", 4))
    both = domain.confirm(one, said("north", 3))
    for placement, sides in ((one, ["north"]), (both, ["north"]), (both, ["south"])):
        with refused("placement_confirmed"):
            domain.cancel(placement, "It was nothing.", sides)
    assert domain.cancel(one, "A mistake.", ["south"]).state == domain.CANCELLED


def test_each_organisation_says_once_how_it_went():
    words = Feedback("south", "It helped.", "sue", LATER)
    with refused("placement_not_done"):
        domain.give_feedback(agreed(), words)
    done = domain.confirm(domain.confirm(agreed(), said("south", 4)), said("north", 4))
    once = domain.give_feedback(done, words)
    assert domain.give_feedback(once, Feedback("north", "We learned.", "nat", LATER)).version == 5
    with refused("placement_feedback_given"):
        domain.give_feedback(once, words)
