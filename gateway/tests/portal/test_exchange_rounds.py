"""Q Exchange on the pages: what is open now, one round, its proposals, and setting one up (row 56)."""

from datetime import UTC, datetime, timedelta

import pytest

from chassis.call import Call
from chassis.identity import Caller
from gateway.portal.dates import show_date, show_weekday
from gateway.portal.presenting.round_numbers import numbers_of
from gateway.portal.presenting.round_steps import step_of
from gateway.portal.presenting.rounds import ballot_in_words, deadline

NEW = "/rounds/new"
TODAY = datetime.now(UTC).date()
NATIONAL = Caller("the-national-team", frozenset({"member", "national_team"}), "WOE")
DAYS = {"idea": (-2, 10), "proposal": (-1, 20), "shortlist": (21, 30), "vote": (31, 40), "award": (40, 50)}
WORDS = {
    "aim": "Falls halve.",
    "plan": "Two wards.",
    "spending": "Nurses.",
    "theme": "Flow",
    "ask": 20_000_00,
}
TYPED = {
    "title": "Small change", "purpose": "Small ideas.", "pot": "6,000", "least_ask": "100",
    "most_ask": "£600", "themes": "Flow: 3\nOutpatients: 3", "picks": "6", "ballot": "fixed",
    "rule": "equal-shares",
}  # fmt: skip


def days(**moved):
    return [
        {
            "kind": kind,
            "first": (TODAY + timedelta(days=first)).isoformat(),
            "last": (TODAY + timedelta(days=last)).isoformat(),
        }
        for kind, (first, last) in {**DAYS, **moved}.items()
    ]


@pytest.fixture
def knock(bus):
    def call(door, by=NATIONAL, at=None, **asked):
        service, _, name = door.partition(".")
        moment = {"now": at} if at else {}
        return getattr(bus.service(f"exchange_{service}"), name)(Call(caller=by, **moment), asked)

    return call


@pytest.fixture
def published(knock):
    """``published(**terms)``: a round of all of Q, as its door answers."""

    def made(at=None, **more):
        terms = {
            "region": "UK",
            "title": "Q Exchange",
            "pot": 600_000_00,
            "least_ask": 1_000_00,
            "most_ask": 30_000_00,
            "themes": ["Flow", "Outpatients"],
            "phases": days(),
            "ballot": {"kind": "approval"},
            **more,
        }
        draft = knock("rounds.draft_round", **terms)
        return knock("rounds.publish_round", at=at, id=draft["id"], version=draft["version"])

    return made


@pytest.fixture
def ann(bus, community):
    """A member of WOE, signed in; the exchange knows her."""
    ann = community.admit("Ann", "WOE")
    bus.relay()
    return community.sign_in(ann)


def typed_day(name, day):
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def test_a_visitor_reads_what_q_exchange_is_and_that_no_round_is_open(browser):
    page = browser.get("/q-exchange")
    assert "Members bring ideas that improve care" in page.text
    assert "No round is open now." in page.text
    assert "Set up a round" not in page.text
    assert page.links()["Pledges"] == "/pledges"


def test_what_is_open_comes_with_the_readers_one_next_step(browser, community, ann, published, knock):
    made = published()
    page = browser.get("/q-exchange")
    assert page.links()["Enter an idea"] == f"/rounds/{made['id']}/ideas/new"
    assert f"Ideas are taken until 12 noon on {show_weekday(DAYS_END)}." in page.text
    mine = knock("proposals.draft_proposal", ann, round_id=made["id"], title="Fewer falls", **WORDS)
    assert "Write a proposal" not in browser.get(f"/rounds/{made['id']}").links()
    assert browser.get("/q-exchange").links()["Go on with “Fewer falls”"] == f"/proposals/{mine['id']}"
    community.calling()
    visitor = browser.get("/q-exchange")
    assert "Only members of Q can do this." in visitor.text
    assert visitor.all("a", href="/sign-in?next=/q-exchange")


DAYS_END = TODAY + timedelta(days=DAYS["idea"][1])


def test_rounds_that_come_and_that_were_are_apart(browser, published, knock):
    published(title="Next spring", phases=days(idea=(3, 10), proposal=(4, 20)))
    over = published(title="Withdrawn fund")
    knock("rounds.cancel_round", id=over["id"], reason="The fund was withdrawn.")
    page = browser.get("/q-exchange")
    assert "Next spring, All of Q. Ideas: from" in page.text
    assert "Withdrawn fund, All of Q: cancelled" in page.text
    assert "Why it was cancelled: The fund was withdrawn." in browser.get(f"/rounds/{over['id']}").text
    listed = browser.get("/rounds?region=UK")
    assert listed.links()["Next spring"].startswith("/rounds/")
    assert "There is no round of this region." in browser.get("/rounds?region=SW").text


def test_a_round_says_its_days_what_is_now_and_why_something_cannot_be_done(browser, ann, published):
    made = published(grace=5)
    page = browser.get(f"/rounds/{made['id']}")
    for words in (
        "£600,000",
        "£1,000 to £30,000",
        "What comes up to 5 minutes later is still taken",
        f"You can do this until 12 noon on {show_weekday(DAYS_END)}.",
        "Each member chooses as many projects as they like.",
        "Everybody also sees what would be funded by equal shares.",
    ):
        assert words in page.text
    assert page.links()["Write a proposal"] == f"/rounds/{made['id']}/proposals/new"
    assert "Vote" not in page.links()


def test_visitors_are_not_led_to_what_only_members_read(browser, published):
    made = published()
    page = browser.get(f"/rounds/{made['id']}")
    assert not {"Read the ideas", "Read ideas and proposals", "Enter an idea"} & set(page.links())
    assert page.all("a", href=f"/sign-in?next=/rounds/{made['id']}")


def test_numbers_by_region_stand_beside_the_share_of_members(browser, ann, published, knock):
    made = published()
    mine = knock("proposals.draft_proposal", ann, round_id=made["id"], title="Fewer falls", **WORDS)
    knock("proposals.submit_proposal", ann, id=mine["id"])
    page = browser.get(f"/rounds/{made['id']}")
    assert "1 proposal was submitted." in page.text
    assert "Share of members" in page.text
    golden = numbers_of(
        {
            "handed_in": 188,
            "by_stage": {"idea": 0, "draft": 1},
            "by_region": [
                {"region": "SW", "number": 13, "share_pct": 6.9, "members": 159, "member_share_pct": 5.9}
            ],
            "by_theme": [],
        },
        {"SW": "South West of England"},
    )
    (south_west,) = golden.regions
    assert (south_west.share, south_west.members, south_west.member_share) == ("6.9%", "159", "5.9%")
    assert golden.under_way == "1 draft"


def test_proposals_are_narrowed_and_kept_as_a_file(browser, ann, community, published, knock):
    made = published()
    path = f"/rounds/{made['id']}/proposals"
    mine = knock("proposals.draft_proposal", ann, round_id=made["id"], title="=Fewer falls", **WORDS)
    knock("proposals.submit_proposal", ann, id=mine["id"])
    assert browser.get(f"{path}?text=falls&region=WOE&theme=Flow&stage=submitted").links()["=Fewer falls"]
    assert "No proposal that you may read is like that." in browser.get(f"{path}?text=outpatients").text
    assert browser.get(f"{path}?stage=nonsense&region=XX").links()["=Fewer falls"]
    head, line = browser.client.get(f"{path}.csv?theme=Flow").text.strip().splitlines()
    assert head.lstrip("\ufeff").startswith("id,title,region,theme,stage,ask in pounds")
    assert ",'=Fewer falls,West of England,Flow,submitted,20000.00," in line
    community.calling()
    assert "Visitors read proposals once members vote on them." in browser.get(path).text
    assert len(browser.client.get(f"{path}.csv").text.strip().splitlines()) == 1


def test_the_days_of_a_round_go_into_a_calendar(browser, published):
    made = published()
    file = browser.client.get(f"/rounds/{made['id']}/timetable.ics")
    assert (file.status_code, file.mimetype) == (200, "text/calendar")
    assert file.text.count("BEGIN:VEVENT") == 2 * len(DAYS)


def test_a_keeper_sets_a_round_up_changes_and_publishes_it(browser, community):
    keeper = community.admit("Kit", "WOE", ("coordinator:WOE",))
    community.sign_in(keeper)
    form = browser.get(NEW)
    assert [form.answers(NEW)[name] for name in ("picks", "grace", "rule")] == ["6", "10", "greedy"]
    draft = browser.post(NEW, {**form.answers(NEW), **TYPED})
    path = draft.headers["Location"].partition("?")[0]
    page = browser.get(draft.headers["Location"])
    assert "The draft is saved." in page.text
    assert "exactly 6 projects: 3 of Flow and 3 of Outpatients" in page.text
    assert page.links()["Small change" if "Small change" in page.links() else "Publish"]
    edit = browser.get(f"{path}/edit")
    assert edit.answers(f"{path}/edit")["themes"] == "Flow: 3\nOutpatients: 3"
    assert edit.answers(f"{path}/edit")["pot"] == "6,000"
    browser.post(f"{path}/edit", {**edit.answers(f"{path}/edit"), "title": "Smaller change"})
    assert "Smaller change" in browser.get("/q-exchange").text
    check = browser.get(f"{path}/publish")
    assert "The group of West of England gives no money so far." in check.text
    browser.post(f"{path}/publish", check.answers(f"{path}/publish"))
    community.calling()
    assert browser.get(path).h1 == "Smaller change"


def test_what_is_wrong_is_said_beside_its_field(browser, community):
    community.sign_in(community.admit("Kit", "WOE", ("coordinator:WOE",)))
    form = browser.get(NEW)
    wrong = browser.send(
        form,
        NEW,
        {**TYPED, "title": "", "pot": "lots", "grace": "soon", "themes": "Flow: many", "vote-last-day": "40"},
        422,
    )
    assert wrong.error_of("title") == "Give it a title"
    assert wrong.error_of("pot") == "Enter an amount in pounds, like 30,000"
    assert wrong.error_of("grace") == "Enter a number of minutes, or 0"
    assert wrong.error_of("themes").startswith("Write each theme on a line of its own")
    assert wrong.error_of("vote-last-date") == "The last day of “Vote” must be a real date, like 21 11 2026"
    both = browser.send(form, NEW, {**TYPED, "most_ask": "7,000", "picks": "6"}, 422)
    assert both.error_of("most_ask") == "The least is below the most, the most within the pot."
    apart = browser.send(form, NEW, {**TYPED, **typed_day("award-first", TODAY)}, 422)
    assert "The phase award neither begins nor ends before the phase vote." in apart.text


def test_phases_that_may_be_left_out_are(browser, community, knock):
    community.sign_in(community.admit("Kit", "WOE", ("coordinator:WOE",)))
    form = browser.get(NEW)
    empty = {
        f"{kind}-{end}-{part}": ""
        for kind in ("idea", "shortlist")
        for end in ("first", "last")
        for part in ("day", "month", "year")
    }
    made = browser.post(NEW, {**form.answers(NEW), **TYPED, **empty})
    round_id = made.headers["Location"].partition("?")[0].rpartition("/")[2]
    found = knock("rounds.get_round", id=round_id)
    assert [each["kind"] for each in found["phases"]] == ["proposal", "vote", "award"]


def test_days_move_later_and_a_round_is_cancelled_with_a_reason(browser, community, published):
    made = published()
    community.sign_in(community.admit("Nat", "WOE", ("national_team",)))
    path = f"/rounds/{made['id']}"
    form = browser.get(f"{path}/postpone")
    earlier = browser.send(form, f"{path}/postpone", typed_day("award-last", TODAY + timedelta(days=45)), 422)
    assert "A phase that was published only moves to later days." in earlier.text
    browser.post(
        f"{path}/postpone",
        {**form.answers(f"{path}/postpone"), **typed_day("award-last", TODAY + timedelta(days=60))},
    )
    page = browser.get(path)
    assert show_date(TODAY + timedelta(days=60)) in page.text
    cancel = browser.get(f"{path}/cancel")
    assert browser.send(cancel, f"{path}/cancel", {"reason": ""}, 422).error_of("reason")
    browser.post(f"{path}/cancel", {**cancel.answers(f"{path}/cancel"), "reason": "No fund."})
    assert "Why it was cancelled: No fund." in browser.get(path).text


def test_what_is_over_stays_while_later_days_move(browser, community, published):
    month_ago = datetime.now(UTC) - timedelta(days=30)
    made = published(month_ago, phases=days(idea=(-20, -5)))
    community.sign_in(community.admit("Nat", "WOE", ("national_team",)))
    path = f"/rounds/{made['id']}"
    page = browser.get(path)
    assert "It is too late: nothing more is taken." in page.text
    form = browser.get(f"{path}/postpone")
    assert "Ideas: first day" not in form.text
    later = typed_day("award-last", TODAY + timedelta(days=70))
    browser.post(f"{path}/postpone", {**form.answers(f"{path}/postpone"), **later})
    assert show_weekday(TODAY + timedelta(days=70)) in browser.get(path).text


def test_only_keepers_set_rounds_up(browser, ann, published):
    browser.get(NEW, 403)
    made = published()
    browser.get(f"/rounds/{made['id']}/cancel", 403)
    assert "For those who look after this round" not in browser.get(f"/rounds/{made['id']}").text


@pytest.mark.parametrize(
    ("ballot", "words"),
    [
        ({"kind": "knapsack", "picks": None, "per_theme": []}, "projects that the pot can pay for together."),
        ({"kind": "approval", "picks": 5, "per_theme": []}, "up to 5 projects."),
        ({"kind": "fixed", "picks": 6, "per_theme": []}, "exactly 6 projects. A blank ballot counts, too."),
    ],
)
def test_what_a_ballot_may_hold_is_said_in_words(ballot, words):
    assert ballot_in_words(ballot) == f"Each member chooses {words}"


def part(kind, may, why_not=None):
    return {
        "kind": kind,
        "may": may,
        "until": "2026-11-20T12:00:00+00:00" if may else None,
        "why_not": why_not,
    }


@pytest.mark.parametrize(
    ("own", "mine", "text", "is_act"),
    [
        ([], [part("vote", True)], "Vote", True),
        ([], [part("vote", False, "You have voted.")], "Read what is voted on", False),
        ([("asked", "draft")], [part("proposal", True)], "Answer whether you take part in “Falls”", True),
        ([("lead", "draft")], [part("idea", True), part("proposal", True)], "Go on with “Falls”", True),
        ([("lead", "submitted")], [part("proposal", True)], "See what others say about “Falls”", True),
        ([("lead", "submitted")], [part("report", True)], "Report on your project", True),
    ],
)
def test_of_all_that_a_reader_could_do_one_thing_comes_first(own, mine, text, is_act):
    opened = [each["kind"] for each in mine]
    answer = {"id": "r-1", "mine": mine, "open_now": opened, "phases": [], "taken_over": None}
    held = [{"id": "p-1", "title": "Falls", "my_part": part, "stage": stage} for part, stage in own]
    step = step_of(answer, held, is_member=True)
    assert (step.text, step.is_act) == (text, is_act)


@pytest.mark.parametrize(
    ("phases", "is_member", "href"),
    [
        (("shortlist", "vote"), True, "/rounds/r-1/proposals?stage=shortlisted"),
        (("shortlist", "vote"), False, "/rounds/r-1/proposals?stage=shortlisted"),
        (("vote",), True, "/rounds/r-1/proposals?stage=submitted"),
        (("vote",), False, ""),
    ],
)
def test_what_is_voted_on_is_the_shortlist_or_what_was_submitted(phases, is_member, href):
    """Visitors read what was submitted once it has its award or has none."""
    later = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    told = [{"kind": kind, "closes_at": later} for kind in phases]
    answer = {
        "id": "r-1",
        "mine": [part("vote", False, "You have voted.")],
        "open_now": ["vote"],
        "phases": told,
        "taken_over": None,
    }
    assert step_of(answer, [], is_member=is_member).href == href


def test_a_round_of_the_past_is_drafted_without_a_pot_by_the_national_team_alone(browser, community):
    community.sign_in(community.admit("Nat", "WOE", ("national_team",)))
    unknown = {**TYPED, "pot": "", "least_ask": "", "most_ask": ""}
    form = browser.get(NEW)
    assert "Leave all three empty" in form.text
    half = browser.send(form, NEW, {**unknown, "region": "UK", "pot": "6,000"}, 422)
    assert half.error_of("least_ask") == "Enter the least"
    draft = browser.post(NEW, {**form.answers(NEW), **unknown, "region": "UK"})
    path = draft.headers["Location"].partition("?")[0]
    check = browser.get(f"{path}/publish")
    assert "The pot: Not known." in check.text
    assert "Say how much the pot holds." in browser.send(check, f"{path}/publish", {}, 422).text
    assert check.links()["Take it over"] == f"{path}/taking-over"
    community.sign_in(community.admit("Kit", "WOE", ("coordinator:WOE",)))
    assert browser.send(browser.get(NEW), NEW, unknown, 422).error_of("pot") == "Enter how much there is"


def test_who_gives_a_draft_up_cancels_no_round_that_was_published_meanwhile(
    browser, community, knock, published
):
    community.sign_in(community.admit("Nat", "WOE", ("national_team",)))
    drafted = browser.post(NEW, {**browser.get(NEW).answers(NEW), **TYPED, "region": "UK"})
    path = drafted.headers["Location"].partition("?")[0]
    given_up = browser.get(f"{path}/cancel")
    assert given_up.h1 == "Give this draft up"
    knock("rounds.publish_round", id=path.rpartition("/")[2])
    again = browser.send(given_up, f"{path}/cancel", {"reason": "Not this year."}, 422)
    assert "Somebody changed this since you read it." in again.text
    assert again.h1 == "Cancel this round"
    browser.send(again, f"{path}/cancel", {"reason": "Not this year."})
    assert "Why it was cancelled: Not this year." in browser.get(path).text


def test_a_deadline_says_noon_and_within_the_grace_the_minute():
    assert deadline("2026-07-20T11:00:00+00:00") == "12 noon on Monday 20 July 2026"
    assert deadline("2026-11-20T12:10:00+00:00") == "12:10pm on Friday 20 November 2026"
