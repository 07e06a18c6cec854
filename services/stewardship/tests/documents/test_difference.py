"""What differs between two texts."""

from hypothesis import given
from hypothesis import strategies as st

from stewardship.documents.clauses import Clause
from stewardship.documents.difference import ADDED, CHANGED, REMOVED, SAME, between, words


def clauses(**texts: str) -> list[Clause]:
    return [Clause(code, code, text) for code, text in texts.items()]


def test_each_clause_is_added_removed_changed_or_the_same():
    found = between(clauses(a="One.", b="Two.", c="Three."), clauses(a="One.", c="Three or four.", d="New."))
    assert [(each.code, each.change) for each in found] == [
        ("a", SAME),
        ("b", REMOVED),
        ("c", CHANGED),
        ("d", ADDED),
    ]


def test_inside_a_clause_only_the_words_that_differ_are_marked():
    pieces = words("Up to four meetings a year.", "Up to six meetings a year.")
    assert [(piece.mark, piece.words) for piece in pieces] == [
        (SAME, "Up to "),
        (REMOVED, "four "),
        (ADDED, "six "),
        (SAME, "meetings a year."),
    ]


def test_a_new_label_alone_is_a_change_that_is_said():
    (found,) = between([Clause("a", "Openness", "x")], [Clause("a", "Transparency", "x")])
    assert found.change == CHANGED
    assert [(each.name, each.before, each.after) for each in found.details] == [
        ("label", "Openness", "Transparency")
    ]


TEXTS = st.text(st.sampled_from("ab \n"), max_size=40).map(str.strip)


@given(TEXTS, TEXTS)
def test_the_pieces_give_the_words_of_both_texts_again(before, after):
    pieces = words(before, after)
    old = "".join(piece.words for piece in pieces if piece.mark != ADDED)
    new = "".join(piece.words for piece in pieces if piece.mark != REMOVED)
    assert old.split() == before.split()
    assert new.split() == after.split()


@given(st.lists(st.sampled_from("abcdef"), unique=True), st.lists(st.sampled_from("abcdef"), unique=True))
def test_every_clause_of_both_texts_is_there_once_in_the_new_order(old, new):
    found = between(clauses(**dict.fromkeys(old, "x")), clauses(**dict.fromkeys(new, "x")))
    codes = [each.code for each in found]
    assert sorted(codes) == sorted({*old, *new})
    assert [code for code in codes if code in new] == new
