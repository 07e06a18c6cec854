"""Sharing out: nobody gets what they may not, as many as can be are served, loads are even."""

from collections import Counter
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.assessments.panels.sharing import Sharing


def shared(needs, may, most, loads=None):
    return Sharing(needs, may, loads or {}, most).out()


def test_loads_are_even_although_the_first_could_do_everything():
    everybody = ["a", "b", "c"]
    out = shared(dict.fromkeys("pqrs", 2), dict.fromkeys("pqrs", everybody), dict.fromkeys(everybody, 8))
    assert sorted(Counter(reader for _, reader in out.pairs).values()) == [2, 3, 3]
    assert out.short == {}


def test_somebody_hands_on_what_another_can_read_so_that_nobody_is_left_without():
    may = {"p": ["a", "b"], "q": ["a"]}
    out = shared({"p": 1, "q": 1}, may, {"a": 1, "b": 1})
    assert set(out.pairs) == {("p", "b"), ("q", "a")}


def test_what_somebody_has_already_counts_and_nobody_gets_more_than_they_would_read():
    out = shared({"p": 2, "q": 2}, {key: ["a", "b"] for key in "pq"}, {"a": 3, "b": 4}, {"a": 3})
    assert set(out.pairs) == {("p", "b"), ("q", "b")}
    assert out.short == {"p": 1, "q": 1}


def test_where_readers_are_scarce_every_proposal_has_one_before_any_has_two():
    out = shared({"p": 3, "q": 3, "r": 3}, {key: ["a", "b"] for key in "pqr"}, {"a": 2, "b": 1})
    assert sorted(proposal for proposal, _ in out.pairs) == ["p", "q", "r"]
    assert out.short == {"p": 2, "q": 2, "r": 2}


READERS = ("a", "b", "c")
PROPOSALS = ("p", "q", "r")


def every_way(needs, may, most):
    """All sharings out, each as {proposal: readers}."""
    choices = [
        [
            set(chosen)
            for number in range(needs[each] + 1)
            for chosen in combinations(may[each], min(number, len(may[each])))
        ]
        for each in PROPOSALS
    ]
    for way in product(*choices):
        loads = Counter(reader for readers in way for reader in readers)
        if all(loads[each] <= most[each] for each in READERS):
            yield way


@settings(max_examples=150, deadline=None)
@given(
    st.fixed_dictionaries({each: st.integers(0, 2) for each in PROPOSALS}),
    st.fixed_dictionaries(
        {each: st.lists(st.sampled_from(READERS), unique=True, max_size=3) for each in PROPOSALS}
    ),
    st.fixed_dictionaries({each: st.integers(0, 3) for each in READERS}),
)
def test_no_other_way_serves_more_or_is_more_even(needs, may, most):
    out = shared(needs, may, most)
    loads = Counter(reader for _, reader in out.pairs)
    assert all(reader in may[proposal] for proposal, reader in out.pairs)
    assert len(set(out.pairs)) == len(out.pairs)
    assert all(loads[each] <= most[each] for each in READERS)
    ways = list(every_way(needs, may, most))
    best = max(sum(map(len, way)) for way in ways)
    assert len(out.pairs) == best
    served = Counter(proposal for proposal, _ in out.pairs)
    alike = [way for way in ways if [len(each) for each in way] == [served[each] for each in PROPOSALS]]
    squares = min(
        sum(number * number for number in Counter(reader for readers in way for reader in readers).values())
        for way in alike
    )
    assert sum(number * number for number in loads.values()) == squares
