"""What the store remembers of consultations and comments, in memory and on MongoDB alike."""

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from stewardship_desk import INDEXES, Desk, convenor

from chassis.call import Call
from chassis.identity import Caller
from chassis.mongo import UnitOfWork
from chassis.testkit.desk import on_mongodb
from contracts.refusals import Refused
from stewardship.consultations import comments, domain
from stewardship.consultations.comments import Comment
from stewardship.consultations.domain import Chosen, Point, Scope
from stewardship.consultations.store import ConsultationStore

NOW = datetime(2018, 9, 3, 10, 30, tzinfo=UTC)


def ask(number=1, asked_by="SW", scope=None, closes_on=date(2018, 9, 30)):
    return domain.ask(
        f"q-{number}",
        title="The concordat",
        question="What is missing?",
        asked_by=asked_by,
        scope=scope or Scope("regions", ("SW",)),
        options=[("Yes", "In Devon"), ("No", "")],
        several=False,
        opens_on=None,
        first_days=7,
        closes_on=closes_on,
        by="v-1",
        now=NOW + timedelta(hours=number),
    )


def say(number=1, member_id="m-1"):
    at = NOW + timedelta(minutes=number)
    return Comment(f"c-{number}", 1, "q-1", member_id, "SW", True, "Carers.", ("1",), "", at)


@pytest.fixture
def save(work, call):
    def saved(*those):
        store = ConsultationStore(work)
        for each in those:
            keep = store.save_comment if isinstance(each, Comment) else store.save
            work.in_transaction(call, lambda each=each, keep=keep: keep(each))

    return saved


def test_a_consultation_comes_back_as_it_was_saved(work, save):
    asked = ask()
    extended = domain.extend(asked, date(2018, 10, 7), "Snow.", "v-1", NOW)
    decided = domain.decide(
        extended,
        decision="We sign it.",
        changes=[Point("Carers.", "You asked.", ("c-1",))],
        not_taken=[Point("Travel.", "No money.")],
        chosen=[Chosen("1", ("SW",))],
        comments=["c-1"],
        by="v-1",
        now=NOW + timedelta(days=60),
    )
    save(asked, extended, decided)
    assert ConsultationStore(work).get("q-1") == decided
    assert ConsultationStore(work).get("q-2") is None


def test_a_comment_comes_back_as_it_was_saved(work, save):
    changed = comments.change(say(), "Unpaid carers.", (), "Ada", NOW)
    gone = comments.take_back(changed, NOW)
    save(say(), changed)
    assert ConsultationStore(work).comment("c-1") == changed
    save(gone)
    assert ConsultationStore(work).comment("c-1") == gone
    assert ConsultationStore(work).comment("c-2") is None


def test_consultations_are_found_by_place_and_end_and_those_of_groups_by_members_alone(work, save):
    withdrawn = domain.withdraw(ask(2), "No.", "v-1", NOW)
    save(ask(1), ask(2), withdrawn, ask(3, "UK", Scope("uk")), ask(4, "g-1", Scope("group", (), "g-1")))
    store, page = ConsultationStore(work), {"limit": 25}

    def ids(place=None, ended=None, inside=True):
        return [each.id for each in store.page(page, place=place, ended=ended, inside=inside)["items"]]

    assert ids() == ["q-4", "q-3", "q-2", "q-1"]
    assert ids(inside=False) == ["q-3", "q-2", "q-1"]
    assert ids("SW", False) == ["q-1"]
    assert ids("g-1") == ["q-4"]
    assert ids(ended=True) == ["q-2"]


def test_comments_are_read_in_order_and_standing_ones_leave_out_what_was_taken_back(work, save):
    save(ask(), say(1), say(2, "m-2"), say(3), comments.take_back(say(2, "m-2"), NOW))
    store = ConsultationStore(work)
    page = store.comments_page("q-1", {"limit": 2})
    assert [each.id for each in page["items"]] == ["c-1", "c-2"]
    onward = store.comments_page("q-1", {"limit": 2, "cursor": page["next"]})
    assert [each.id for each in onward["items"]] == ["c-3"]
    assert [each.id for each in store.standing("q-1")] == ["c-1", "c-3"]
    assert [each.text for each in store.standing("q-1")] == ["", ""], "every reader of a page would read them"
    assert [each.id for each in store.of_member("q-1", "m-1")] == ["c-1", "c-3"]


def test_holding_a_consultation_changes_nothing_of_it(work, save, call):
    save(ask())
    store = ConsultationStore(work)
    work.in_transaction(call, lambda: store.hold("q-1"))
    assert store.get("q-1") == ask()
    save(domain.withdraw(ask(), "No.", "v-1", NOW))
    assert store.get("q-1").is_ended


@pytest.mark.servers
def test_no_comment_slips_in_beside_the_outcome_that_claims_to_have_read_them_all(mongo_uri):
    """A comment reads the open question, the outcome is saved, then the comment is: it must look again."""
    with on_mongodb(mongo_uri, "stewardship", INDEXES) as deciding:
        commenting = UnitOfWork(deciding.database)
        desk = Desk(deciding)
        words = {"title": "T", "question": "Q?", "asked_by": "SW", "scope": "regions", "regions": ["SW"]}
        asked = desk.knock("consultations.ask_question", {**words, "first_days": 0}, by=convenor("SW"))
        store = ConsultationStore(commenting)
        has_read, has_decided = threading.Event(), threading.Event()
        states = []

        def speak():
            consultation = store.get(asked["id"])
            states.append(consultation.state(desk.now))
            has_read.set()
            assert has_decided.wait(10)
            if consultation.is_ended:
                raise Refused("consultation_not_open")
            store.hold(asked["id"])
            store.save_comment(say())

        def decide():
            assert has_read.wait(10)
            payload = {"id": asked["id"], "decision": "Yes."}
            desk.knock("consultations.decide_consultation", payload, by=convenor("SW"))
            has_decided.set()

        other = threading.Thread(target=decide)
        other.start()
        with pytest.raises(Refused, match="consultation_not_open"):
            commenting.in_transaction(Call(Caller("m-1", frozenset({"member"}), "SW"), desk.now), speak)
        other.join(10)
        assert states == ["open", "decided"]
        assert ConsultationStore(deciding).standing(asked["id"]) == []
