"""One's own page, who sees it, endorsements, and one prompt when it grew old."""

from datetime import UTC, datetime

import pytest
from register_desk import PAGE, notices, with_skill
from skills_desk import NATIONAL, Desk, coordinator

from chassis.identity import VISITOR, Caller
from chassis.testkit.refusing import refused

SPC = {"skill": "spc", "level": "coaching", "evidence": "Two wards.", "link": "/groups/SW"}


@pytest.fixture
def ann(desk: Desk) -> Caller:
    return desk.member("ann")


@pytest.fixture
def ben(desk: Desk) -> Caller:
    return desk.member("ben")


def test_a_member_keeps_their_own_page(desk, ann):
    begun = desk.knock("skills.get_my_skills", by=ann)
    assert (begun["visibility"], begun["items"]) == ("nobody", [])
    asked = {**PAGE, "shown_name": "Ann", "availability": {"hours": 4, "months": [6, 5, 6], "weekdays": [1]}}
    assert desk.knock("skills.save_profile", asked, by=ann)["visibility"] == "members"
    page = desk.knock("skills.get_my_skills", by=ann)
    assert page["place"] == {"district": "EX4", "measured_from": "Exeter", "within_miles": 24.0}
    assert page["availability"]["in_words"] == "up to 4 hours a month, in May and June, on Tuesday"
    made = desk.knock("skills.add_skill", SPC, by=ann)
    assert (made["confirmed_on"], made["stale_on"]) == ("2018-10-04", "2019-04-05")
    [listed] = desk.knock("skills.get_my_skills", by=ann)["items"]
    assert (listed["name"], listed["evidence"]) == ("Statistical process control", "Two wards.")
    changed = {"id": made["id"], "level": "doing", "version": 1}
    assert desk.knock("skills.change_skill", changed, by=ann)["level"] == "doing"
    with refused("stale_version"):
        desk.knock("skills.change_skill", changed, by=ann)
    desk.knock("skills.remove_skill", {"id": made["id"]}, by=ann)
    assert desk.knock("skills.get_my_skills", by=ann)["items"] == []


def test_a_district_is_kept_and_never_the_whole_postcode(desk, ann):
    desk.knock("skills.save_profile", PAGE, by=ann)
    assert "6NB" not in str(list(desk.work.database["skill_profiles"].find()))
    assert desk.knock("skills.look_up_place", {"postcode": "tq1 1aa"})["place"]["measured_from"] == "Torquay"


def test_what_is_wrong_on_a_page_is_refused_and_changes_nothing(desk, ann):
    with refused("postcode_unknown"):
        desk.knock("skills.save_profile", {**PAGE, "postcode": "ZZ9 9ZZ"}, by=ann)
    for availability in ({"hours": -1}, {"hours": 4, "months": [13]}, {"hours": 1.5}, {"hours": "4"}):
        with refused("invalid_input"):
            desk.knock("skills.save_profile", {**PAGE, "availability": availability}, by=ann)
    with refused("invalid_input"):
        desk.knock("skills.save_profile", {"postcode": "EX4"}, by=ann)
    assert desk.knock("skills.get_my_skills", by=ann)["place"] is None


def test_what_is_wrong_with_a_skill_is_refused(desk, ann):
    with refused("skill_unknown"):
        desk.knock("skills.add_skill", {**SPC, "skill": "juggling"}, by=ann)
    for wrong in (
        {"level": "god"},
        {"link": "https://example.org"},
        {"link": "//example.org"},
        {"link": "/\\example.org"},  # browsers read a backslash as a slash
        {"skill": ""},
    ):
        with refused("invalid_input"):
            desk.knock("skills.add_skill", {**SPC, **wrong}, by=ann)
    desk.knock("skills.add_skill", SPC, by=ann)
    with refused("skill_listed_already"):
        desk.knock("skills.add_skill", SPC, by=ann)
    stranger = Caller("nobody-we-know", frozenset({"member"}), "SW")
    with refused("not_found"):
        desk.knock("skills.add_skill", SPC, by=stranger)


@pytest.mark.parametrize(
    ("visibility", "who"),
    [
        ("everyone", {"visitor", "member", "keeper", "other keeper", "centre"}),
        ("members", {"member", "keeper", "other keeper", "centre"}),
        ("keepers", {"keeper", "centre"}),
        ("nobody", set()),
    ],
)
def test_a_skill_is_seen_by_those_whom_its_owner_lets_see_it(desk, ben, visibility, who):
    ann, made = with_skill(desk, visibility=visibility)
    callers = {
        "visitor": VISITOR,
        "member": ben,
        "keeper": coordinator("SW"),
        "other keeper": coordinator("WOE"),
        "centre": NATIONAL,
    }
    for name in callers.keys() - who:
        with refused("not_found"):
            desk.knock("skills.get_skill", {"id": made["id"]}, by=callers[name])
    for name in who:
        assert desk.knock("skills.get_skill", {"id": made["id"]}, by=callers[name])["skill"] == "spc"
    assert desk.knock("skills.get_skill", {"id": made["id"]}, by=ann)["id"] == made["id"]


def test_visitors_read_no_ids_and_nobody_reads_a_district(desk, ben):
    _, made = with_skill(desk, visibility="everyone", shown_name="Ann")
    seen = desk.knock("skills.get_skill", {"id": made["id"]})
    assert (seen["owner"]["member_id"], seen["owner"]["shown_name"]) == (None, "Ann")
    whole = desk.knock("skills.get_member_skills", {"member_id": "ann"}, by=ben)
    assert (whole["area"], len(whole["items"])) == ("Exeter", 1)
    assert "EX4" not in str(seen) + str(whole)


def test_who_lists_no_skill_reads_their_own_empty_page(desk, ben):
    assert desk.knock("skills.get_member_skills", {"member_id": "ben"}, by=ben)["items"] == []
    with refused("not_found"):
        desk.knock("skills.get_member_skills", {"member_id": "ben"}, by=desk.member("ann"))


def test_nobody_changes_confirms_or_removes_the_skill_of_somebody_else(desk, ben):
    _, made = with_skill(desk)
    for door, asked in (
        ("change_skill", {"id": made["id"], "level": "doing"}),
        ("remove_skill", {"id": made["id"]}),
        ("confirm_skills", {"ids": [made["id"]]}),
    ):
        with refused("not_found"):
            desk.knock(f"skills.{door}", asked, by=ben)


def test_a_skill_is_endorsed_once_by_each_member_and_never_by_its_owner(desk, ben):
    ann, made = with_skill(desk)
    asked = {"id": made["id"], "words": "She taught our ward."}
    with refused("endorsement_of_oneself"):
        desk.knock("skills.endorse_skill", asked, by=ann)
    assert desk.knock("skills.endorse_skill", asked, by=ben)["endorsements"] == 1
    with refused("endorsed_already"):
        desk.knock("skills.endorse_skill", asked, by=ben)
    assert desk.knock("skills.get_skill", {"id": made["id"]}, by=ben)["endorsements"] == 1
    assert notices(desk, "skill_endorsed")[0]["members"] == ["ann"]
    [shown] = desk.knock("skills.list_endorsements", {"id": made["id"]}, by=ben)["items"]
    assert (shown["by"], shown["words"], shown["may_take_back"]) == ("a member", "She taught our ward.", True)


@pytest.mark.parametrize("who", ["ann", "ben"])
def test_an_endorsement_is_taken_back_by_giver_or_owner_and_by_nobody_else(desk, ben, who):
    ann, made = with_skill(desk)
    desk.knock("skills.endorse_skill", {"id": made["id"]}, by=ben)
    [shown] = desk.knock("skills.list_endorsements", {"id": made["id"]}, by=ben)["items"]
    asked = {"endorsement_id": shown["id"]}
    with refused("not_found"):
        desk.knock("skills.take_back_endorsement", asked, by=desk.member("carl"))
    by = {"ann": ann, "ben": ben}[who]
    assert desk.knock("skills.take_back_endorsement", asked, by=by)["endorsements"] == 0
    assert desk.knock("skills.endorse_skill", {"id": made["id"]}, by=ben)["endorsements"] == 1


def test_nobody_endorses_what_they_may_not_see(desk, ben):
    _, made = with_skill(desk, visibility="keepers")
    with refused("not_found"):
        desk.knock("skills.endorse_skill", {"id": made["id"]}, by=ben)
    with refused("not_found"):
        desk.knock("skills.list_endorsements", {"id": made["id"]}, by=ben)


def test_an_entry_checked_in_january_prompts_its_owner_once_on_11_july_and_one_click_confirms_it(desk):
    desk.now = datetime(2018, 1, 10, 9, tzinfo=UTC)
    ann, _ = with_skill(desk)
    desk.knock("skills.add_skill", {"skill": "pdsa", "level": "doing"}, by=ann)
    desk.do_due_work()
    desk.now = datetime(2018, 7, 10, 12, tzinfo=UTC)
    desk.do_due_work()
    assert notices(desk, "skill_stale") == []
    desk.now = datetime(2018, 7, 11, 9, tzinfo=UTC)
    desk.do_due_work()
    [told] = notices(desk, "skill_stale")
    assert told["members"] == ["ann"]
    assert told["about"] == [{"name": "skills", "words": "Statistical process control, PDSA cycles"}]
    assert desk.knock("skills.get_my_skills", by=ann)["to_confirm"] == 2
    desk.now = datetime(2018, 9, 1, 9, tzinfo=UTC)
    desk.do_due_work()
    assert len(notices(desk, "skill_stale")) == 1
    assert desk.knock("skills.confirm_skills", by=ann) == {"confirmed": 2}
    page = desk.knock("skills.get_my_skills", by=ann)
    assert (page["to_confirm"], page["items"][0]["confirmed_on"]) == (0, "2018-09-01")
    desk.now = datetime(2019, 3, 2, 9, tzinfo=UTC)
    desk.do_due_work()
    assert len(notices(desk, "skill_stale")) == 2


def test_skills_of_different_days_prompt_on_their_own_days(desk):
    desk.now = datetime(2018, 1, 10, 9, tzinfo=UTC)
    ann, _ = with_skill(desk)
    desk.now = datetime(2018, 2, 10, 9, tzinfo=UTC)
    desk.knock("skills.add_skill", {"skill": "pdsa", "level": "doing"}, by=ann)
    for day, told in ((datetime(2018, 7, 11, 9, tzinfo=UTC), 1), (datetime(2018, 8, 11, 9, tzinfo=UTC), 2)):
        desk.now = day
        desk.do_due_work()
        assert len(notices(desk, "skill_stale")) == told
    assert desk.do_due_work() == 0


def test_what_a_command_answers_and_so_is_remembered_holds_no_words_that_may_be_taken_back(desk, ann, ben):
    page = {**PAGE, "shown_name": "Annabel", "system": "Devon STP"}
    made = desk.knock("skills.add_skill", {**SPC, "evidence": "Two wards."}, by=ann)
    answers = [
        made,
        desk.knock("skills.save_profile", page, by=ann),
        desk.knock("skills.change_skill", {"id": made["id"], "level": "doing", "evidence": "Wards."}, by=ann),
        desk.knock("skills.confirm_skills", by=ann),
        desk.knock("skills.endorse_skill", {"id": made["id"], "words": "Good wards."}, by=ben),
        desk.knock("searches.save_search", {"name": "Wards", "text": "SPC", "near": "EX4"}, by=ann),
    ]
    for words in ("Annabel", "Devon", "ards", "EX4", "Exeter"):
        assert words not in str(answers)


def test_the_day_after_the_clocks_change_is_told_apart_from_the_day_of_the_change(desk):
    """The two midnights in London, 25 and 26 March 2018, are on the same day of UTC."""
    desk.now = datetime(2017, 9, 24, 9, tzinfo=UTC)
    ann, _ = with_skill(desk)
    desk.now = datetime(2017, 9, 25, 9, tzinfo=UTC)
    desk.knock("skills.add_skill", {"skill": "pdsa", "level": "doing"}, by=ann)
    for hour in (0, 23):
        desk.now = datetime(2018, 3, 25, hour, tzinfo=UTC)
        desk.do_due_work()
    assert [each["cause"][-10:] for each in notices(desk, "skill_stale")] == ["2018-03-25", "2018-03-26"]
