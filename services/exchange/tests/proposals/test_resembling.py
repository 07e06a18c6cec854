"""Near-duplicates are warned of, with the words that say so."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from exchange.proposals.resembling import MOST_SHOWN, most_like, resemblance, telling_words

FALLS = telling_words("Fewer falls on wards", "Falls of frail patients at night halve within a year.")


def test_words_that_say_nothing_do_not_count_and_a_plural_is_its_singular():
    assert telling_words("The Wards\u2019 falls, and the wards", "A ward's fall; injuries") == {
        "ward",
        "fall",
        "injury",
    }
    assert telling_words("An analysis of this bus", "process") == {"analysis", "bus", "process"}


def test_a_warning_says_which_words_of_how_many():
    other = telling_words("Night falls", "Fewer falls of frail people on wards.")
    like = resemblance(FALLS, other)
    assert like is not None
    assert like.shared == ("fall", "fewer", "frail", "night", "ward")
    assert like.share == Fraction(2 * 5, len(FALLS) + len(other))
    why = "telling words of yours are in this one, too: fall, fewer, frail, night, ward."
    assert like.in_words == f"5 of the {len(FALLS)} {why}"


def test_two_shared_words_or_a_small_share_are_no_warning():
    assert resemblance(FALLS, telling_words("Ward falls")) is None
    assert (
        resemblance(FALLS, telling_words("Night ward patients", *(f"word{'x' * n}" for n in range(30))))
        is None
    )
    assert resemblance(frozenset(), frozenset()) is None


def test_the_likest_stand_first_and_only_a_few():
    others = [(f"p-{n}", FALLS | {f"other{'x' * each}" for each in range(n)}) for n in range(9, 0, -1)]
    found = most_like(FALLS, others)
    assert [each for each, _like in found] == [f"p-{n}" for n in range(1, MOST_SHOWN + 1)]


WORDS = st.frozensets(st.text("abcdef", min_size=3, max_size=5), max_size=12)


@given(WORDS, WORDS)
def test_likeness_is_mutual_and_between_nothing_and_all(mine, other):
    there, back = resemblance(mine, other), resemblance(other, mine)
    assert (there is None) == (back is None)
    if there is not None and back is not None:
        assert there.share == back.share
        assert there.shared == back.shared
        assert 0 < there.share <= 1
        assert (there.share == 1) == (mine == other)
