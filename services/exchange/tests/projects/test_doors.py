"""Projects at their doors: who writes, who reads what, what looks alike, what went stale (row 70)."""

from datetime import timedelta

import pytest
from exchange_desk import NATIONAL, coordinator
from repository import ABOUT, act, add, asked, five, get, titles

from chassis.identity import VISITOR, Caller
from chassis.testkit.refusing import refused
from contracts.membership import MEMBER_LEFT

KEEPER = coordinator("SW")


def leaves(desk, member_id):
    fields = MEMBER_LEFT.data().fields
    state = {"member_id": member_id, "version": 9, "status": "left", "region": "SW", "joined": "2018-01-15"}
    more = {"cohort": "founding", "roles": []}
    known = {name: value for name, value in {**state, **more}.items() if name in fields}
    desk.hear(MEMBER_LEFT, member_id, 9, {**dict.fromkeys(fields), **known}, "SW")


def test_everybody_reads_a_project_and_only_its_lead_and_keepers_write(desk):
    lead, other = desk.member(), desk.member("m-2", "WOE")
    made = add(desk, lead)
    seen = get(desk, made["id"])
    assert (seen["title"], seen["date"], seen["stage"]) == ("Excellence Every Day", "2018", "running")
    assert (seen["may_write"], get(desk, made["id"], lead)["may_write"]) == (False, True)
    for stranger in (other, coordinator("WOE")):
        with refused("not_your_project"):
            act(desk, "confirm_project", made["id"], stranger)
    with refused("sign_in_required"):
        add(desk, VISITOR)
    act(desk, "confirm_project", made["id"], KEEPER)
    with refused("stale_version"):
        act(desk, "confirm_project", made["id"], lead, version=1)


def test_how_to_reach_the_lead_is_shown_to_whom_they_chose(desk):
    lead, other = desk.member(), desk.member("m-2")
    seen = {}
    for audience in ("nobody", "members", "everybody"):
        made = add(desk, lead, title=f"For {audience} alone", contact="qi@example.org", contact_for=audience)
        seen[audience] = [get(desk, made["id"], each)["contact"] for each in (VISITOR, other, KEEPER, lead)]
    address = "qi@example.org"
    assert seen == {
        "nobody": [None, None, None, address],
        "members": [None, address, address, address],
        "everybody": [address, address, address, address],
    }


def test_commands_answer_and_remember_no_name_and_no_address(desk):
    made = desk.knock(
        "projects.add_project",
        asked(shown_name="Jo", contact="jo@example.org", contact_for="everybody"),
        by=desk.member(),
        command="c-1",
    )
    assert set(made) & {"contact", "shown_name"} == set()
    assert "jo@example.org" not in str(list(desk.work.database["commands"].find()))


def test_a_keeper_changes_what_is_said_and_never_the_leads_consent(desk):
    lead = desk.member()
    made = add(desk, lead, contact="qi@example.org", contact_for="members", shown_name="Jo")
    changed = asked(id=made["id"], title="Excellence, every day", contact="other@example.org")
    desk.knock("projects.change_project", changed, by=KEEPER)
    seen = get(desk, made["id"], lead)
    assert (seen["title"], seen["contact"], seen["shown_name"]) == (
        "Excellence, every day",
        "qi@example.org",
        "Jo",
    )
    with refused("not_your_region"):
        desk.knock("projects.change_project", {**changed, "region": "WOE"}, by=KEEPER)


def test_only_members_read_who_leads_it_and_everybody_is_told_what_they_are_to_it(desk):
    lead, other = desk.member(), desk.member("m-2")
    made = add(desk, lead)
    roles = ("lead", "has_lead", "is_lead", "is_in_team")
    seen = [[get(desk, made["id"], each)[name] for name in roles] for each in (VISITOR, other, lead)]
    assert seen == [[None, True, False, False], ["m-1", True, False, False], ["m-1", True, True, True]]


def test_a_title_like_another_is_asked_about_before_it_is_entered(desk):
    lead = desk.member()
    made = add(desk, lead)
    with refused("project_looks_alike") as no:
        add(desk, lead, title="Excellence everyday, every day!")
    assert no.value.fields == {"title": ["“Excellence Every Day” (SW, 2018)"]}
    found = desk.knock("projects.find_alike", {"title": "every day EXCELLENCE"}, by=lead)["items"]
    assert [(each["id"], each["alike"]) for each in found] == [(made["id"], 100)]
    assert desk.knock("projects.find_alike", {"title": ABOUT["title"], "but": made["id"]}, by=lead) == {
        "items": []
    }
    assert add(desk, lead, is_another=True)["id"] != made["id"]
    assert add(desk, lead, title="Hand hygiene in theatres")


def test_a_date_long_ago_or_far_ahead_and_an_unknown_region_are_refused(desk):
    lead = desk.member()
    for wrong in ("1901", "2999"):
        with refused("project_date_wrong"):
            add(desk, lead, date=wrong)
    with refused("region_unknown"):
        add(desk, lead, region="XX")
    with refused("invalid_input"):
        add(desk, lead, date="soon")


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("aim", "Mrs A, 943 476 5919, fell twice."),
        ("team", "Write to ward7@example.org"),
        ("shown_name", "Jo, 020 7946 0018"),
    ],
)
def test_what_identifies_somebody_stops_a_project_and_only_contact_says_how_to_reach(desk, field, words):
    lead = desk.member()
    with refused("identity_in_text") as no:
        add(desk, lead, **{field: words})
    assert list(no.value.fields) == [field]
    made = add(desk, lead, contact="ward7@example.org", contact_for="members")
    with refused("identity_in_text"):
        desk.knock("projects.change_project", asked(id=made["id"], **{field: words}), by=lead)
    with refused("identity_in_text"):
        act(desk, "end_project", made["id"], lead, result="worked", learned=words)


def test_no_number_is_ever_required(desk):
    made = add(desk, desk.member())
    assert desk.knock("project_measures.list_measures", {"project_id": made["id"]}) == {"items": []}


def test_a_user_led_project_says_who_leads_it_and_who_funded_it(desk):
    made = add(desk, title="Patients as Equal Partners", funding="Q Exchange", leader_kind="service_user")
    seen = get(desk, made["id"])
    assert (seen["funding"], seen["region"], seen["leader_kind"]) == ("Q Exchange", "SW", "service_user")


def test_what_is_withdrawn_is_gone_for_everybody_but_those_who_may_write(desk):
    lead = desk.member()
    made = add(desk, lead, contact="qi@example.org", contact_for="everybody")
    with refused("reason_required"):
        act(desk, "withdraw_project", made["id"], lead)
    act(desk, "withdraw_project", made["id"], lead, reason="It never began.")
    with refused("not_found"):
        get(desk, made["id"])
    seen = get(desk, made["id"], lead)
    assert (seen["reason"], seen["contact"]) == ("It never began.", None)
    with refused("project_withdrawn"):
        act(desk, "confirm_project", made["id"], lead)
    with refused("not_found"):
        act(desk, "restore_project", made["id"], coordinator("WOE"))
    act(desk, "restore_project", made["id"], KEEPER)
    assert get(desk, made["id"])["is_withdrawn"] is False


def test_a_lead_is_told_that_keepers_withdrew_it_and_its_team_has_it_no_more(desk):
    lead, other = desk.member(), desk.member("m-2")
    made = add(desk, lead)
    asked = desk.knock("project_joining.ask_to_join", {"project_id": made["id"]}, by=other)
    desk.knock("project_joining.answer_joining", {"id": asked["id"], "is_accepted": True}, by=lead)
    act(desk, "withdraw_project", made["id"], KEEPER, reason="It was entered twice.")
    told = [each["data"] for each in desk.events("notice_raised")]
    assert [each["members"] for each in told if each["kind"] == "project_withdrawn"] == [["m-1"]]
    assert "entered twice" not in str(told)
    mine = [desk.knock("projects.my_projects", {}, by=each)["items"] for each in (lead, other)]
    assert [len(each) for each in mine] == [1, 0]
    act(desk, "restore_project", made["id"], KEEPER)
    act(desk, "withdraw_project", made["id"], lead, reason="It never began.")
    told = [each["data"]["kind"] for each in desk.events("notice_raised")]
    assert told.count("project_withdrawn") == 1


def test_a_showcase_is_the_keepers_to_give(desk):
    lead = desk.member()
    made = add(desk, lead)
    with refused("role_required"):
        act(desk, "showcase_project", made["id"], lead)
    act(desk, "showcase_project", made["id"], KEEPER)
    assert get(desk, made["id"])["is_showcase"] is True
    assert titles(desk.knock("projects.list_showcases", {})) == [ABOUT["title"]]
    act(desk, "withdraw_project", made["id"], KEEPER, reason="It never began.")
    assert desk.knock("projects.list_showcases", {}) == {"items": []}
    act(desk, "restore_project", made["id"], KEEPER)
    act(desk, "showcase_project", made["id"], KEEPER, is_showcase=False)
    assert get(desk, made["id"])["is_showcase"] is False
    assert desk.knock("projects.list_showcases", {}) == {"items": []}


def test_a_lead_is_asked_three_times_whether_it_is_still_true_and_then_it_is_only_marked(desk):
    lead = desk.member()
    made = add(desk, lead)

    def prompts() -> int:
        told = [each["data"] for each in desk.events("notice_raised")]
        return sum(each["kind"] == "project_stale" and each["members"] == ["m-1"] for each in told)

    desk.now += timedelta(days=182)
    desk.do_due_work()
    assert (prompts(), get(desk, made["id"])["is_stale"]) == (0, False)
    desk.now += timedelta(days=1)
    desk.do_due_work()
    assert (prompts(), get(desk, made["id"])["is_stale"]) == (1, True)
    for _ in range(6):
        desk.now += timedelta(days=30)
        desk.do_due_work()
    assert prompts() == 3
    assert titles(desk.knock("projects.list_stale", {"region": "SW"}, by=KEEPER)) == [ABOUT["title"]]
    act(desk, "confirm_project", made["id"], lead)
    assert get(desk, made["id"])["is_stale"] is False
    assert desk.knock("projects.list_stale", {"region": "SW"}, by=KEEPER)["items"] == []
    desk.now += timedelta(days=183)
    desk.do_due_work()
    assert prompts() == 4


def test_nobody_is_asked_about_what_has_ended(desk):
    lead = desk.member()
    made = add(desk, lead)
    act(desk, "end_project", made["id"], lead, result="worked")
    desk.now += timedelta(days=400)
    assert desk.do_due_work() == 0
    assert get(desk, made["id"])["is_stale"] is False
    with refused("project_ended"):
        act(desk, "confirm_project", made["id"], lead)


def test_the_list_of_stale_projects_is_for_those_who_keep_the_region(desk):
    with refused("not_your_region"):
        desk.knock("projects.list_stale", {"region": "SW"}, by=coordinator("WOE"))


def test_who_leaves_q_is_forgotten_and_the_project_stays(desk):
    lead = desk.member()
    made = add(desk, lead, shown_name="Jo", contact="jo@example.org", contact_for="everybody")
    leaves(desk, "m-1")
    seen = get(desk, made["id"], KEEPER)
    assert (seen["has_lead"], seen["shown_name"], seen["contact"]) == (False, None, None)
    assert "Jo" not in str(desk.work.database["projects"].find_one())
    desk.now += timedelta(days=400)
    desk.do_due_work()
    assert [each for each in desk.events("notice_raised") if each["data"]["kind"] == "project_stale"] == []


def test_a_feed_tells_what_changed_last_without_anybodys_name(desk):
    lead = desk.member()
    ids = five(desk, lead)
    desk.now += timedelta(hours=1)
    act(desk, "showcase_project", ids[1], NATIONAL)
    feed = desk.knock("projects.project_feed", {"limit": 2})
    assert (feed["items"][0]["id"], feed["updated_at"]) == (ids[1], desk.now.isoformat())
    assert feed["items"][0]["path"] == f"/projects/{ids[1]}"
    assert "m-1" not in str(feed)
    only = desk.knock("projects.project_feed", {"region": "NENC"})
    assert [each["id"] for each in only["items"]] == [ids[3]]
    with refused("region_unknown"):
        desk.knock("projects.project_feed", {"region": "XX"})


def test_a_page_of_ones_own_holds_those_one_leads(desk):
    lead, other = desk.member(), desk.member("m-2")
    five(desk, lead)
    assert len(desk.knock("projects.my_projects", {}, by=lead)["items"]) == 5
    assert desk.knock("projects.my_projects", {}, by=other)["items"] == []


@pytest.mark.parametrize("door", ["get_project", "confirm_project", "end_project"])
def test_what_is_not_there_is_not_found(desk, door):
    more = {"result": "worked"} if door == "end_project" else {}
    with refused("not_found"):
        act(desk, door, "p-none", Caller("m-1", frozenset({"member"}), "SW"), **more)
