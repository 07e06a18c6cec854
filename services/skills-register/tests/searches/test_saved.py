"""A saved search tells of new matches at noon, once a day at most, and of nothing that matched before."""

from datetime import UTC, datetime, timedelta

import pytest
from register_desk import PAGE, notices, with_skill
from skills_desk import Desk

from contracts.refusals import Refused
from skills_register.searches.domain import MOST_NEWS, MOST_SAVED, SavedSearch
from skills_register.searches.store import SearchStore
from skills_register.searches.telling import next_telling

MORNING = datetime(2018, 10, 4, 8, 0, tzinfo=UTC)
SEARCH = {"name": "SPC nearby", "text": "who can coach SPC", "near": "EX1", "within_miles": 30}


@pytest.fixture
def desk(desk: Desk) -> Desk:
    desk.now = MORNING
    return desk


@pytest.fixture
def asker(desk: Desk):
    return desk.member("asker")


def at(desk: Desk, moment: datetime) -> list[str]:
    """Do what is due by then; what the asker was told so far."""
    desk.now = moment
    desk.do_due_work()
    return [
        words["words"]
        for told in notices(desk, "search_matched")
        for words in told["about"]
        if words["name"] == "matches"
    ]


def test_a_new_match_is_told_at_noon_with_others_of_the_day(desk, asker):
    with_skill(desk, "old")
    at(desk, MORNING)
    made = desk.knock("searches.save_search", SEARCH, by=asker)
    with_skill(desk, "ann")
    with_skill(desk, "ben")
    with_skill(desk, "far", postcode="EH1")
    with_skill(desk, "learner", level="learning")
    assert at(desk, MORNING + timedelta(hours=2)) == []
    assert desk.knock("searches.my_searches", by=asker)["items"][0]["new_matches"] == 2
    noon = datetime(2018, 10, 4, 11, 0, tzinfo=UTC)
    assert at(desk, noon) == ["2 new matches"]
    told = notices(desk, "search_matched")[0]
    assert (told["members"], told["path"]) == (["asker"], f"/skills/searches/{made['id']}")
    assert at(desk, noon + timedelta(days=3)) == ["2 new matches"]


def test_it_tells_once_a_day_at_most(desk, asker):
    desk.knock("searches.save_search", SEARCH, by=asker)
    with_skill(desk, "ann")
    late = datetime(2018, 10, 4, 11, 30, tzinfo=UTC)
    assert at(desk, MORNING) == []
    assert at(desk, late) == ["one new match"]
    with_skill(desk, "ben")
    assert at(desk, late + timedelta(hours=6)) == ["one new match"]
    assert at(desk, late + timedelta(days=1)) == ["one new match", "one new match"]


def test_what_matched_before_is_no_news_and_what_comes_to_match_is(desk, asker):
    ann, hers = with_skill(desk, "ann")
    ben, his = with_skill(desk, "ben", level="doing")
    carl, _ = with_skill(desk, "carl", visibility="nobody")
    at(desk, MORNING)
    desk.knock("searches.save_search", SEARCH, by=asker)
    desk.knock("skills.change_skill", {"id": hers["id"], "level": "coaching", "evidence": "More."}, by=ann)
    desk.knock("skills.save_profile", {**PAGE, "availability": {"hours": 9}}, by=ann)
    assert at(desk, MORNING + timedelta(days=1)) == []
    desk.knock("skills.change_skill", {"id": his["id"], "level": "coaching"}, by=ben)
    desk.knock("skills.save_profile", PAGE, by=carl)
    at(desk, desk.now)
    assert at(desk, MORNING + timedelta(days=2)) == ["2 new matches"]


def test_what_matches_no_more_at_noon_is_not_told(desk, asker):
    desk.knock("searches.save_search", SEARCH, by=asker)
    ann, _ = with_skill(desk, "ann")
    at(desk, MORNING)
    desk.knock("skills.save_profile", {**PAGE, "visibility": "nobody"}, by=ann)
    assert at(desk, MORNING + timedelta(days=2)) == []
    assert desk.knock("searches.my_searches", by=asker)["items"][0]["new_matches"] == 0


def test_one_click_ends_the_mails_and_another_brings_them_back(desk, asker):
    made = desk.knock("searches.save_search", SEARCH, by=asker)
    with_skill(desk, "ann")
    at(desk, MORNING)
    asked = {"id": made["id"], "tells": False}
    assert desk.knock("searches.tell_of_matches", asked, by=asker)["tells"] is False
    with_skill(desk, "ben")
    assert at(desk, MORNING + timedelta(days=1)) == []
    desk.knock("searches.tell_of_matches", {**asked, "tells": True}, by=asker)
    with_skill(desk, "carl")
    at(desk, desk.now)
    assert at(desk, MORNING + timedelta(days=2)) == ["one new match"]


def test_a_saved_search_is_run_again_and_stays_where_it_was_made(desk, asker):
    desk.knock("skills.save_profile", {"visibility": "nobody", "postcode": "EX1"}, by=asker)
    made = desk.knock("searches.save_search", {**SEARCH, "near": ""}, by=asker)
    assert desk.knock("searches.my_searches", by=asker)["items"][0]["asked"]["near"] == "EX1"
    with_skill(desk, "ann")
    desk.knock("skills.save_profile", {"visibility": "nobody", "postcode": "EH1"}, by=asker)
    answer = desk.knock("searches.run_search", {"id": made["id"]}, by=asker)
    assert (len(answer["items"]), answer["search"]["name"]) == (1, "SPC nearby")


def test_a_saved_search_keeps_the_postcode_that_its_words_name(desk, asker):
    desk.knock("skills.save_profile", {"visibility": "nobody", "postcode": "EH1"}, by=asker)
    desk.knock("searches.save_search", {"name": "SPC", "text": "SPC near EX4 6NB"}, by=asker)
    [kept] = desk.knock("searches.my_searches", by=asker)["items"]
    assert kept["asked"]["near"] == "EX4"


def test_a_search_is_its_members_own(desk, asker):
    made = desk.knock("searches.save_search", SEARCH, by=asker)
    other = desk.member("other")
    for door, more in (("run_search", {}), ("tell_of_matches", {"tells": False}), ("remove_search", {})):
        with pytest.raises(Refused, match="not_found"):
            desk.knock(f"searches.{door}", {"id": made["id"], **more}, by=other)
    desk.knock("searches.remove_search", {"id": made["id"]}, by=asker)
    with_skill(desk, "ann")
    assert at(desk, MORNING + timedelta(days=1)) == []
    assert desk.knock("searches.my_searches", by=asker)["items"] == []


def test_nobody_keeps_more_searches_than_so_many_or_one_that_asks_nothing(desk, asker):
    for _ in range(MOST_SAVED):
        desk.knock("searches.save_search", SEARCH, by=asker)
    with pytest.raises(Refused, match="searches_too_many"):
        desk.knock("searches.save_search", SEARCH, by=asker)
    with pytest.raises(Refused, match="search_too_wide"):
        desk.knock("searches.save_search", {"name": "All"}, by=asker)


def test_more_searches_than_are_asked_at_a_time_are_all_told(desk, monkeypatch):
    monkeypatch.setattr("skills_register.searches.service.AT_A_TIME", 2)
    for number in range(5):
        desk.knock("searches.save_search", SEARCH, by=desk.member(f"asker-{number}"))
    with_skill(desk, "ann")
    at(desk, MORNING)
    assert len(at(desk, MORNING + timedelta(days=1))) == 5


def test_a_search_for_any_skill_in_a_region_is_told_of_every_skill_there(desk, asker):
    desk.knock("searches.save_search", {"name": "SW", "region": "SW"}, by=asker)
    with_skill(desk, "ann", "lean", "learning")
    with_skill(desk, "ben", "lean", region="WOE")
    at(desk, MORNING)
    assert at(desk, MORNING + timedelta(days=1)) == ["one new match"]


def saved(**more) -> SavedSearch:
    return SavedSearch("s-1", 1, "asker", "SPC", {}, ("spc",), True, MORNING, **more)


NOON = datetime(2018, 10, 4, 11, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("told_at", "now", "due_at"),
    [
        (None, MORNING, NOON),
        (None, NOON, NOON + timedelta(days=1)),
        (NOON - timedelta(days=1), MORNING, NOON),
        (MORNING, MORNING + timedelta(hours=1), NOON + timedelta(days=1)),
    ],
    ids=["this noon", "noon is past", "told yesterday", "told late, this morning"],
)
def test_the_next_mail_is_due_at_a_noon_of_a_day_without_one(told_at, now, due_at):
    assert next_telling(saved(told_at=told_at), now) == due_at


def test_of_very_many_new_matches_only_so_many_are_kept_to_be_told(work, call):
    store = SearchStore(work)
    work.in_transaction(call, lambda: store.save(saved()))
    for number in range(MOST_NEWS + 5):
        found = store.get("s-1")
        assert found is not None
        store.note(found, f"e-{number}")
        store.note(found, f"e-{number}")
    assert len(store.get("s-1").news) == MOST_NEWS
