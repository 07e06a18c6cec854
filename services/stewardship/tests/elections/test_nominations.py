"""Who may stand, who may back them, and that nobody speaks for another."""

import pytest
from hustings import DAYS, OFFICER, WORDS, Hustings
from stewardship_desk import Desk

from chassis.identity import VISITOR, Caller
from chassis.testkit.refusing import refused
from contracts import membership


@pytest.fixture
def open_hustings(hustings: Hustings) -> Hustings:
    hustings.open_nominations()
    return hustings


def nominate(hustings: Hustings, by: Caller, **said: object) -> dict[str, object]:
    told: dict[str, object] = hustings.desk.knock(
        "nominations.nominate_candidate", {"election": hustings.id, **said}, by=by
    )
    return told


def test_a_member_stands_and_two_others_back_them(open_hustings: Hustings, desk: Desk):
    made = open_hustings.stand(1, "Ann")
    told = desk.knock("nominations.get_nomination", {"id": made})
    assert (told["is_complete"], told["shown_name"], told["candidate"]) == (True, "Ann", None)
    mine = desk.knock("nominations.get_nomination", {"id": made}, by=open_hustings.voters[0])
    assert (mine["mine"], mine["proposer"], mine["seconder"]) == ("candidate", "v-002", "v-003")


def test_a_member_is_proposed_and_named_only_in_their_own_words(open_hustings: Hustings, desk: Desk):
    ann, ben, cat, dan = open_hustings.voters[:4]
    made = nominate(open_hustings, ben, candidate="v-001", seconder="v-003")
    assert (made["accepted"], made["proposed"], made["seconded"]) == (False, True, False)
    [asked] = [e["data"] for e in desk.events("notice_raised") if e["data"]["kind"] == "nomination_asked"]
    assert asked["members"] == ["v-001", "v-003"]
    for stranger in (dan, VISITOR):
        with refused("not_found"):
            desk.knock("nominations.get_nomination", {"id": made["id"]}, by=stranger)
    desk.knock("nominations.support_nomination", {"id": made["id"], "part": "seconder"}, by=cat)
    words = {"id": made["id"], "shown_name": "Ann", **WORDS}
    told = desk.knock("nominations.accept_nomination", words, by=ann)
    assert told["is_complete"]
    listed = desk.knock("nominations.list_nominations", {"election": open_hustings.id})
    assert [each["shown_name"] for each in listed["items"]] == ["Ann"]


def test_nobody_writes_accepts_or_withdraws_for_another(open_hustings: Hustings, desk: Desk):
    ben, cat = open_hustings.voters[1:3]
    with refused("nomination_not_yours"):
        nominate(open_hustings, ben, candidate="v-001", shown_name="Ann", **WORDS)
    with refused("nomination_not_yours"):
        nominate(open_hustings, ben, candidate="v-001", proposer="v-003")
    made = nominate(open_hustings, ben, candidate="v-001", seconder="v-003")
    words = {"id": made["id"], "shown_name": "Ann", **WORDS}
    for door, payload in (("accept_nomination", words), ("withdraw_nomination", {"id": made["id"]})):
        with refused("nomination_not_yours"):
            desk.knock(f"nominations.{door}", payload, by=cat)


def test_nobody_backs_themselves_and_two_backers_are_two_people(open_hustings: Hustings, desk: Desk):
    ann, ben = open_hustings.voters[:2]
    with refused("own_nomination"):
        nominate(open_hustings, ann, proposer="v-001", shown_name="Ann", **WORDS)
    with refused("two_supporters_needed"):
        nominate(open_hustings, ann, proposer="v-002", seconder="v-002", shown_name="Ann", **WORDS)
    made = nominate(open_hustings, ann, shown_name="Ann", **WORDS)
    with refused("own_nomination"):
        desk.knock("nominations.support_nomination", {"id": made["id"], "part": "seconder"}, by=ann)
    desk.knock("nominations.support_nomination", {"id": made["id"], "part": "proposer"}, by=ben)
    with refused("two_supporters_needed"):
        desk.knock("nominations.support_nomination", {"id": made["id"], "part": "seconder"}, by=ben)


def test_only_the_one_who_was_asked_or_came_first_backs_a_nomination(open_hustings: Hustings, desk: Desk):
    ann, ben, cat = open_hustings.voters[:3]
    made = nominate(open_hustings, ann, proposer="v-002", shown_name="Ann", **WORDS)
    with refused("already_supported"):
        desk.knock("nominations.support_nomination", {"id": made["id"], "part": "proposer"}, by=cat)
    first = desk.knock("nominations.support_nomination", {"id": made["id"], "part": "proposer"}, by=ben)
    again = desk.knock("nominations.support_nomination", {"id": made["id"], "part": "proposer"}, by=ben)
    assert first == again


@pytest.mark.parametrize(("status", "region"), [("paused", "SW"), ("left", "SW"), ("active", "WOE")])
def test_a_candidate_and_backers_are_active_members_of_the_region(
    open_hustings: Hustings, desk: Desk, status: str, region: str
):
    other = desk.member("m-9", region, status=status)
    with refused("candidate_not_eligible"):
        nominate(open_hustings, other, shown_name="Max", **WORDS)
    with refused("candidate_not_eligible"):
        nominate(open_hustings, open_hustings.voters[0], candidate="m-9")
    with refused("supporter_not_eligible"):
        nominate(open_hustings, open_hustings.voters[0], seconder="m-9", shown_name="Ann", **WORDS)
    with refused("supporter_not_eligible"):
        nominate(open_hustings, other, candidate="v-001")


def test_somebody_whom_nobody_knows_is_not_nominated(open_hustings: Hustings):
    with refused("candidate_not_eligible"):
        nominate(open_hustings, open_hustings.voters[0], candidate="no-member")


def test_the_returning_officer_does_not_stand(open_hustings: Hustings, desk: Desk):
    officer = desk.member(OFFICER.subject, "SW", "coordinator:SW")
    with refused("returning_officer_cannot_stand"):
        nominate(open_hustings, officer, shown_name="Eve", **WORDS)


def test_nobody_is_nominated_twice_but_may_come_back_after_withdrawing(open_hustings: Hustings, desk: Desk):
    ann, ben = open_hustings.voters[:2]
    made = nominate(open_hustings, ann, shown_name="Ann", **WORDS)
    with refused("already_nominated"):
        nominate(open_hustings, ben, candidate="v-001")
    desk.knock("nominations.withdraw_nomination", {"id": made["id"]}, by=ann)
    assert desk.knock("nominations.list_nominations", {"election": open_hustings.id})["items"] == []
    with refused("not_found"):
        desk.knock("nominations.support_nomination", {"id": made["id"], "part": "proposer"}, by=ben)
    assert nominate(open_hustings, ann, shown_name="Ann", **WORDS)["id"] != made["id"]


def test_nominations_are_made_between_two_noons_only(hustings: Hustings, desk: Desk):
    hustings.draft()
    ann = hustings.voters[0]
    with refused("nominations_not_open"):
        nominate(hustings, ann, shown_name="Ann", **WORDS)
    hustings.at(DAYS["nominations_open"])
    made = nominate(hustings, ann, shown_name="Ann", **WORDS)
    # The close is the close, also while its due work has not run yet.
    desk.now = desk.now.replace(day=24)
    for door, payload in (
        ("nominate_candidate", {"election": hustings.id, "candidate": "v-005"}),
        ("support_nomination", {"id": made["id"], "part": "proposer"}),
        ("accept_nomination", {"id": made["id"], "shown_name": "A", **WORDS}),
        ("withdraw_nomination", {"id": made["id"]}),
    ):
        with refused("nominations_closed"):
            desk.knock(f"nominations.{door}", payload, by=hustings.voters[1])


def test_an_incomplete_nomination_and_one_of_somebody_who_left_lapse(open_hustings: Hustings, desk: Desk):
    open_hustings.stand(1, "Ann", patient=True)
    open_hustings.stand(4, "Dan")
    gil = nominate(open_hustings, open_hustings.voters[6], shown_name="Gil", **WORDS)
    desk.member("v-004", "WOE")
    open_hustings.at(DAYS["nominations_close"])
    assert [each["shown_name"] for each in open_hustings.election()["candidates"]] == ["Ann"]
    lapsed = desk.knock("nominations.get_nomination", {"id": gil["id"]}, by=open_hustings.voters[6])
    assert (lapsed["state"], lapsed["shown_name"], lapsed["statement"]) == ("lapsed", None, None)


def test_the_paper_is_in_the_order_of_the_lot_and_not_of_names_or_times(open_hustings: Hustings):
    names = [f"Name {letter}" for letter in "ABCDEFGHIJ"]
    for number, name in enumerate(names, 1):
        open_hustings.stand(number, name, patient=True)
    open_hustings.at(DAYS["nominations_close"])
    paper = [each["shown_name"] for each in open_hustings.election()["candidates"]]
    assert sorted(paper) == names
    assert paper != names
    assert [each["number"] for each in open_hustings.election()["candidates"]] == list(range(1, 11))


def test_a_statement_has_a_limit_and_own_words_come_whole(open_hustings: Hustings):
    with refused("invalid_input") as no:
        nominate(
            open_hustings, open_hustings.voters[0], shown_name="Ann", **{**WORDS, "statement": "x" * 1501}
        )
    assert set(no.value.fields) == {"statement"}
    with refused("invalid_input") as no:
        nominate(open_hustings, open_hustings.voters[0], shown_name="Ann")
    assert set(no.value.fields) == {"statement", "background", "county"}
    with refused("invalid_input") as no:
        nominate(open_hustings, open_hustings.voters[0])
    assert set(no.value.fields) == {"shown_name"}


def test_a_candidate_who_withdraws_leaves_no_words_behind(open_hustings: Hustings, desk: Desk):
    ann = open_hustings.voters[0]
    said = {"election": open_hustings.id, "shown_name": "Ann Unmistakable", **WORDS}
    made = desk.knock("nominations.nominate_candidate", said, by=ann, command="c-1")
    words = {"id": made["id"], "shown_name": "Annie Unmistakable", **WORDS}
    desk.knock("nominations.accept_nomination", words, by=ann, command="c-2")
    support = {"id": made["id"], "part": "proposer"}
    desk.knock("nominations.support_nomination", support, by=open_hustings.voters[1], command="c-3")
    desk.knock("nominations.withdraw_nomination", {"id": made["id"]}, by=ann, command="c-4")
    for name in desk.work.database.list_collection_names():
        assert "Unmistakable" not in repr(list(desk.work.database[name].find())), name


def test_who_leaves_while_nominations_are_open_stands_no_more_and_their_words_are_gone(
    open_hustings: Hustings, desk: Desk
):
    made = open_hustings.stand(1, "Ann")
    left = {"member_id": "v-001", "version": 9, "region": "SW", "status": "left", "cohort": "2018"}
    left |= {"joined": "2018-01-15", "left": "2018-09-11", "roles": []}
    desk.hear(membership.MEMBER_LEFT, "v-001", 9, left, "SW")
    desk.do_due_work()
    assert desk.knock("nominations.list_nominations", {"election": open_hustings.id})["items"] == []
    told = desk.knock("nominations.get_nomination", {"id": made}, by=OFFICER)
    assert (told["state"], told["shown_name"], told["statement"]) == ("withdrawn", None, None)


def test_nobodys_words_outlive_an_election_that_is_cancelled_while_nominations_are_open(
    open_hustings: Hustings, desk: Desk
):
    made = open_hustings.stand(1, "Ann")
    cancelled = {"id": open_hustings.id, "reason": "The group is closed."}
    desk.knock("elections.cancel_election", cancelled, by=OFFICER)
    assert desk.knock("nominations.list_nominations", {"election": open_hustings.id})["items"] == []
    told = desk.knock("nominations.get_nomination", {"id": made}, by=OFFICER)
    assert (told["state"], told["shown_name"], told["statement"]) == ("lapsed", None, None)


def test_a_coordinator_who_stands_stops_no_election(open_hustings: Hustings, desk: Desk):
    open_hustings.stand(1, "Ann")
    ann = desk.member("v-001", "SW", "coordinator:SW")
    stopped = {"id": open_hustings.id, "reason": "I may lose."}
    with refused("candidate_cannot_officiate"):
        desk.knock("elections.cancel_election", stopped, by=ann)
    assert open_hustings.election()["state"] == "nominations_open"


def test_a_coordinator_who_stands_sees_of_rivals_what_every_member_sees(open_hustings: Hustings, desk: Desk):
    open_hustings.stand(1, "Ann")
    rival = open_hustings.stand(4, "Dan")
    hidden = nominate(open_hustings, open_hustings.voters[8], candidate="v-008")["id"]
    ann = desk.member("v-001", "SW", "coordinator:SW")
    told = desk.knock("nominations.get_nomination", {"id": rival}, by=ann)
    assert (told["shown_name"], told["proposer"], told["candidate"]) == ("Dan", None, None)
    with refused("not_found"):
        desk.knock("nominations.get_nomination", {"id": hidden}, by=ann)
    listed = desk.knock("nominations.list_nominations", {"election": open_hustings.id}, by=ann)["items"]
    assert hidden not in [each["id"] for each in listed]
    assert desk.knock("nominations.get_nomination", {"id": hidden}, by=OFFICER)["candidate"] == "v-008"
