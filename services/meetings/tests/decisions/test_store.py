"""What the store remembers of decisions, and how they are found, in memory and on MongoDB alike."""

from dataclasses import replace
from datetime import date

import pytest

from contracts.refusals import Refused
from meetings.decisions.domain import Counts, Decision, Objection, Quorum, Review
from meetings.decisions.store import DecisionStore, words_of

HELD, TODAY = date(2018, 4, 17), date(2018, 11, 1)
MADE = Decision(
    id="d-1", version=1, region="NENC", meeting_id="meeting-1", decided_on=HELD,
    title="Work on safety incidents", text="With the AHSN, from May on.", method="consent",
    quorum=Quorum(9, 7, 5),
)  # fmt: skip


@pytest.fixture
def save(work, call):
    def saved(*decisions):
        for each in decisions:
            work.in_transaction(call, lambda each=each: DecisionStore(work).save(each))

    return saved


@pytest.fixture
def ids(work):
    def found(regions=None, limit=25, cursor=None, **wanted):
        asked = {"limit": limit, "cursor": cursor}
        page = DecisionStore(work).page(asked, regions=regions, today=TODAY, **wanted)
        return [each.id for each in page["items"]]

    return found


def test_a_decision_comes_back_as_it_was_saved(work, save):
    whole = replace(
        MADE, method="majority", counts=Counts(4, 2, 1), review_on=date(2018, 10, 9),
        objections=(Objection("Too long.", "taken_in"),), reviews=(Review(HELD, "kept", "So far."),),
    )  # fmt: skip
    save(whole)
    assert DecisionStore(work).get("d-1") == whole
    assert DecisionStore(work).get("d-2") is None
    with pytest.raises(Refused, match="stale_version"):
        save(replace(whole, version=3))


def test_words_are_searched_by_their_beginnings_without_case_and_accents(save, ids):
    save(MADE, replace(MADE, id="d-2", title="Rotate the café", decided_on=date(2018, 7, 17)))
    assert ids(words="SAFE incid") == ["d-1"]
    assert ids(words="cafe ahsn") == ["d-2"]
    assert ids(words="safety cafe") == []
    assert ids(words="a.*") == ids()
    assert words_of("The café, THE Café!") == ["the", "cafe"]


def test_pages_show_all_of_the_own_groups_and_what_is_public_of_others(work, save, ids, call):
    save(
        MADE, replace(MADE, id="d-2", is_closed=True), replace(MADE, id="d-3", region="SW", meeting_id="m-9")
    )
    assert ids(regions=set()) == []
    work.in_transaction(call, lambda: DecisionStore(work).share("meeting-1"))
    assert ids(regions=set()) == ["d-1"]
    assert ids(regions={"SW"}) == ["d-3", "d-1"]
    assert ids(regions={"NENC"}) == ["d-2", "d-1"]
    assert ids() == ["d-3", "d-2", "d-1"]
    assert ids(regions={"SW"}, region="NENC") == ["d-1"]
    assert ids(regions={"SW"}, region="SW") == ["d-3"]


def test_pages_are_cut_by_method_state_and_what_is_to_be_looked_at_again(save, ids):
    save(MADE, replace(MADE, id="d-2", review_on=date(2018, 10, 9)))
    save(replace(MADE, id="d-3", method="consensus", superseded_by="d-2"))
    assert ids(method="consensus") == ["d-3"]
    assert ids(state="superseded") == ["d-3"]
    assert ids(state="in_force") == ["d-2", "d-1"]
    assert ids(state="review_due") == ["d-2"]


def test_those_of_a_meeting_come_in_the_order_in_which_they_were_written(work, save):
    save(MADE, replace(MADE, id="d-2"), replace(MADE, id="d-3", meeting_id="meeting-2"))
    assert [each.id for each in DecisionStore(work).of_meeting("meeting-1")] == ["d-1", "d-2"]
