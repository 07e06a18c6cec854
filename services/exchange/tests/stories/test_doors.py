"""Impact stories: told without a number, with consent, read before they are published (row 78)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from exchange_desk import INDEXES, NATIONAL, Desk, coordinator

from chassis.identity import VISITOR, Caller
from chassis.testkit.index_scan import collection_scans, watched
from chassis.testkit.refusing import refused
from exchange.stories.leaving import leave
from exchange.stories.store import StoryStore

CONVENOR = Caller("con-WOE", frozenset({"member", "convenor:WOE"}), "WOE")
TOLD = {
    "title": "Suicide prevention across BNSSG",
    "theme": "Mental health",
    "changed": "Three sectors meet each month and talk about the same people.",
    "credits": [{"who": "West of England group", "part": "took part"}],
    "consent_by": "The three teams in it",
    "consent_on": "2018-11-20",
}
READ = {"is_published": True, "identity_checked": True}


@pytest.fixture
def ann(desk):
    return desk.member("ann", "WOE")


def tell(desk: Desk, by: Any = CONVENOR, **more: Any) -> dict[str, Any]:
    return desk.knock("stories.tell_story", {**TOLD, **more}, by=by)


def act(desk: Desk, door: str, story: dict[str, Any], by: Any = CONVENOR, **more: Any) -> dict[str, Any]:
    return desk.knock(f"stories.{door}", {"id": story["id"], "version": story["version"], **more}, by=by)


def published(desk: Desk, by: Any = CONVENOR, **more: Any) -> dict[str, Any]:
    """Told by somebody, read and published by somebody else."""
    return act(desk, "decide_story", tell(desk, by, **more), NATIONAL, **READ)


def titles(desk: Desk, **asked: Any) -> list[str]:
    return [each["title"] for each in desk.knock("stories.list_stories", asked)["items"]]


def test_a_convenor_posts_a_story_without_any_figure_and_it_carries_its_tag(desk):
    story = published(desk)
    shown = desk.knock("stories.get_story", {"id": story["id"]}, by=VISITOR)
    assert (shown["state"], shown["tag"], shown["source"]) == ("published", "narrative", None)
    assert shown["consent_recorded"] is True
    assert "consent" not in shown


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"changed": ""}, "story_incomplete"),
        ({"consent_by": ""}, "story_consent_missing"),
        ({"consent_on": None}, "story_consent_missing"),
        ({"consent_on": "2018-12-24"}, "story_consent_missing"),
        ({"evidence": "measured"}, "story_source_required"),
        ({"changed": "Ring 01392 123456"}, "identity_in_text"),
        ({"consent_by": "ann@nhs.net"}, "identity_in_text"),
        ({"credits": [{"who": "ann@nhs.net", "part": "led"}]}, "identity_in_text"),
        ({"credits": [{"who": "Dr Jones", "part": "led"}]}, "identity_in_text"),
        ({"consent_by": "Mrs Smith"}, "identity_in_text"),
        ({"credits": [{"who": "Our group", "part": "caused"}]}, "invalid_input"),
        ({"region": "XX"}, "region_unknown"),
    ],
)
def test_what_cannot_be_told_so_is_refused(desk, more, code):
    with refused(code):
        tell(desk, **more)


@pytest.mark.parametrize(
    ("more", "fields"),
    [
        ({"consent_by": ""}, ["consent_by"]),
        ({"consent_by": "", "consent_on": None}, ["consent_by", "consent_on"]),
    ],
)
def test_what_is_missing_of_the_consent_is_said_beside_it(desk, more, fields):
    with refused("story_consent_missing") as no:
        tell(desk, **more)
    assert list(no.value.fields) == fields


def test_a_keepers_own_story_is_read_by_another_keeper_and_without_one_by_the_national_team(desk):
    desk.member("con-WOE", "WOE", "convenor:WOE")
    desk.member("n-1", "SW", "national_team")
    story = tell(desk)
    assert (story["state"], titles(desk)) == ("submitted", [])
    with refused("story_own"):
        act(desk, "decide_story", story, **READ)
    desk.member("coo-WOE", "WOE", "coordinator:WOE")
    tell(desk, title="Another")
    assert [each["data"]["members"] for each in desk.events("notice_raised")] == [["n-1"], ["coo-WOE"]]
    waiting = desk.knock("stories.stories_to_read", by=CONVENOR)["items"]
    assert [each["may_review"] for each in waiting] == [False, False]
    assert desk.knock("stories.get_story", {"id": story["id"]}, by=NATIONAL)["may_review"] is True


def test_what_was_published_last_comes_first_whenever_it_was_told(desk):
    first = tell(desk, title="Told first")
    for title in ("Told second", "Told third"):
        desk.now += timedelta(days=1)
        published(desk, title=title)
    desk.now += timedelta(days=1)
    act(desk, "decide_story", first, NATIONAL, **READ)
    assert titles(desk) == ["Told first", "Told third", "Told second"]


def test_who_agreed_today_agreed_even_right_after_midnight_in_summer(desk):
    desk.now = datetime(2019, 6, 1, 23, 30, tzinfo=UTC)
    assert tell(desk, consent_on="2019-06-02")["state"] == "submitted"


def test_figures_are_welcome_with_their_source(desk):
    published(desk, evidence="measured", source="Trust board paper, November 2018")
    assert titles(desk, evidence="measured", theme="MENTAL health", region="WOE") == [TOLD["title"]]
    assert titles(desk, evidence="narrative") == titles(desk, region="SW") == []


def test_a_declined_story_is_kept_for_a_year_for_its_teller_to_read_why(desk, ann):
    story = tell(desk, ann)
    act(desk, "decide_story", story, is_published=False, reason="Leave the name out.")
    desk.now += timedelta(days=364)
    desk.do_due_work()
    assert desk.knock("stories.get_story", {"id": story["id"]}, by=ann)["reason"] == "Leave the name out."
    desk.now += timedelta(days=2)
    desk.do_due_work()
    assert desk.knock("stories.my_stories", by=ann)["items"] == []


def test_a_members_story_is_read_by_the_regions_keepers_first(desk, ann):
    desk.member("con-WOE", "WOE", "convenor:WOE")
    story = tell(desk, ann, changed="Dr Jones and the team changed it.")
    assert titles(desk) == []
    (waiting,) = desk.knock("stories.stories_to_read", {"region": "WOE"}, by=CONVENOR)["items"]
    assert (waiting["doubts"], waiting["consent"]["by"]) == (["a person's name"], "The three teams in it")
    with refused("not_found"):
        desk.knock("stories.get_story", {"id": story["id"]}, by=desk.member("bob", "WOE"))
    with refused("not_found"):
        act(desk, "decide_story", story, coordinator("SW"), is_published=True)
    with refused("learning_identity_unchecked"):
        act(desk, "decide_story", story, is_published=True)
    act(desk, "decide_story", story, is_published=True, identity_checked=True)
    assert titles(desk) == [TOLD["title"]]
    told = [(each["data"]["kind"], each["data"]["members"]) for each in desk.events("notice_raised")]
    assert told == [("story_submitted", ["con-WOE"]), ("story_decided", ["ann"])]


def test_who_told_a_story_and_keeps_the_region_by_now_does_not_decide_it(desk, ann):
    story = tell(desk, ann)
    with refused("story_own"):
        act(
            desk,
            "decide_story",
            story,
            Caller("ann", frozenset({"member", "coordinator:WOE"}), "WOE"),
            is_published=True,
            identity_checked=True,
        )


def test_a_story_is_declined_with_a_reason_that_its_teller_reads(desk, ann):
    story = tell(desk, ann)
    with refused("reason_required"):
        act(desk, "decide_story", story, is_published=False)
    declined = act(desk, "decide_story", story, is_published=False, reason="The team asks to wait.")
    (mine,) = desk.knock("stories.my_stories", by=ann)["items"]
    assert (mine["state"], mine["reason"]) == ("declined", "The team asks to wait.")
    with refused("story_decided"):
        act(desk, "decide_story", declined, is_published=True, identity_checked=True)
    with refused("stale_version"):
        act(desk, "withdraw_story", story, ann, reason="Never mind.")


def test_who_told_a_story_that_a_keeper_withdraws_is_told_so(desk, ann):
    act(desk, "withdraw_story", published(desk, ann), reason="A team took its consent back.")
    told = [each["data"] for each in desk.events("notice_raised") if each["data"]["members"] == ["ann"]]
    assert [each["about"] for each in told][-1] == [
        {"name": "title", "words": TOLD["title"]},
        {"name": "outcome", "words": "withdrawn"},
    ]
    number = len(desk.events("notice_raised"))
    act(desk, "withdraw_story", published(desk), reason="We took it back.")
    assert [each["data"]["members"] for each in desk.events("notice_raised")][number:] == [["con-WOE"]]


def test_what_was_taken_back_before_it_was_published_is_nobodys_else_to_see(desk, ann):
    story = tell(desk, ann)
    act(desk, "withdraw_story", story, ann, reason="The team thought again.")
    with refused("not_found"):
        desk.knock("stories.get_story", {"id": story["id"]}, by=VISITOR)
    assert desk.knock("stories.get_story", {"id": story["id"]}, by=ann)["state"] == "withdrawn"


def test_when_consent_is_taken_back_the_words_go_at_once(desk):
    story = published(desk, shown_name="Sam")
    with refused("not_found"):
        act(desk, "withdraw_story", story, desk.member("bob", "WOE"), reason="No.")
    with refused("reason_required"):
        act(desk, "withdraw_story", story)
    gone = act(desk, "withdraw_story", story, reason="A team took its consent back.")
    shown = desk.knock("stories.get_story", {"id": story["id"]})
    assert (shown["state"], shown["reason"], shown["changed"]) == (
        "withdrawn",
        "A team took its consent back.",
        None,
    )
    assert titles(desk) == []
    kept = str(list(desk.work.database["stories"].find()))
    assert not any(word in kept for word in ("Three sectors", "Sam", "The three teams", "West of England"))
    with refused("story_withdrawn"):
        act(desk, "withdraw_story", gone, reason="Again.")


def test_a_published_story_stays_without_whoever_told_it_when_they_leave(desk, ann, call):
    kept = tell(desk, ann, shown_name="Ann")
    act(desk, "decide_story", kept, is_published=True, identity_checked=True)
    waits = tell(desk, ann)
    desk.work.in_transaction(call, lambda: leave(desk.work, desk.settings, call, "ann"))
    assert desk.knock("stories.get_story", {"id": kept["id"]})["shown_name"] is None
    with refused("not_found"):
        desk.knock("stories.get_story", {"id": waits["id"]}, by=CONVENOR)
    assert [row["teller_id"] for row in desk.work.database["stories"].find()] == [""]


PAGE = {"limit": 2}
FINDERS: dict[str, list[Callable[[StoryStore], Any]]] = {
    "get": [lambda s: s.get("s-1")],
    "page": [lambda s: s.page(PAGE), lambda s: s.page(PAGE, region="WOE", theme="x", evidence="narrative")],
    "waiting": [lambda s: s.waiting(["WOE"], PAGE), lambda s: s.waiting(["WOE", "UK"], PAGE)],
    "told_by": [lambda s: s.told_by("ann", PAGE)],
    "all_by": [lambda s: s.all_by("ann")],
    "coded": [lambda s: list(s.coded(["SW", "WOE"]))],
}


def test_every_finder_is_watched():
    methods = {name for name, value in vars(StoryStore).items() if callable(value) and name[0] != "_"}
    assert methods - {"save", "delete"} == set(FINDERS)


@pytest.mark.servers
def test_no_finder_scans_a_collection(mongo_uri):
    with watched(mongo_uri, "exchange", INDEXES) as (work, watching):
        tell(Desk(work))
        watching.commands.clear()
        for name, ways in FINDERS.items():
            for find in ways:
                before = len(watching.commands)
                find(StoryStore(work))
                assert len(watching.commands) > before, f"{name} asked nothing"
        assert collection_scans(work.database.client, work.database.name, list(watching.commands)) == []
