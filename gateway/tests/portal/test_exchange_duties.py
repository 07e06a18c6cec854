"""What waits in Q Exchange, on the front page of a member and on the list of those who look after groups."""

from datetime import UTC, date, datetime, timedelta

import pytest

from gateway.portal.dates import show_date
from gateway.portal.presenting import exchange_due, own_exchange

from ..open_round import OpenRound, round_of  # noqa: TID252 - tests are no installed package
from ..round_votes import RoundVotes  # noqa: TID252
from ..shortlisting import Shortlisting  # noqa: TID252
from ..voted_round import ROUND, TODAY, result_day, voted_round  # noqa: TID252

STORY = {
    "title": "Suicide prevention across three sectors", "changed": "Three sectors meet each month.",
    "evidence": "narrative", "consent_by": "The three teams", "consent_on": "2018-11-20",
}  # fmt: skip
CASE = {
    "kind": "case_study", "title": "Labels that look alike", "topic": "Safety", "worked": "worked",
    "context": "A ward.", "what_happened": "Two syringes looked alike.", "learning": "Label them apart.",
}  # fmt: skip


@pytest.fixture
def people(bus, community):
    """Ann and Cy of SW, and Kim who coordinates it; Kit and Kay of the national team."""
    for name, roles in (("Ann", ()), ("Cy", ()), ("Kim", ("coordinator:SW",))):
        community.admit(name, "SW", roles)
    for name in ("Kit", "Kay"):
        community.admit(name, "WOE", ("national_team",))
    bus.relay()
    return community.members


@pytest.fixture
def front_page(browser, people, community):
    def of(name):
        community.sign_in(people[name])
        return browser.get("/")

    return of


@pytest.fixture
def due(browser, people, community):
    def of(name):
        community.sign_in(people[name])
        return browser.get("/due")

    return of


def test_the_front_page_leads_to_the_vote_until_one_has_voted(front_page, people, bus):
    votes = RoundVotes(bus).open()
    page = front_page("Ann")
    assert page.links()["Vote"] == f"/rounds/{votes.id}/vote"
    assert "Vote, Q Exchange for tests. You can vote until 12 noon on" in page.text
    votes.voters.append(people["Ann"])
    votes.vote(len(votes.voters) - 1, "f1 f2 f3 o1 o2 o3")
    assert "Vote" not in front_page("Ann").links()


def test_the_front_page_leads_to_a_draft_and_to_what_one_was_asked_to_take_part_in(front_page, people, bus):
    its_round = OpenRound(bus)
    assert front_page("Ann").links()["Enter an idea"] == f"/rounds/{its_round.id}/ideas/new"
    made = its_round.draft(people["Ann"])
    assert front_page("Ann").links()["Go on with “Fewer falls on wards”"] == f"/proposals/{made['id']}"
    its_round.act("ask_co_applicant", made, people["Ann"], member_id=people["Cy"].subject)
    asked = "Answer whether you take part in “Fewer falls on wards”"
    assert front_page("Cy").links()[asked] == f"/proposals/{made['id']}"


def test_the_front_page_counts_assessments_that_wait_and_none_that_were_decided_without(
    front_page, people, bus
):
    world = Shortlisting(bus, people["Kim"], "SW")
    world.volunteer(people["Ann"])
    world.deal()
    page = front_page("Ann")
    assert page.links()["Assess 3 proposals"] == "/my-assessments"
    assert "Assess 3 proposals, the first by" in page.text
    verdicts = dict.fromkeys(world.proposals, "shortlisted")
    world.decide(people["Kit"], verdicts, exception="Nobody had the time.")
    world.publish()
    assert "Assess" not in front_page("Ann").text


def test_the_front_page_says_what_an_idea_without_an_award_can_do_until_that_is_answered(
    front_page, people, bus
):
    voted_round(bus, [people["Ann"], people["Cy"]])
    result_day(bus, people["Kit"])
    link = "See what else there is for “Fewer falls at night in care homes”"
    assert front_page("Cy").links()[link] == "/unfunded/project-1"
    bus.call("exchange_unfunded", "keep_idea_private", {"id": "project-1"}, caller=people["Cy"])
    assert link not in front_page("Cy").links()


def test_the_front_page_says_that_somebody_asks_for_a_pledge(front_page, people, bus):
    pledge = {"kind": "hours", "what": "Coaching in SPC", "amount": 720, "region": "SW"}
    made = bus.call("exchange_pledges", "make_pledge", pledge, caller=people["Ann"])
    assert "to use “Coaching" not in front_page("Ann").text
    claim = {"id": made["id"], "amount": 60, "purpose": "Charts"}
    bus.call("exchange_pledges", "claim_pledge", claim, caller=people["Cy"])
    links = front_page("Ann").links()
    assert links["Somebody asks to use “Coaching in SPC”"] == f"/pledges/{made['id']}#asked"


def test_the_front_page_asks_whether_what_is_shown_of_a_project_is_still_true(front_page, people, bus):
    project = {"title": "Falls at night", "region": "SW", "issue": "Safety", "date": "2018"}
    made = bus.call("exchange_projects", "add_project", project, caller=people["Ann"])
    question = "Is what we show of “Falls at night” still true?"
    assert question not in front_page("Ann").links()
    rows = bus.databases["exchange"].database["projects"]
    rows.update_many({}, {"$set": {"checked_at": datetime.now(UTC) - timedelta(days=200)}})
    assert front_page("Ann").links()[question] == f"/projects/{made['id']}"


def report(due, *, late=False, handed_in=None):
    return {"number": 1, "due": due, "handed_in_at": handed_in, "skipped": None, "is_late": late}


@pytest.mark.parametrize(
    ("reports", "said"),
    [
        ([report("2026-12-01")], [": it is due by 1 December 2026"]),
        ([report("2026-11-01", late=True)], [": it was due on 1 November 2026"]),
        ([report("2027-06-01")], []),
        ([report("2026-12-01", handed_in="2026-11-20")], []),
        ([], []),
    ],
)
def test_a_report_is_told_of_once_it_is_asked_for_soon(reports, said):
    award = {"id": "a", "title": "Falls", "state": "awarded", "reports": reports}
    waiting = list(own_exchange.of_awards({"items": [award]}, date(2026, 11, 22)))
    assert [each.rest for each in waiting] == said
    assert all(each.href == "/awards/a/reports/1" for each in waiting)


def test_the_front_page_comes_even_when_exchange_does_not_answer(front_page, people, bus):
    for name in [each for each in bus._services if each.startswith("exchange_")]:
        bus._services.pop(name)
    assert "Your next steps" in front_page("Ann").text


def test_a_round_that_is_not_published_is_due_on_its_first_day(due, people, bus):
    drafted = bus.call(
        "exchange_rounds", "draft_round", round_of(region="SW", title="Small change"), caller=people["Kim"]
    )
    link = "Publish the round, or give it up: Small change"
    assert due("Kim").links()[link] == f"/rounds/{drafted['id']}"
    assert link not in due("Kit").links()


def test_what_waits_to_be_read_is_due_for_the_region_but_not_what_one_wrote_oneself(due, people, bus):
    for writer, said in (("Ann", "The one"), ("Kim", "The other")):
        item = bus.call("exchange_learning", "write_item", {**CASE, "title": said}, caller=people[writer])
        bus.call("exchange_learning", "submit_item", {"id": item["id"]}, caller=people[writer])
    bus.call("exchange_stories", "tell_story", {**STORY}, caller=people["Ann"])
    links = due("Kim").links()
    assert links["Read 1 text before it is published"] == "/learning/to-review?region=SW"
    assert links["Read 1 story before it is published"] == "/stories/to-read?region=SW"


def test_a_panel_is_to_be_set_up_then_its_shortlist_published(due, people, bus):
    world = Shortlisting(bus, people["Kim"], "SW")
    page = due("Kim")
    (link,) = [text for text in page.links() if text.startswith("Publish the shortlist: ")]
    assert page.links()[link] == f"/rounds/{world.round}/panel"
    bus.databases["exchange"].database["panels"].delete_many({})
    assert "Say how proposals are assessed: " in due("Kim").text


def test_awards_are_due_by_their_last_day_and_at_once_for_whoever_has_not_approved(due, people, bus):
    voted_round(bus, [people["Ann"], people["Cy"]])
    decide = "Decide on awards and announce them: Q Exchange 2018"
    page = due("Kit")
    assert page.links()[decide] == f"/rounds/{ROUND}/awards"
    assert show_date(TODAY + timedelta(days=30)) in page.text
    terms = {"proposal_id": "project-0", "amount": 30_000_00}
    paid = {"instalments": [{"amount": 30_000_00, "due": (TODAY + timedelta(days=40)).isoformat()}]}
    award = bus.call("exchange_awards", "propose_award", {**terms, **paid}, caller=people["Kit"])
    approve = "Approve 1 award or not: Q Exchange 2018"
    approval = {"id": award["id"], "edition": award["edition"], "has_no_interest": True}
    assert approve in due("Kay").links()
    bus.call("exchange_awards", "approve_award", approval, caller=people["Kay"])
    assert approve not in due("Kay").links()
    assert approve in due("Kit").links()
    bus.call("exchange_awards", "approve_award", approval, caller=people["Kit"])
    result_day(bus, people["Kit"])
    assert decide not in due("Kit").links()


def test_projects_that_nobody_leads_are_due_and_those_with_a_lead_are_not():
    found = {"items": [{"has_lead": False}, {"has_lead": False}, {"has_lead": True}]}
    (one,) = exchange_due.stale_of(found, "SW", {"SW": "South West"}, date(2026, 11, 22))
    assert (one.what, one.where) == ("Is it still true? 2 projects that nobody leads", "South West")
    assert not list(exchange_due.stale_of({"items": found["items"][2:]}, "SW", {}, date(2026, 11, 22)))


def test_an_extract_waits_for_the_national_team(due, people, bus):
    asked = {
        "region": "SW", "asker": "A university", "purpose": "To evaluate.", "dataset": "members",
        "fields_wanted": ["status"], "until": (TODAY + timedelta(days=90)).isoformat(),
    }  # fmt: skip
    made = bus.call("exchange_extracts", "ask_extract", asked, caller=people["Kim"])
    link = "Decide on the extract for A university"
    assert due("Kit").links()[link] == f"/extracts/{made['id']}"
    assert link not in due("Kim").links()


def test_the_parts_of_exchange_that_do_not_answer_are_named(due, people, bus):
    for name in ("exchange_rounds", "exchange_stories"):
        bus._services.pop(name)
    assert "These parts are not answering just now: rounds, stories." in due("Kim").text
