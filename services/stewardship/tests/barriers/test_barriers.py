"""Barriers: causes without blame, shared UK-wide by theme (row 40)."""

from datetime import date

import pytest
from stewardship_desk import NATIONAL, NOW, Desk, convenor, coordinator

from contracts.refusals import Refused
from stewardship.barriers import domain
from stewardship.barriers.domain import Action, Barrier
from stewardship.barriers.store import BarrierStore
from stewardship.refusal import Refusal

STRATEGIC = (
    ("data", "Separate operations datasets and reporting for QI and programme management"),
    ("understanding", "Weak QI understanding among managers and boards"),
    ("senior_support", "No change without senior support"),
    ("skills", "Unknown number of QI-trained people"),
)


def barrier(text="Lack of time", **more):
    return Barrier(
        **{
            "id": "b-1",
            "version": 1,
            "region": "SW",
            "theme": "time",
            "text": text,
            "raised_on": date(2018, 9, 3),
            "raised_by": "m-1",
            "raised_as": "member",
            **more,
        }
    )


@pytest.mark.parametrize(
    "text",
    [
        "Dr Meredith stops everything",
        "Ask prof. Jones or Professor Smith",
        "Write to boss@example.org",
        "The South West AHSN never answers",
        "the devon trust is slow",
    ],
)
def test_a_text_that_names_a_person_or_an_organisation_is_refused(text):
    with pytest.raises(Refusal, match="barrier_blames") as no:
        domain.log(barrier(text), ["South West AHSN", "Devon Trust"])
    assert "leave out" in no.value.fields["text"][0]


@pytest.mark.parametrize(
    "text", [text for _, text in STRATEGIC] + ["Large distances in Devon", "Dr appointments"]
)
def test_a_cause_is_no_blame(text):
    assert domain.log(barrier(text), ["South West AHSN", "Devon Trust"]).text == text


def test_a_part_of_a_word_is_not_a_name():
    domain.log(barrier("Trusting each other takes time"), ["Trust"])


def test_a_change_that_changes_nothing_is_none():
    nothing = {"text": None, "theme": None, "state": None, "action": None, "is_shared": None}
    made = barrier()
    assert domain.change(made, **nothing, known_names=[]) is made
    assert domain.change(made, **{**nothing, "text": made.text, "is_shared": False}, known_names=[]) is made
    assert domain.change(made, **{**nothing, "is_shared": True}, known_names=[]).version == 2


def test_the_themes_that_most_regions_share_come_first():
    several = [barrier(id="1"), barrier(id="2", region="WOE"), barrier(id="3", theme="data"), barrier(id="4")]
    found = domain.by_theme(several)
    assert [(theme, regions, len(each)) for theme, regions, each in found] == [("time", 2, 3), ("data", 1, 1)]


class TestBarrierStore:
    @pytest.fixture(autouse=True)
    def _store(self, work, call):
        self.work, self.call, self.store = work, call, BarrierStore(work)

    def test_a_barrier_comes_back_as_saved(self):
        made = barrier(action=Action("A shared calendar", "/matters/x"), is_shared=True)
        self.work.in_transaction(self.call, lambda: self.store.save(made))
        assert self.store.get("b-1") == made
        assert self.store.shared() == [made]
        assert self.store.page("SW", {"limit": 5})["items"] == [made]

    def test_what_has_gone_is_no_longer_shared_but_still_listed(self):
        gone = barrier(is_shared=True, state="gone")
        self.work.in_transaction(self.call, lambda: self.store.save(gone))
        assert self.store.shared() == []
        assert self.store.page("SW", {"limit": 5})["items"] == [gone]


# The doors


def log(desk, by, region="SW", theme="time", text="Lack of time"):
    return desk.knock("barriers.log_barrier", {"region": region, "theme": theme, "text": text}, by=by)


def refused(desk, door, payload, by):
    with pytest.raises(Refused) as no:
        desk.knock(f"barriers.{door}", payload, by=by)
    return no.value


def test_the_west_lists_its_four_strategic_barriers_and_the_south_west_its_two(desk: Desk):
    for theme, text in STRATEGIC:
        log(desk, convenor("WOE"), "WOE", theme, text)
    log(desk, desk.member("m-1", "SW"))
    log(desk, coordinator("SW"), "SW", "support", "Intermittent operational support")
    lists = {code: desk.knock("barriers.list_barriers", {"region": code})["items"] for code in ("WOE", "SW")}
    assert [each["text"] for each in lists["WOE"]] == [text for _, text in STRATEGIC]
    assert [each["theme"] for each in lists["SW"]] == ["time", "support"]
    assert [each["raised_as"] for each in lists["SW"]] == ["member", "coordinator"]
    assert "m-1" not in str(lists)


def test_a_member_logs_for_the_own_region_only(desk: Desk):
    member = desk.member("m-1", "SW")
    payload = {"region": "WOE", "theme": "time", "text": "No time"}
    assert refused(desk, "log_barrier", payload, member).code == "not_your_region"
    assert refused(desk, "log_barrier", {**payload, "region": "XX"}, member).code == "region_unknown"


def test_an_organisation_of_the_stakeholder_list_is_not_blamed(desk: Desk):
    body = {"region": "SW", "organisation": "Plymouth Trust", "kind": "provider", "contact_role": "Chair"}
    desk.knock("alliances.add_stakeholder", body, by=coordinator("SW"))
    payload = {"region": "SW", "theme": "time", "text": "plymouth trust gives no time"}
    no = refused(desk, "log_barrier", payload, desk.member("m-1", "SW"))
    assert (no.code, list(no.fields)) == ("barrier_blames", ["text"])
    assert desk.knock("barriers.list_barriers", {"region": "SW"})["items"] == []


def test_what_is_shared_is_read_uk_wide_by_theme(desk: Desk):
    for region in ("SW", "WOE"):
        made = log(desk, coordinator(region), region)
        payload = {"id": made["id"], "shared": True, "version": 1}
        desk.knock("barriers.change_barrier", payload, by=coordinator(region))
    log(desk, coordinator("SW"), "SW", "data", "Not shared")
    (theme,) = desk.knock("barriers.shared_barriers")["items"]
    assert (theme["theme"], theme["regions"]) == ("time", 2)
    assert {each["region"] for each in theme["barriers"]} == {"SW", "WOE"}


def test_whoever_raised_it_is_told_once_that_something_is_done(desk: Desk):
    made = log(desk, desk.member("m-1", "SW"))
    change = {"id": made["id"], "action": "A shared calendar", "action_path": "/matters/m-7"}
    answer = desk.knock("barriers.change_barrier", change, by=convenor("SW"))
    assert answer["action"] == {"text": "A shared calendar", "path": "/matters/m-7"}
    desk.knock("barriers.change_barrier", {**change, "action": "Another one"}, by=convenor("SW"))
    (notice,) = [event["data"] for event in desk.events("notice_raised")]
    assert (notice["kind"], notice["members"]) == ("barrier_action", ["m-1"])


def test_an_emptied_action_is_gone_and_a_page_without_words_is_told_at_its_field(desk: Desk):
    made = log(desk, coordinator("SW"))
    change = {"id": made["id"], "action": "A shared calendar"}
    desk.knock("barriers.change_barrier", change, by=convenor("SW"))
    kept = desk.knock("barriers.change_barrier", {"id": made["id"], "state": "eased"}, by=convenor("SW"))
    assert kept["action"]["text"] == "A shared calendar"
    gone = desk.knock("barriers.change_barrier", {**change, "action": ""}, by=convenor("SW"))
    assert gone["action"] is None
    alone = {"id": made["id"], "action_path": "/matters"}
    assert refused(desk, "change_barrier", alone, convenor("SW")).fields.keys() == {"action"}


def test_one_barrier_can_be_read_by_everybody(desk: Desk):
    made = log(desk, coordinator("SW"))
    assert desk.knock("barriers.get_barrier", {"id": made["id"]}) == made
    with pytest.raises(Refused, match="not_found"):
        desk.knock("barriers.get_barrier", {"id": "b-0"})


def test_only_those_who_keep_the_group_change_a_barrier(desk: Desk):
    made = log(desk, coordinator("SW"))
    change = {"id": made["id"], "state": "eased"}
    assert refused(desk, "change_barrier", change, coordinator("WOE")).code == "not_found"
    assert refused(desk, "change_barrier", change, desk.member("m-1", "SW")).code == "role_required"
    assert refused(desk, "change_barrier", {**change, "version": 7}, NATIONAL).code == "stale_version"
    assert refused(desk, "change_barrier", {**change, "text": " "}, NATIONAL).fields.keys() == {"text"}
    outside = {**change, "action": "x", "action_path": "//elsewhere.example"}
    assert refused(desk, "change_barrier", outside, NATIONAL).fields.keys() == {"action_path"}
    assert desk.knock("barriers.change_barrier", change, by=NATIONAL)["state"] == "eased"


def test_the_list_is_cut_into_pages(desk: Desk):
    for number in range(3):
        log(desk, coordinator("SW"), text=f"Cause {number}")
    first = desk.knock("barriers.list_barriers", {"region": "SW", "limit": 2})
    rest = desk.knock("barriers.list_barriers", {"region": "SW", "cursor": first["next"]})
    assert [each["text"] for each in first["items"] + rest["items"]] == ["Cause 0", "Cause 1", "Cause 2"]
    assert rest["next"] is None
    assert first["items"][0]["raised_on"] == NOW.date().isoformat()
