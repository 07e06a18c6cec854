"""Engagement from what is remembered: what counts and what does not."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from chassis.testkit.refusing import refused
from exchange.comments import domain
from exchange.comments.domain import HIDDEN, SHOWN, TAKEN_BACK, Answer, Comment
from exchange.comments.engagement import changed_texts, engagement
from exchange.comments.supporting.domain import Support
from exchange.proposals.domain import Text, Words

NOW = datetime(2019, 1, 20, tzinfo=UTC)
WORDS = Words("Title", "Aim")
TEAM = ("ann", "bo")
PEOPLE = ("ann", "bo", "cy", "di")


def said(number, by="cy", state=SHOWN, answers=(), is_question=True, at=NOW):
    return Comment(f"k-{number}", 1, "p-1", "r-1", by, "", is_question, "Why?", at, state, answers)


def text(number, because_of=(), at=NOW):
    return Text("p-1", number, WORDS, "ann", at, tuple(because_of))


ANSWERS = st.lists(st.just(Answer("So.", "ann", NOW)), max_size=2).map(tuple)
COMMENTS = st.lists(
    st.tuples(st.sampled_from(PEOPLE), st.sampled_from(domain.STATES), ANSWERS, st.booleans()), max_size=8
).map(lambda rows: [said(n, by, state, answers, asks) for n, (by, state, answers, asks) in enumerate(rows)])


@given(COMMENTS, st.lists(st.integers(0, 9), max_size=6))
def test_the_parts_never_exceed_the_whole(comments, reasons):
    texts = [text(1), text(2, [f"k-{each}" for each in dict.fromkeys(reasons)])]
    found = engagement(TEAM, comments, texts, [], NOW + timedelta(days=1))
    assert found.questions_answered <= found.answered <= found.comments
    assert found.questions_answered + found.unanswered == found.questions <= found.comments
    assert found.commenters <= found.comments
    assert found.changed_by <= found.comments
    assert len(found.changes) <= found.texts == 1
    assert found.commenters <= len(set(PEOPLE) - set(TEAM))


def test_a_first_text_is_no_change_and_a_team_does_not_talk_to_itself():
    comments = [said(1, "ann"), said(2, state=HIDDEN), said(3, state=TAKEN_BACK), said(4)]
    found = engagement(TEAM, comments, [text(1, ["k-4"])], [], NOW + timedelta(days=1))
    assert (found.comments, found.texts, found.changes) == (1, 0, ())


def test_a_supporter_of_both_that_were_merged_is_one_and_of_the_team_none():
    both = [Support(f"p-{n}:cy", f"p-{n}", "cy", "", "", NOW) for n in (1, 2)]
    own = Support("p-2:bo", "p-2", "bo", "", "", NOW)
    group = [Support(f"p-{n}:group:SW", f"p-{n}", "c", "SW", "", NOW) for n in (1, 2)]
    found = engagement(TEAM, [], [], [*both, own, *group], NOW + timedelta(days=1))
    assert (found.supporters, found.groups) == (1, ("SW",))


def test_a_comment_knows_every_text_it_changed():
    assert changed_texts([text(1), text(2, ["k-1", "k-2"]), text(3, ["k-1"])]) == {
        "k-1": [("p-1", 2), ("p-1", 3)],
        "k-2": [("p-1", 2)],
    }


def test_a_comment_has_so_many_answers_and_no_more(monkeypatch):
    monkeypatch.setattr(domain, "refuse_closed", lambda *_: None)
    monkeypatch.setattr(domain, "refuse_not_in_team", lambda *_: None)
    told = Answer("So.", "ann", NOW)
    full = said(1, answers=(told,) * domain.MOST_ANSWERS)
    with refused("comment_answered_enough"):
        domain.answer(full, None, None, told)
