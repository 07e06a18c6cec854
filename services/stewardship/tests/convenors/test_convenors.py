"""The convenors' network: sessions, topics, training, notes by consent (row 25)."""

from datetime import UTC, date, datetime

import pytest
from stewardship_desk import NATIONAL, NOW, Desk, convenor, coordinator

from chassis.identity import VISITOR
from commons.rough_dates import rough
from contracts.refusals import Refused
from stewardship.convenors import domain
from stewardship.convenors.domain import Note, Session, Topic, Training
from stewardship.convenors.store import ConvenorStore
from stewardship.refusal import Refusal

TODAY = date(2018, 9, 3)
SIZES = {"WOE": 11, "SW": 6, "NENC": 9}


def training(**more):
    return Training(
        **{
            "id": "t-1",
            "version": 1,
            "member_id": "v-SW",
            "title": "Chairing",
            "on": rough("2018-10-01"),
            "provider": "Q team",
            "state": "booked",
            "session_id": "s-1",
            **more,
        }
    )


def session(kind="training", on="2018-10-01", **more):
    return Session("s-1", 1, "Chairing", kind, "convenors", rough(on), **more)


def test_a_place_is_booked_once_given_back_and_booked_again():
    booked = domain.book(session(), "t-1", "v-SW", TODAY, None)
    assert booked == training()
    assert domain.book(session(), "t-2", "v-SW", TODAY, booked) is booked
    cancelled = domain.cancel(booked)
    assert domain.cancel(cancelled) is cancelled
    assert domain.book(session(), "t-2", "v-SW", TODAY, cancelled).state == "booked"


def test_only_training_that_is_to_come_has_places():
    with pytest.raises(Refusal, match="not_a_training"):
        domain.book(session("online"), "t-1", "v-SW", TODAY, None)
    with pytest.raises(Refusal, match="session_over"):
        domain.book(session(on="2018-08"), "t-1", "v-SW", TODAY, None)
    assert domain.book(session(on="2018-09"), "t-1", "v-SW", TODAY, None).state == "booked"


def test_training_is_attended_after_it_took_place_and_then_stays_so():
    with pytest.raises(Refusal, match="invalid_input"):
        domain.attend(training(), TODAY)
    attended = domain.attend(training(), date(2018, 10, 1))
    assert domain.attend(attended, TODAY) is attended
    with pytest.raises(Refusal, match="training_attended"):
        domain.cancel(attended)
    assert domain.book(session(), "t-2", "v-SW", date(2018, 10, 1), attended) is attended


class TestConvenorStore:
    @pytest.fixture(autouse=True)
    def _store(self, work, call):
        self.work, self.call, self.store = work, call, ConvenorStore(work)

    def save(self, how, made):
        self.work.in_transaction(self.call, lambda: how(made))
        return made

    def test_everything_comes_back_as_saved(self):
        planned = self.save(self.store.save_session, session(joining="Dial 1", topics=("t-1",)))
        topic = self.save(self.store.save_topic, Topic("t-1", 1, "Equal voice", "SW", NOW))
        booked = self.save(self.store.save_training, training())
        note = self.save(self.store.save_note, Note("n-1", 1, "v-SW", "SW", "We meet by phone", NOW, True))
        assert self.store.session("s-1") == planned
        assert self.store.sessions(None, {})["items"] == [planned]
        assert self.store.sessions("convenors_and_groups", {})["items"] == []
        assert self.store.topic("t-1") == topic
        assert self.store.topics({})["items"] == [topic]
        assert self.store.topics_of(["t-1", "t-2"]) == {"t-1": topic}
        assert self.store.training("t-1") == booked
        assert self.store.booking("s-1", "v-SW") == booked
        assert self.store.trainings_of("v-SW") == [booked]
        assert self.store.note("n-1") == note
        assert self.store.own_notes("v-SW") == [note]
        assert self.store.shared_notes({})["items"] == [note]

    def test_a_place_that_is_booked_twice_at_once_is_booked_once(self):
        self.save(self.store.save_training, training())
        with pytest.raises(Refused, match="stale_version"):
            self.save(self.store.save_training, training(id="t-2"))
        self.save(self.store.save_training, training(id="t-3", session_id=""))
        self.save(self.store.save_training, training(id="t-4", session_id=""))


# The doors


@pytest.fixture
def seated(desk: Desk):
    """The seats of the three pilots: 11, 6 and 9, a convenor in each."""
    for region, size in SIZES.items():
        for number in range(size):
            member = desk.member(f"{region}-{number}", region)
            kind = "convenor" if number == 0 else "member"
            payload = {
                "region": region,
                "member_id": member.subject,
                "kind": kind,
                "designation": "appointed",
                "background": "Nurse",
                "start": "2018-01-15",
            }
            desk.knock("seats.record_term", payload, by=NATIONAL)


def plan(desk, by=NATIONAL, **more):
    payload = {"title": "WebEx", "kind": "online", "audience": "convenors", "on": "2018-11", **more}
    return desk.knock("convenors.plan_session", payload, by=by)


def refused(desk, door, payload, by):
    with pytest.raises(Refused) as no:
        desk.knock(f"convenors.{door}", payload, by=by)
    return no.value.code


def test_the_july_webex_invites_three_convenors_with_twenty_three_members_the_other_convenors_only(
    desk: Desk, seated
):
    july = plan(desk, on="2018-07", audience="convenors_and_groups")
    assert july["invited"] == {"convenors": 3, "members": 23}
    assert plan(desk)["invited"] == {"convenors": 3, "members": 0}


def test_whoever_is_invited_to_a_coming_session_is_told_and_nobody_of_a_past_one(desk: Desk, seated):
    desk.member("n-1", "WOE", "national_team")
    plan(desk, on="2018-07", audience="convenors_and_groups")
    assert [each for each in desk.events("notice_raised") if each["data"]["kind"] == "session_planned"] == []
    plan(desk, on="2018-11-20")
    (notice,) = [
        each["data"] for each in desk.events("notice_raised") if each["data"]["kind"] == "session_planned"
    ]
    assert notice["members"] == ["NENC-0", "SW-0", "WOE-0", "n-1"]
    assert {each["name"]: each["words"] for each in notice["about"]} == {
        "title": "WebEx",
        "on": "20 November 2018",
    }


def test_a_page_of_sessions_asks_for_seats_and_topics_once(
    desk: Desk, seated, monkeypatch: pytest.MonkeyPatch
):
    for number in range(5):
        plan(desk, title=f"WebEx {number}", audience="convenors_and_groups")
    asked: list[str] = []
    collection = desk.work.collection

    def counted(name, *more):
        asked.append(name)
        return collection(name, *more)

    monkeypatch.setattr(desk.work, "collection", counted)
    seen = desk.knock("convenors.list_sessions", by=convenor("SW"))["items"]
    assert {(each["invited"]["convenors"], each["invited"]["members"]) for each in seen} == {(3, 23)}
    assert (len(seen), asked.count("seats"), asked.count("session_topics")) == (5, 1, 1)


def test_who_holds_a_seat_sees_the_sessions_for_groups_and_no_other(desk: Desk, seated):
    plan(desk, audience="convenors_and_groups", title="For all")
    plan(desk, title="For convenors")
    seen = desk.knock("convenors.list_sessions", by=desk.member("SW-3", "SW"))["items"]
    assert [each["title"] for each in seen] == ["For all"]
    assert len(desk.knock("convenors.list_sessions", by=convenor("SW"))["items"]) == 2
    assert refused(desk, "list_sessions", {}, desk.member("m-1", "SW")) == "role_required"
    assert refused(desk, "list_sessions", {}, VISITOR) == "sign_in_required"


@pytest.mark.parametrize("door", ["list_topics", "list_notes", "my_training"])
def test_the_network_is_for_current_convenors_and_the_centre(desk: Desk, door):
    assert refused(desk, door, {}, coordinator("SW")) == "role_required"
    assert refused(desk, door, {}, VISITOR) == "sign_in_required"
    assert desk.knock(f"convenors.{door}", by=convenor("SW"))["items"] == []


def test_a_topic_is_proposed_by_a_region_and_talked_about_at_a_session(desk: Desk):
    topic = desk.knock("convenors.propose_topic", {"text": "Equal voice"}, by=convenor("SW"))
    assert topic["region"] == "SW"
    planned = plan(desk)
    payload = {"session_id": planned["id"], "topic_id": topic["id"]}
    for _ in range(2):
        taken = desk.knock("convenors.take_up_topic", payload, by=NATIONAL)
    assert (taken["topics"], taken["version"]) == (["Equal voice"], 2)
    assert refused(desk, "take_up_topic", {**payload, "topic_id": "t-0"}, NATIONAL) == "not_found"
    assert desk.knock("convenors.list_topics", by=NATIONAL)["items"] == [topic]


def test_a_convenor_books_training_and_only_they_see_it(desk: Desk):
    planned = plan(desk, kind="training", on="2018-10-01", title="Chairing")
    booked = desk.knock("convenors.book_training", {"session_id": planned["id"]}, by=convenor("SW"))
    again = desk.knock("convenors.book_training", {"session_id": planned["id"]}, by=convenor("SW"))
    assert booked == again
    assert desk.knock("convenors.my_training", by=convenor("SW"))["items"] == [booked]
    assert desk.knock("convenors.my_training", by=NATIONAL)["items"] == []
    assert refused(desk, "cancel_training", {"id": booked["id"]}, convenor("WOE")) == "not_found"
    desk.now = datetime(2018, 10, 2, 9, tzinfo=UTC)
    attended = desk.knock("convenors.attend_training", {"id": booked["id"]}, by=convenor("SW"))
    assert attended["state"] == "attended"
    assert refused(desk, "book_training", {"session_id": planned["id"]}, convenor("WOE")) == "session_over"
    assert refused(desk, "book_training", {"session_id": "s-0"}, convenor("WOE")) == "not_found"


def test_training_from_elsewhere_is_recorded_once_it_took_place(desk: Desk):
    payload = {"title": "Mediation", "on": "2018-06", "provider": "A college"}
    made = desk.knock("convenors.record_training", payload, by=convenor("SW"))
    assert (made["state"], made["session_id"], made["version"]) == ("attended", None, 1)
    assert refused(desk, "record_training", {**payload, "on": "2019"}, convenor("SW")) == "invalid_input"


def test_a_note_is_read_by_others_only_while_its_author_agrees(desk: Desk):
    mine = desk.knock(
        "convenors.write_note", {"text": "We meet by phone", "shared": False}, by=convenor("SW")
    )
    other = convenor("WOE")
    assert desk.knock("convenors.list_notes", by=other)["items"] == []
    assert desk.knock("convenors.list_notes", by=convenor("SW"))["mine"] == [mine]
    share = {"id": mine["id"], "shared": True, "version": 1}
    assert refused(desk, "share_note", share, other) == "not_found"
    desk.knock("convenors.share_note", share, by=convenor("SW"))
    (read,) = desk.knock("convenors.list_notes", by=other)["items"]
    assert (read["region"], read["mine"]) == ("SW", False)
    assert "v-SW" not in str(read)
    assert refused(desk, "share_note", {**share, "shared": False}, convenor("SW")) == "stale_version"
    desk.knock("convenors.share_note", {**share, "shared": False, "version": 2}, by=convenor("SW"))
    assert desk.knock("convenors.list_notes", by=other)["items"] == []
