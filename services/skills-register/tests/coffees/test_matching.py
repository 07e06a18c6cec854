"""The promises of the matching, each against everything that could have been dealt instead."""

import random
import time
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skills_register.coffees.drawing import comes_out_again, draw_of, fingerprint
from skills_register.coffees.matching import Guest, in_drawn_order, match
from skills_register.coffees.pairing import ALONE, completed

GUESTS = st.lists(
    st.tuples(st.sampled_from(["", "Trust A", "trust  a", "Trust B", "C"]), st.sampled_from(["", "X", "Y"])),
    min_size=2,
    max_size=30,
)


def guests_of(people) -> list[Guest]:
    return [Guest(f"m-{n}", organisation, place) for n, (organisation, place) in enumerate(people)]


def history(guests: list[Guest], pairs) -> dict[str, set[str]]:
    met: dict[str, set[str]] = {guest.id: set() for guest in guests}
    for one, other in pairs:
        first, second = guests[one % len(guests)].id, guests[other % len(guests)].id
        if first != second:
            met[first].add(second)
            met[second].add(first)
    return met


def repeats(groups, met) -> int:
    return sum(other in met[one] for group in groups for one in group for other in group) // 2


def fewest_repeats(people: tuple[str, ...], met) -> int:
    """By trying every way to pair an even number of people."""
    if not people:
        return 0
    first, rest = people[0], people[1:]
    return min(
        (other in met[first]) + fewest_repeats(tuple(each for each in rest if each != other), met)
        for other in rest
    )


@given(GUESTS, st.lists(st.tuples(st.integers(0, 29), st.integers(0, 29)), max_size=200), st.text(max_size=5))
def test_everybody_is_in_exactly_one_group_and_at_most_one_is_a_trio(people, pairs, seed):
    guests = guests_of(people)
    groups = match(guests, history(guests, pairs), seed)
    assert sorted(each for group in groups for each in group) == sorted(guest.id for guest in guests)
    sizes = Counter(len(group) for group in groups)
    assert set(sizes) <= {2, 3}
    assert sizes[3] == len(guests) % 2


@given(st.integers(1, 4), st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=40))
def test_of_an_even_number_the_fewest_pairs_possible_are_repeats(half, pairs):
    guests = guests_of([("", "")] * (2 * half))
    met = history(guests, pairs)
    groups = match(guests, met, "seed")
    assert repeats(groups, met) == fewest_repeats(tuple(met), met)


@given(GUESTS, st.data())
def test_nobody_meets_somebody_again_while_each_has_met_fewer_than_half_of_the_others(people, data):
    guests = guests_of(people)
    met = history(guests, [])
    for _ in range(4 * len(guests)):
        one, other = (data.draw(st.sampled_from(guests)).id for _ in range(2))
        room = all(2 * (len(met[each]) + 1) < len(guests) - 1 for each in (one, other))
        if one != other and room and other not in met[one]:
            met[one].add(other)
            met[other].add(one)
    assert repeats(match(guests, met, "seed"), met) == 0


@given(GUESTS)
def test_two_of_one_organisation_meet_only_where_more_than_half_are_of_it(people):
    guests = guests_of(people)
    names = {guest.id: " ".join(guest.organisation.casefold().split()) for guest in guests}
    sizes = Counter(names.values())
    for group in match(guests, {}, "seed"):
        for name, count in Counter(names[each] for each in group).items():
            assert not name or count == 1 or 2 * sizes[name] > len(guests)


@given(GUESTS, st.randoms(use_true_random=False))
def test_the_same_seed_makes_the_same_groups_in_whatever_order_the_guests_come(people, chance):
    guests = guests_of(people)
    shuffled = list(guests)
    chance.shuffle(shuffled)
    assert match(guests, {}, "2018-11 abc") == match(shuffled, {}, "2018-11 abc")


def test_another_seed_makes_other_groups():
    guests = guests_of([("", "")] * 40)
    assert match(guests, {}, "one") != match(guests, {}, "two")


def test_a_draw_comes_out_again_and_one_that_was_changed_does_not():
    guests = guests_of([(f"O{number % 5}", f"P{number % 3}") for number in range(21)])
    met = history(guests, [(0, 1), (4, 9), (7, 13)])
    groups = match(guests, met, "2018-11 abc")
    people, lines = draw_of(guests, met, "2018-11 abc", groups)
    assert people == [each.id for each in in_drawn_order(guests, "2018-11 abc")]
    assert comes_out_again(lines)
    one, two = (next(at for at, each in enumerate(lines) if each.group == group) for group in (1, 2))
    changed = list(lines)
    changed[one], changed[two] = replace(lines[one], group=2), replace(lines[two], group=1)
    assert not comes_out_again(changed)
    assert fingerprint("2018-11 abc", changed) != fingerprint("2018-11 abc", lines)


@pytest.mark.parametrize("number", [0, 1])
def test_fewer_than_two_guests_have_no_coffee(number):
    assert match(guests_of([("", "")] * number), {}, "seed") == []


def test_forty_people_who_meet_every_round_meet_nobody_twice_in_as_many_rounds_as_are_sure():
    guests = guests_of([("", "")] * 40)
    met = history(guests, [])
    for number in range(20):
        groups = match(guests, met, f"round {number}")
        assert repeats(groups, met) == 0
        for one, other in groups:
            met[one].add(other)
            met[other].add(one)


def test_two_who_met_before_meet_again_when_there_is_nobody_else():
    guests = guests_of([("", "")] * 2)
    assert match(guests, {"m-0": {"m-1"}}, "seed") == [("m-0", "m-1")]


@given(st.integers(2, 9), st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=30))
def test_the_pairing_is_as_large_as_any(size, edges):
    friends = {frozenset(edge) for edge in edges if edge[0] != edge[1]}
    found = completed([ALONE] * size, lambda one, other: frozenset((one, other)) in friends)
    for person, mate in enumerate(found):
        assert mate == ALONE or (found[mate] == person and frozenset((person, mate)) in friends)

    def largest(people: tuple[int, ...]) -> int:
        if len(people) < 2:
            return 0
        first, rest = people[0], people[1:]
        chosen = [
            1 + largest(tuple(each for each in rest if each != other))
            for other in rest
            if frozenset((first, other)) in friends
        ]
        return max([largest(rest), *chosen])

    assert sum(mate != ALONE for mate in found) == 2 * largest(tuple(range(size)))


def test_three_thousand_members_with_three_years_behind_them_are_dealt_in_reasonable_time():
    chance = random.Random(7)
    guests = guests_of(
        [(f"Trust {chance.randrange(60)}", f"Town {chance.randrange(40)}") for _ in range(3001)]
    )
    order = list(range(3001))
    pairs = []
    for _ in range(36):
        chance.shuffle(order)
        pairs += list(zip(order[::2], order[1::2], strict=False))
    met = history(guests, pairs)
    begun = time.process_time()
    groups = match(guests, met, "2018-11")
    assert time.process_time() - begun < 20
    assert (len(groups), repeats(groups, met)) == (1500, 0)
