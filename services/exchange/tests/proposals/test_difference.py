"""What differs between two texts is shown word by word, and never takes long."""

from dataclasses import replace

from exchange.proposals import difference
from exchange.proposals.difference import Piece
from exchange.proposals.words import Words

OLD = Words("Fewer falls", "Falls halve.", plan="Two wards test it every week.", ask=20_000_00)


def test_only_what_differs_is_named_in_the_order_of_the_form():
    changes = difference.between(OLD, replace(OLD, plan="Three wards test it every week.", ask=None))
    assert [(each.field, each.before, each.after) for each in changes][1:] == [("ask", 20_000_00, None)]
    assert changes[0].pieces == (
        Piece("removed", "Two "),
        Piece("added", "Three "),
        Piece("same", "wards test it every week."),
    )
    assert difference.between(OLD, OLD) == ()


def test_a_first_text_is_all_that_it_says():
    assert [
        (each.field, [piece.mark for piece in each.pieces]) for each in difference.between(None, OLD)
    ] == [
        ("title", ["added"]),
        ("aim", ["added"]),
        ("plan", ["added"]),
        ("ask", []),
    ]


def test_a_text_of_one_word_a_thousand_times_is_shown_as_a_whole():
    before, after = "a b " * 1_000, "b a " * 999 + "c"
    (change,) = difference.between(replace(OLD, aim=before), replace(OLD, aim=after))
    assert change.pieces == (Piece("removed", before), Piece("added", after))
