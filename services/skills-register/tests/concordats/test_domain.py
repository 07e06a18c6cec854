"""Texts in versions, review days, signatures and how they stand, and what differs between two texts."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from skills_desk import NOW

from chassis.testkit.refusing import refused
from skills_register.concordats import difference, domain, signatures
from skills_register.concordats.domain import KEPT
from skills_register.concordats.signatures import Signing, Withdrawal, standing
from skills_register.organisations import domain as organisations

TODAY = NOW.date()


def in_days(days: int):
    return TODAY + timedelta(days=days)


DRAFTED = domain.draft(
    "k-1", title="Concordat", region="SW", system="Devon", group="Organisational Development Group",
    text="We help.\n\nWe may ask.", review_on=in_days(200), by="c-SW", now=NOW,
)  # fmt: skip
FIRST = domain.agree(DRAFTED, "", "c-SW", NOW, 60)
SECOND = domain.agree(domain.change_draft(FIRST, "We help.\n\nWe ask."), "Shorter.", "c-SW", NOW, 60)


def signing(text: int = 1, at=NOW) -> Signing:
    return Signing(text, "ann", "chief_executive", at, "")


SIGNED = signatures.sign(FIRST, None, "o-1", signing())
TRUST = organisations.enter("o-1", "North", "trust", "SW", "Devon", NOW)


def test_the_first_text_needs_no_word_of_what_is_new_and_a_later_one_does():
    assert (FIRST.state, FIRST.current.number, FIRST.current.sign_by) == ("agreed", 1, None)
    with refused("changes_required"):
        domain.agree(domain.change_draft(FIRST, "Other."), "", "c-SW", NOW, 60)
    assert (SECOND.current.number, SECOND.current.sign_by) == (2, in_days(60))
    assert SECOND.text(1).text == "We help.\n\nWe may ask."


def test_a_text_that_says_the_same_is_not_agreed_again():
    for same in (FIRST, domain.change_draft(FIRST, FIRST.current.text)):
        with refused("text_unchanged"):
            domain.agree(same, "Nothing.", "c-SW", NOW, 60)


@pytest.mark.parametrize("days", [0, -1, 5 * 366 + 1])
def test_a_review_lies_ahead_and_not_beyond_reason(days):
    with refused("review_day_wrong"):
        domain.review(FIRST, KEPT, "Fine.", in_days(days), "c-SW", NOW)


def test_a_review_is_kept_and_sets_the_next_day():
    held = domain.review(FIRST, KEPT, "Fine.", in_days(300), "c-SW", NOW)
    assert (held.review_on, held.reviews[0].on, held.reviews[0].words) == (in_days(300), TODAY, "Fine.")
    with refused("concordat_not_agreed"):
        domain.review(DRAFTED, KEPT, "Fine.", in_days(300), "c-SW", NOW)


def test_reminders_come_sixty_and_fourteen_days_before_the_review():
    assert domain.next_reminder(FIRST, TODAY) == in_days(140)
    assert domain.next_reminder(FIRST, in_days(140)) == in_days(186)
    assert domain.next_reminder(FIRST, in_days(186)) is None


def test_an_ended_concordat_is_not_changed_agreed_reviewed_signed_or_ended_again():
    with refused("reason_required"):
        domain.end(FIRST, "", NOW)
    ended = domain.end(FIRST, "The STP was dissolved.", NOW)
    assert domain.next_reminder(ended, TODAY) is None
    for act in (
        lambda: domain.change_draft(ended, "Other."),
        lambda: domain.agree(ended, "Other.", "c-SW", NOW, 60),
        lambda: domain.review(ended, KEPT, "Fine.", in_days(300), "c-SW", NOW),
        lambda: domain.end(ended, "Again.", NOW),
        lambda: signatures.sign(ended, None, "o-1", signing()),
        lambda: signatures.withdraw(ended, SIGNED, Withdrawal(NOW, "ann", "We merge.", TODAY)),
    ):
        with refused("concordat_ended"):
            act()
    assert standing(SIGNED, ended, TRUST, TODAY) == "over"


def test_a_draft_is_signed_by_nobody():
    with refused("concordat_not_agreed"):
        signatures.sign(DRAFTED, None, "o-1", signing())


def test_only_the_newest_text_is_signed_and_only_once():
    with refused("text_not_current"):
        signatures.sign(SECOND, None, "o-1", signing(1))
    with refused("signed_already"):
        signatures.sign(FIRST, SIGNED, "o-1", signing())
    with refused("signing_role_unknown"):
        signatures.sign(FIRST, None, "o-1", Signing(1, "ann", "porter", NOW, ""))


def test_a_signature_under_an_earlier_text_holds_through_the_grace_and_not_longer():
    assert standing(SIGNED, FIRST, TRUST, in_days(5000)) == "signed"
    assert standing(SIGNED, SECOND, TRUST, in_days(60)) == "to_renew"
    assert standing(SIGNED, SECOND, TRUST, in_days(61)) == "lapsed"
    renewed = signatures.sign(SECOND, SIGNED, "o-1", signing(2))
    assert standing(renewed, SECOND, TRUST, in_days(61)) == "signed"
    assert [each.text for each in renewed.signings] == [1, 2]


def test_a_third_text_does_not_lengthen_the_grace_of_the_second():
    later = NOW + timedelta(days=50)
    third = domain.agree(domain.change_draft(SECOND, "We all help."), "Warmer.", "c-SW", later, 60)
    assert standing(SIGNED, third, TRUST, in_days(61)) == "lapsed"


def test_a_withdrawal_holds_from_its_day_and_ends_with_a_new_signature():
    for why, day, code in (
        ("", 10, "reason_required"),
        ("We merge.", -1, "withdrawal_day_wrong"),
        ("We merge.", 5 * 366 + 1, "withdrawal_day_wrong"),
    ):
        with refused(code):
            signatures.withdraw(FIRST, SIGNED, Withdrawal(NOW, "ann", why, in_days(day)))
    leaving = signatures.withdraw(FIRST, SIGNED, Withdrawal(NOW, "ann", "We merge.", in_days(10)))
    assert [standing(leaving, FIRST, TRUST, in_days(day)) for day in (0, 9, 10)] == [
        "leaving", "leaving", "withdrawn",
    ]  # fmt: skip
    with refused("withdrawn_already"):
        signatures.withdraw(FIRST, leaving, Withdrawal(NOW, "ann", "Again.", in_days(10)))
    back = signatures.sign(FIRST, leaving, "o-1", signing())
    assert standing(back, FIRST, TRUST, in_days(10)) == "signed"
    assert [each.why for each in back.past_withdrawals] == ["We merge."]


def test_an_organisation_that_was_closed_or_moved_is_no_signatory_and_back_again_it_is():
    closed = organisations.close(TRUST, "Merged.", NOW)
    moved = organisations.change(TRUST, "North", "trust", "Cornwall")
    for trust, expected in ((TRUST, "signed"), (closed, "closed"), (moved, "elsewhere"), (None, "closed")):
        assert standing(SIGNED, FIRST, trust, TODAY) == expected
        assert signatures.is_in_force(SIGNED, FIRST, trust, TODAY) == (trust is TRUST)
    back = organisations.change(moved, "North", "trust", "Devon")
    assert standing(SIGNED, FIRST, back, TODAY) == "signed"


def test_a_draft_that_nobody_agreed_on_is_dropped_and_its_review_comes_never():
    dropped = domain.end(DRAFTED, "Nobody wants it.", NOW)
    assert dropped.state == "dropped"
    assert domain.next_reminder(dropped, TODAY) is None
    with refused("concordat_ended"):
        domain.agree(dropped, "", "c-SW", NOW, 60)


def test_the_draft_of_a_next_text_is_thrown_away_and_that_of_a_first_is_not():
    drafted = domain.change_draft(FIRST, "Other.")
    assert domain.change_draft(drafted, "").draft == ""
    with refused("draft_required"):
        domain.change_draft(DRAFTED, "")


def test_a_first_text_is_not_agreed_with_a_day_of_review_that_has_passed():
    late = NOW + timedelta(days=201)
    with refused("review_day_wrong"):
        domain.agree(DRAFTED, "", "c-SW", late, 60)
    assert domain.agree(DRAFTED, "", "c-SW", late, 60, in_days(300)).review_on == in_days(300)


def test_a_difference_shows_which_clause_and_which_words():
    before = "We help.\n\nWe may ask in turn.\n\nFor a year."
    after = "We help.\n\nWe ask in turn.\n\nFor a year.\n\nAnd longer."
    found = difference.between(before, after)
    assert [each.change for each in found] == ["same", "changed", "same", "added"]
    assert [(piece.mark, piece.words) for piece in found[1].pieces] == [
        ("same", "We "), ("removed", "may "), ("same", "ask in turn."),
    ]  # fmt: skip


WORDS = st.lists(st.sampled_from(["we", "ask", "help", "\n\n", "days"]), max_size=20).map(" ".join)


@given(WORDS, WORDS)
def test_a_difference_read_in_order_gives_both_texts(before, after):
    def read(marks: set[str]) -> list[str]:
        whole = [
            "".join(piece.words for piece in each.pieces if piece.mark in marks)
            for each in difference.between(before, after)
        ]
        return [each for each in whole if each]

    assert read({"same", "removed"}) == list(difference.clauses(before))
    assert read({"same", "added"}) == list(difference.clauses(after))
