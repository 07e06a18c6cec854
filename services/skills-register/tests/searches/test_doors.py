"""Who within 30 miles can coach SPC in June: the matches, the reasons, and only what the asker may see."""

from base64 import urlsafe_b64encode
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from register_desk import with_skill
from skills_desk import NATIONAL, Desk, coordinator

from chassis.identity import VISITOR, Caller
from chassis.testkit.refusing import refused
from skills_register.skills.standing import DISTANCES, WHOLE_WORD
from skills_register.skills.store import SkillStore


@pytest.fixture
def asker(desk: Desk):
    who = desk.member("asker")
    desk.knock("skills.save_profile", {"visibility": "nobody", "postcode": "EX1"}, by=who)
    return who


def found(desk: Desk, asked, by) -> list[str]:
    items = desk.knock("searches.search_skills", asked, by=by)["items"]
    return [each["owner"]["shown_name"] for each in items]


def test_who_within_30_miles_can_coach_spc_in_june(desk, asker):
    with_skill(desk, "near", shown_name="near", postcode="EX4", evidence="Two wards.")
    with_skill(desk, "june", shown_name="june", postcode="TQ1", availability={"hours": 2, "months": [6]})
    with_skill(desk, "winter", shown_name="winter", availability={"hours": 2, "months": [1]})
    with_skill(desk, "silent", shown_name="silent", availability=None)
    with_skill(desk, "far", shown_name="far", postcode="EH1")
    with_skill(desk, "learner", "spc", "learning", shown_name="learner")
    with_skill(desk, "lean", "lean", shown_name="lean")
    answer = desk.knock(
        "searches.search_skills", {"text": "who within 30 miles can coach SPC in June"}, by=asker
    )
    assert [each["owner"]["shown_name"] for each in answer["items"]] == ["near", "june"]
    assert answer["count"] == {"matches": 2, "is_more": False}
    assert answer["understood"] == (
        "Statistical process control, who coaches others in it, within 30 miles of Exeter, with time in June"
    )
    said = {reason["kind"]: reason["words"] for reason in answer["items"][1]["reasons"]}
    assert said == {
        "text": "“SPC” means Statistical process control",
        "distance": "about 25 miles away (Torquay)",
        "month": "has time in June",
        "level": "coaches others in it",
        "freshness": "confirmed on 4 October 2018",
        "availability": "up to 2 hours a month, in June",
    }


def test_the_points_of_a_match_are_the_sum_of_its_reasons_and_each_is_in_the_table(desk, asker):
    with_skill(desk, "near", postcode="EX4", evidence="Two wards.")
    with_skill(desk, "far", postcode="TQ1", availability=None)
    answer = desk.knock("searches.search_skills", {"text": "SPC", "within_miles": 40}, by=asker)
    assert len(answer["items"]) == 2
    for item in answer["items"]:
        assert item["points"] == sum(reason["points"] for reason in item["reasons"])
        kinds = {row["kind"] for row in answer["points"]}
        assert {reason["kind"] for reason in item["reasons"] if reason["points"]} <= kinds
    near, far = answer["items"]
    assert near["points"] - far["points"] == DISTANCES[0][1] - DISTANCES[2][1] + 3 + 3


@pytest.mark.parametrize(
    ("who", "names"),
    [
        (VISITOR, {"everyone"}),
        (coordinator("WOE"), {"everyone", "members"}),
        (coordinator("SW"), {"everyone", "members", "keepers"}),
        (NATIONAL, {"everyone", "members", "keepers"}),
    ],
    ids=["visitor", "keeper elsewhere", "keeper", "centre"],
)
def test_only_what_the_asker_may_see_is_found_and_counted(desk, who, names):
    for visibility in ("everyone", "members", "keepers", "nobody"):
        with_skill(desk, visibility, visibility=visibility, shown_name=visibility)
    for asked in ({"text": "SPC"}, {"region": "SW"}, {"skills": ["spc"], "near": "EX1", "within_miles": 10}):
        answer = desk.knock("searches.search_skills", asked, by=who)
        assert {each["owner"]["shown_name"] for each in answer["items"]} == names
        assert answer["count"]["matches"] == len(names)
        first = desk.knock("searches.search_skills", {**asked, "limit": 1}, by=who)
        assert first["count"]["matches"] == len(names)


@pytest.mark.parametrize("who", [VISITOR, Caller("line-manager:ask-1", frozenset({"line_manager"}))])
def test_a_visitor_and_who_only_holds_a_link_learn_no_member_id(desk, who):
    with_skill(desk, "ann", visibility="everyone")
    [item] = desk.knock("searches.search_skills", {"text": "SPC"}, by=who)["items"]
    assert item["owner"]["member_id"] is None
    assert "ann" not in str(item)


def test_nobody_finds_themselves(desk):
    ann, _ = with_skill(desk, "ann")
    answer = desk.knock("searches.search_skills", {"text": "SPC"}, by=ann)
    assert (answer["items"], answer["count"]["matches"]) == ([], 0)


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"region": "WOE"}, ["b"]),
        ({"system": "devon stp"}, ["a"]),
        ({"weekdays": [1, 2]}, ["a"]),
        ({"hours": 5}, ["a"]),
        ({"level": "doing"}, ["a", "b"]),
        ({"level": "coaching"}, ["a"]),
        ({"month": 6}, ["a", "b"]),
        ({"near": "BS1", "within_miles": 20}, ["b"]),
        ({"near": "BS1", "within_miles": 20, "region": "SW"}, []),
    ],
)
def test_each_filter_says_why_its_matches_match(desk, asker, asked, names):
    with_skill(
        desk,
        "a",
        shown_name="a",
        system="Devon STP",
        availability={"hours": 6, "weekdays": [1], "months": [6]},
    )
    with_skill(
        desk,
        "b",
        "spc",
        "doing",
        region="WOE",
        shown_name="b",
        postcode="BS2",
        availability={"hours": 1, "weekdays": [4]},
    )
    with_skill(desk, "c", "spc", "learning", shown_name="c", availability=None)
    answer = desk.knock("searches.search_skills", {"skills": ["spc"], **asked}, by=asker)
    assert [each["owner"]["shown_name"] for each in answer["items"]] == names
    assert answer["count"]["matches"] == len(names)
    for kind in {"region", "system", "hours"} & asked.keys():
        assert all(kind in {reason["kind"] for reason in each["reasons"]} for each in answer["items"])


def test_spc_in_the_south_west_gives_the_four_of_159_who_have_it(desk, asker):
    for number in range(159):
        has_it = number < 4
        region = "SW" if number % 2 == 0 or has_it else "WOE"
        desk.member(f"m-{number}", region)
        with_skill(desk, f"m-{number}", "spc" if has_it else "lean", "doing", region=region)
    answer = desk.knock("searches.search_skills", {"text": "SPC", "region": "SW"}, by=asker)
    assert (len(answer["items"]), answer["count"]["matches"]) == (4, 4)


def test_a_stale_skill_is_found_lower_down_and_not_by_who_asks_for_fresh_ones(desk, asker):
    desk.now = datetime(2018, 1, 10, 9, tzinfo=UTC)
    with_skill(desk, "old", shown_name="old", evidence="Much.")
    desk.now = datetime(2018, 7, 11, 9, tzinfo=UTC)
    with_skill(desk, "new", shown_name="new")
    assert found(desk, {"text": "SPC", "fresh": True}, asker) == ["new"], "before the due work is done, too"
    desk.do_due_work()
    assert found(desk, {"text": "SPC"}, asker) == ["new", "old"]
    old = desk.knock("searches.search_skills", {"text": "SPC"}, by=asker)["items"][1]
    assert old["is_stale"]
    fresh = next(reason for reason in old["reasons"] if reason["kind"] == "freshness")
    assert fresh == {"kind": "freshness", "words": "last confirmed on 10 January 2018", "points": 0}


def test_a_whole_word_counts_for_more_than_a_part_of_one(desk, asker):
    with_skill(desk, "a", "run_charts", shown_name="a")
    with_skill(desk, "b", "pareto", shown_name="b")
    answer = desk.knock("searches.search_skills", {"text": "run chart or pareto anal"}, by=asker)
    points = [each["reasons"][0]["points"] for each in answer["items"]]
    assert points[0] == WHOLE_WORD > points[1]


def test_pages_go_on_where_the_last_one_ended_and_hold_each_match_once(desk, asker):
    for number in range(23):
        place = ("EX1", "TQ1", "TA1", "PL1")[number % 4]
        with_skill(desk, f"m-{number}", level=("coaching", "doing", "learning")[number % 3], postcode=place)
    asked = {"text": "SPC", "within_miles": 60, "limit": 5}
    seen, points, cursor = [], [], None
    while True:
        page = desk.knock("searches.search_skills", {**asked, "cursor": cursor}, by=asker)
        seen += [each["id"] for each in page["items"]]
        points += [each["points"] for each in page["items"]]
        assert (page["count"] is None) == (cursor is not None)
        cursor = page["next"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == 23
    assert points == sorted(points, reverse=True)


def test_what_cannot_be_answered_is_refused_with_the_way_on(desk, asker):
    def ask(by=asker, **asked):
        return desk.knock("searches.search_skills", asked, by=by)

    with refused("search_too_wide"):
        ask()
    with refused("search_too_wide"):
        ask(month=6)
    with refused("words_not_understood") as no:
        ask(text="purple monkeys")
    assert "“purple” or “monkey”" in no.value.message
    for wrong in ({"near": "ZZ1 1AA", "within_miles": 5}, {"near": "Exeter"}, {"text": "SPC near ZZ1"}):
        with refused("postcode_unknown") as no:
            ask(**({"text": "SPC"} | wrong))
        assert list(no.value.fields) == ["near"]
    with refused("place_needed"):
        ask(text="SPC", within_miles=5, by=VISITOR)
    with refused("skill_unknown"):
        ask(skills=["juggling"])
    with refused("region_unknown"):
        ask(region="XX")
    for wrong in (
        {"within_miles": 0},
        {"within_miles": 301},
        {"month": 13},
        {"cursor": "x"},
        {"cursor": "W10="},
        {"cursor": urlsafe_b64encode(b'[1%s, "x"]' % (b"0" * 30)).decode()},
        {"cursor": urlsafe_b64encode(b"[" * 50_000).decode()},
    ):
        with refused("invalid_input"):
            ask(text="SPC", **wrong)


@pytest.mark.parametrize("meanwhile", ["left", "moved", "hid"])
def test_who_leaves_moves_away_or_hides_while_a_page_is_read_is_on_it_no_more(
    desk, asker, meanwhile, monkeypatch
):
    with_skill(desk, "ann", shown_name="Ann")
    with_skill(desk, "ben", shown_name="Ben")
    asked = {"text": "SPC", "near": "EX4", "within_miles": 30}
    assert found(desk, asked, asker) == ["Ben", "Ann"]
    read = SkillStore.several_profiles

    def read_later(store, member_ids):
        profiles = read(store, member_ids)
        if meanwhile == "left":
            return {"ben": profiles["ben"]}
        moved = (
            {"place": desk.settings.places.of("NE1")} if meanwhile == "moved" else {"visibility": "nobody"}
        )
        return {**profiles, "ann": replace(profiles["ann"], **moved)}

    monkeypatch.setattr(SkillStore, "several_profiles", read_later)
    assert found(desk, asked, asker) == ["Ben"]


def test_near_a_place_without_a_distance_is_within_the_usual_miles(desk, asker):
    with_skill(desk, "near", shown_name="near", postcode="M1")
    with_skill(desk, "far", shown_name="far", postcode="EH1")
    for asked in ({"text": "SPC", "near": "M2"}, {"text": "SPC near M2"}):
        answer = desk.knock("searches.search_skills", asked, by=asker)
        assert [each["owner"]["shown_name"] for each in answer["items"]] == ["near"]
        assert answer["understood"] == "Statistical process control, within 30 miles of Manchester"


def test_a_region_is_called_by_its_name(desk, asker):
    with_skill(desk, "ann")
    answer = desk.knock("searches.search_skills", {"text": "SPC", "region": "SW", "level": "doing"}, by=asker)
    assert answer["understood"] == (
        "Statistical process control, who does it in their own work or coaches others in it, "
        "in the region South West of England"
    )
    [item] = answer["items"]
    assert "is in the region South West of England" in [reason["words"] for reason in item["reasons"]]


def test_words_beside_a_known_one_that_nobody_knows_are_said(desk, asker):
    answer = desk.knock("searches.search_skills", {"text": "SPC for purple monkeys"}, by=asker)
    assert answer["not_understood"] == ["purple", "monkey"]
