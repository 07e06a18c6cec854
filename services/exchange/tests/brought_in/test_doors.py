"""Rounds that were held or begun elsewhere, at their doors (row 56, golden q_exchange)."""

from datetime import UTC, datetime
from typing import Any

import pytest
from exchange_desk import NATIONAL, Desk, coordinator

from chassis.identity import VISITOR, Caller
from chassis.testkit.refusing import refused

NOW = datetime(2019, 4, 2, 9, 0, tzinfo=UTC)
PAST = (
    ("idea", "2018-02-26", "2018-03-20"),
    ("proposal", "2018-03-12", "2018-04-20"),
    ("vote", "2018-06-01", "2018-06-20"),
    ("award", "2018-06-20", "2018-07-20"),
)
VOTING = (
    ("proposal", "2019-01-14", "2019-02-28"),
    ("shortlist", "2019-03-01", "2019-03-20"),
    ("vote", "2019-04-01", "2019-04-12"),
    ("award", "2019-04-12", "2019-05-10"),
)
SOURCE = "Q Exchange as it was held in 2018"
ROW: dict[str, Any] = {
    "reference": "2018-1",
    "title": "Timebank",
    "region": "SW",
    "shown_name": "A member of Q",
    "outcome": "awarded",
}
HERE: dict[str, Any] = {
    "reference": "19-1", "title": "Timebank", "region": "SW", "theme": "Flow", "ask": 9_000_00,
    "outcome": "shortlisted",
}  # fmt: skip


@pytest.fixture
def world(desk):
    desk.now = NOW
    return World(desk)


class World:
    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def drafted(self, days=PAST, by: Caller = NATIONAL, **more: Any) -> dict[str, Any]:
        unknown = {"pot": None, "least_ask": None, "most_ask": None}
        told = {
            "region": "UK",
            "title": "Q Exchange 2018",
            **(
                unknown if days is PAST else {"pot": 600_000_00, "least_ask": 1_000_00, "most_ask": 30_000_00}
            ),
            "themes": [] if days is PAST else ["Flow"],
            "phases": [{"kind": kind, "first": first, "last": last} for kind, first, last in days],
            "ballot": {"kind": "approval"},
        }
        return self.desk.knock("rounds.draft_round", {**told, **more}, by=by)

    def take_over(
        self, drafted: dict[str, Any], by: Caller = NATIONAL, source: str = SOURCE
    ) -> dict[str, Any]:
        told = {"id": drafted["id"], "version": drafted["version"], "source": source}
        return self.desk.knock("brought_in.take_over_round", told, by=by)

    def past(self) -> str:
        return str(self.take_over(self.drafted())["id"])

    def voting(self) -> str:
        return str(self.take_over(self.drafted(VOTING))["id"])

    def bring(self, round_id: str, *rows: dict[str, Any], **more: Any) -> dict[str, Any]:
        told = {"round_id": round_id, "rows": list(rows), **more}
        return self.desk.knock("brought_in.bring_in_proposals", told, by=NATIONAL)

    def preview(self, round_id: str, *rows: dict[str, Any]) -> dict[str, Any]:
        told = {"round_id": round_id, "rows": list(rows)}
        return self.desk.knock("brought_in.preview_brought_in", told, by=NATIONAL)

    def shown(self, made: dict[str, Any], number: int = 0, by: Caller = VISITOR) -> dict[str, Any]:
        return self.desk.knock("proposals.get_proposal", {"id": made["items"][number]["id"]}, by=by)


def test_a_round_of_the_past_is_taken_over_and_not_published(world):
    drafted = world.drafted()
    told = {"id": drafted["id"], "version": drafted["version"]}
    with refused("round_too_late"):
        world.desk.knock("rounds.publish_round", told, by=NATIONAL)
    shown = world.take_over(drafted)
    assert shown["taken_over"] == {
        "source": SOURCE, "at": NOW.isoformat(), "counted_elsewhere": True
    }  # fmt: skip
    assert (shown["pot"], shown["most_ask"], shown["state"]) == (None, None, "published")
    with refused("round_published"):
        world.take_over(shown)


def test_only_the_national_team_takes_a_round_over_or_drafts_one_without_a_known_pot(world):
    keeper = coordinator("SW")
    with refused("pot_wrong"):
        world.drafted(by=keeper, region="SW")
    with refused("role_required"):
        world.take_over(world.drafted(), by=keeper)


def test_what_is_still_to_come_is_published_as_any_other_round(world):
    later = [
        (kind, first.replace("2019", "2020"), last.replace("2019", "2020")) for kind, first, last in VOTING
    ]
    with refused("round_not_begun"):
        world.take_over(world.drafted(tuple(later)))
    with refused("source_required"):
        world.take_over(world.drafted(), source="")
    unknown = {"pot": None, "least_ask": None, "most_ask": None}
    with refused("pot_wrong"):
        world.take_over(world.drafted(VOTING, **unknown))


def test_a_proposal_that_came_in_says_so_and_an_unknown_amount_stays_unknown(world):
    shown = world.shown(world.bring(world.past(), ROW))
    assert shown["brought_in"] == {"source": SOURCE, "reference": "2018-1", "award": None}
    assert (shown["ask"], shown["lead"], shown["stage"]) == (None, None, "awarded")
    assert (shown["shown_name"], shown["co_applicants"]) == ("A member of Q", [])


def test_the_same_rows_again_change_nothing_and_a_corrected_one_changes_one(world):
    round_id, other = (
        world.past(),
        {**ROW, "reference": "2018-2", "title": "Walking aids", "outcome": "submitted"},
    )
    first = world.bring(round_id, ROW, other)
    assert world.bring(round_id, ROW, other)["counts"] == {"new": 0, "changed": 0, "same": 2}
    again = world.bring(round_id, {**ROW, "title": "Timebank for Q", "award": 5_000_00}, other)
    assert again["counts"] == {"new": 0, "changed": 1, "same": 1}
    shown = world.shown(first)
    assert (shown["title"], shown["text_number"], shown["brought_in"]["award"]) == (
        "Timebank for Q",
        2,
        5_000_00,
    )


def test_they_are_counted_by_region_beside_its_members(world):
    world.desk.member("ann", "SW")
    round_id = world.past()
    world.bring(round_id, ROW, *({**ROW, "reference": f"w-{n}", "region": "WOE"} for n in range(3)))
    counted = world.desk.knock("proposals.count_proposals", {"round_id": round_id})
    assert counted["handed_in"] == 4
    south_west = next(each for each in counted["by_region"] if each["region"] == "SW")
    assert (south_west["share_pct"], south_west["member_share_pct"]) == (25.0, 100.0)


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("region", {"region": "XX"}),
        ("theme", {"theme": "Flow"}),
        ("lead", {"lead": "nobody"}),
        ("lead", {"lead": "gone"}),
        ("award", {"award": 1_00, "outcome": "submitted"}),
        ("award", {"award": 9_00, "ask": 8_00}),
    ],
)
def test_a_wrong_row_is_told_by_its_number_and_nothing_comes_in(world, field, wrong):
    world.desk.member("gone", status="left")
    round_id, bad = world.past(), {**ROW, "reference": "2018-2", **wrong}
    seen = world.preview(round_id, ROW, bad)
    assert [(each["row"], each["field"]) for each in seen["errors"]] == [(2, field)]
    assert seen["counts"]["new"] == 1
    with refused("brought_in_wrong") as no:
        world.bring(round_id, ROW, bad)
    assert list(no.value.fields) == [f"rows.1.{field}"]
    assert world.preview(round_id, ROW)["counts"]["new"] == 1


def test_two_rows_never_share_a_reference_or_a_lead(world):
    world.desk.member("ann", "SW")
    rows = [
        {**ROW, "lead": "ann"},
        {**ROW, "title": "Twice", "lead": "ann"},
        {**ROW, "reference": "3", "lead": "ann"},
    ]
    seen = world.preview(world.past(), *rows)
    assert [(each["row"], each["code"]) for each in seen["errors"]] == [
        (2, "reference_twice"), (3, "proposal_led_already"),
    ]  # fmt: skip


def test_known_awards_never_pass_a_known_pot(world):
    pot = {"pot": 10_000_00, "least_ask": 1_000_00, "most_ask": 9_000_00}
    round_id = str(world.take_over(world.drafted(**pot))["id"])
    world.bring(round_id, {**ROW, "award": 8_000_00})
    with refused("award_over_pot"):
        world.bring(round_id, {**ROW, "reference": "2", "award": 2_000_01})
    world.bring(round_id, {**ROW, "reference": "2", "award": None})


def test_history_writes_to_nobody_and_opens_no_vote(world):
    world.desk.member("ann", "SW")
    world.bring(world.past(), {**ROW, "lead": "ann"})
    world.desk.do_due_work()
    assert world.desk.events("notice_raised") == []


def test_a_vote_that_is_open_opens_when_its_proposals_have_come_in(world):
    ann, bo = world.desk.member("ann", "SW"), world.desk.member("bo", "WOE")
    round_id = world.voting()
    made = world.bring(round_id, {**HERE, "lead": "ann"}, more_follows=True)
    world.desk.do_due_work()
    with refused("vote_not_open"):
        world.desk.knock("ballots.get_paper", {"round": round_id}, by=bo)
    world.bring(round_id, {**HERE, "reference": "19-2", "title": "Walking aids"})
    world.desk.do_due_work()
    paper = world.desk.knock("ballots.get_paper", {"round": round_id}, by=ann)
    assert len(paper["projects"]) == 2
    with refused("brought_in_too_late"):
        world.bring(round_id, {**HERE, "reference": "19-3"})
    vote = {"round": round_id, "projects": [made["items"][0]["id"]], "ballot_secret": "1" * 32}
    with refused("ballot_own_project"):
        world.desk.knock("ballots.cast_ballot", vote, by=ann)
    assert world.desk.knock("ballots.cast_ballot", vote, by=bo)["accepted"]


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ("ask_wrong", {"ask": None}),
        ("ask_wrong", {"ask": 30_000_01}),
        ("theme_unknown", {"theme": ""}),
        ("outcome_too_early", {"outcome": "awarded"}),
    ],
)
def test_what_is_voted_on_here_is_complete(world, code, wrong):
    seen = world.preview(world.voting(), {**HERE, **wrong})
    assert [each["code"] for each in seen["errors"]] == [code]


def test_what_goes_on_here_is_not_brought_in_again_with_other_words(world):
    round_id = world.voting()
    world.bring(round_id, HERE)
    assert world.bring(round_id, HERE)["counts"]["same"] == 1
    seen = world.preview(round_id, {**HERE, "title": "Other"})
    assert [each["code"] for each in seen["errors"]] == ["brought_in_differs"]


def test_nothing_comes_into_a_round_of_our_own(world):
    drafted = world.drafted()
    with refused("round_not_published"):
        world.bring(drafted["id"], ROW)
    with refused("not_found"):
        world.bring("nothing", ROW)
