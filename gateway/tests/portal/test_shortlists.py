"""Keepers set a panel up, give proposals out, decide and publish on the pages (row 56)."""

from datetime import UTC, datetime, timedelta

import pytest

from contracts.refusals import CODES
from gateway.portal.presenting.round_panels import assessing_now, may_open, progress_of, takes_offers

from ..shortlisting import ROUND, Shortlisting  # noqa: TID252 - tests are no installed package

PANEL, SHORTLIST = f"/rounds/{ROUND}/panel", f"/rounds/{ROUND}/shortlist"
RESULTS, DECISIONS, RULES = f"{PANEL}/results", f"{PANEL}/decisions", f"{PANEL}/rules"


@pytest.fixture
def world(bus, people, calling):
    """The coordinator is signed in."""
    made = Shortlisting(bus, people["coordinator"])
    calling(people["coordinator"])
    return made


@pytest.fixture
def assessed(world):
    """Two assessments of each proposal."""
    people = [world.volunteer(world.member(name), shown_name=name.title()) for name in ("ann", "ben")]
    world.deal()
    for number, each in enumerate(world.proposals):
        world.assess(people[0], each, 5, 5 - number)
        world.assess(people[1], each, 3, 4)
    return world


def one(world, number=0):
    return f"{PANEL}/proposals/{world.proposals[number]}"


def recommend(browser, proposals, verdict="shortlisted", status=303, **more):
    page = browser.get(RESULTS)
    (action,) = {each.attributes["action"] for each in page.all("form", method="post")} - {"/sign-out"}
    sent = {
        **page.answers(action),
        "proposals": proposals,
        "verdict": verdict,
        "reason": "They agree.",
        **more,
    }
    return browser.post(action, sent, status)


def test_a_panel_is_set_up_with_criteria_of_its_own_and_changed(browser, world):
    page = browser.get(RULES)
    assert page.answers(RULES)["criterion-1-title"] == "Benefit to patients"
    wrong = browser.send(page, RULES, {"wanted": "two", "criterion-4-question": "Why?"}, 422)
    assert wrong.error_of("wanted") == "Enter a whole number, like 3"
    assert wrong.error_of("criterion-4-title") == "Enter a title, or take the question out"
    day = {"due_on-day": "1", "due_on-month": "1", "due_on-year": "2018"}
    assert (
        browser.send(page, RULES, day, 422).error_of("due_on-date") == "Choose a day of the shortlist phase."
    )
    asked = {"wanted": "1", "criterion-3-title": "Others can use it", "criterion-1-title": ""}
    stale = browser.get(RULES)
    told = browser.send(page, RULES, {**asked, "criterion-1-question": ""})
    assert "The rules of the panel are saved." in told.text
    assert ("Others can use it" in told.text, "Benefit to patients" in told.text) == (True, False)
    refused = browser.send(stale, RULES, {"wanted": "3"}, 422)
    assert CODES["stale_version"].sentence in refused.text
    assert world.round == ROUND


def test_once_proposals_are_given_out_the_criteria_stand_and_the_rest_changes(browser, world):
    world.volunteer(world.member("ann"))
    world.deal()
    page = browser.get(RULES)
    assert not [
        each for each in page.all("input", name="criterion-1-title") if each.attributes["type"] == "text"
    ]
    browser.send(page, RULES, {"wanted": "1"})
    assert "Each proposal gets 1 assessment." in browser.get(PANEL).text
    refused = browser.send(browser.get(RULES), RULES, {"criterion-1-title": "Charm"}, 422)
    assert CODES["panel_assigned"].sentence in refused.text


def test_the_page_of_a_panel_says_what_comes_next(browser, world, people):
    assert "Nobody volunteers yet." in browser.get(PANEL).text
    ann = world.volunteer(world.member("ann"), shown_name="Ann")
    page = browser.get(PANEL)
    assert "6 of 6 places have no assessor." in page.text
    dealt = browser.send(page, f"{PANEL}/deal", {})
    assert "Proposals are given out." in dealt.text
    assert "3 of 6 places have no assessor." in dealt.text
    ben = world.volunteer(world.member("ben"))
    world.deal()
    assert "6 of 6 assessments are not in." in browser.get(PANEL).text
    for each in world.proposals:
        world.assess(ann, each)
        world.assess(ben, each)
    assert "All assessments are in." in browser.get(PANEL).text
    world.decide(people["convenor"], dict.fromkeys(world.proposals, "shortlisted"))
    assert "Everything is decided." in browser.get(PANEL).text


def test_a_stranger_finds_no_panel_to_run(browser, world, calling, people):
    calling(people["stranger"])
    for path in (PANEL, RULES, RESULTS, one(world)):
        assert browser.client.get(path).status_code in (403, 404), path
    calling(people["member"])
    assert browser.client.get(PANEL).status_code == 403


def test_a_proposal_is_given_by_hand_and_who_cannot_have_it_stands_with_the_reason(browser, world):
    world.volunteer(world.member("ann"), shown_name="Ann")
    world.volunteer(world.member("ben"), shown_name="Ben", organisation="north trust")
    world.volunteer(world.member("cat"), shown_name="Cat", most=1)
    page = browser.get(one(world))
    assert "Assessor Ben Why It comes from the same organisation." in page.text
    assert (
        browser.send(page, f"{one(world)}/assessors", {}, 422).error_of("member_id") == "Choose an assessor"
    )
    done = browser.send(page, f"{one(world)}/assessors", {"member_id": "cat"})
    assert "Assessor Cat Why They have it or had it." in done.text
    assert "Assessor Cat Why They have 1, as many as they offered to read." in browser.get(one(world, 1)).text
    back = browser.send(done, f"{one(world)}/assessors", {"member_id": "ann"})
    (anns, _noted) = [each.attributes["value"] for each in back.all("option") if each.text == "Ann"]
    why = {"taken_back": "By mistake.", "assessment_id": anns}
    gone = browser.send(back, f"{one(world)}/taking-back", why)
    assert "Ann: taken back" in gone.text
    told = {"conflicted": "cat", "why": "They share an office."}
    noted = browser.send(gone, f"{one(world)}/conflicts", told)
    assert "Cat: conflict of interest" in noted.text
    assert "Assessor Cat Why Declared: They share an office." in noted.text
    struck = {"noted": "cat", "undone": "It was another Cat."}
    undone = browser.send(noted, f"{one(world)}/conflicts/undoing", struck)
    assert "Cat: given out" in undone.text
    noted = browser.send(undone, f"{one(world)}/conflicts", told)
    away = f"{PANEL}/assessors/cat"
    assert "Fewer falls on wards at night Why Declared: They share an office." in browser.get(away).text
    browser.send(browser.get(away), away, {"reason": "No answer for weeks."})
    assert "Taken off the panel" in browser.get(away).text


def test_several_are_recommended_at_once_and_another_keeper_decides_them(browser, assessed, calling, people):
    first, second, third = assessed.proposals
    assert "Tick at least one proposal" in recommend(browser, [], status=422).text
    recommend(browser, [first, second])
    assert "2 proposals that you recommended wait for another keeper." in browser.get(DECISIONS).text
    assert "Nothing waits for your decision." in browser.get(DECISIONS).text
    page = browser.get(f"{RESULTS}?show=recommend")
    assert "1 of 3 proposals." in page.text
    recommend(browser, [third], "not_shortlisted", reason="It is done already.")
    calling(people["convenor"])
    page = browser.get(DECISIONS)
    assert "It is done already." in page.text
    sent = {**page.answers(DECISIONS), "proposals": [first, third]}
    done = browser.post(DECISIONS, sent)
    assert browser.get(done.headers["Location"]).text.count("They agree.") == 1
    decided = browser.get(f"{RESULTS}?show=decided&order=title")
    assert "2 of 3 proposals." in decided.text
    assert decided.text.index("A huddle that ends on time") < decided.text.index("Fewer falls on wards")


def test_what_changed_since_it_was_read_is_not_decided(browser, assessed, calling, people):
    first = assessed.proposals[0]
    recommend(browser, [first])
    calling(people["convenor"])
    page = browser.get(DECISIONS)
    calling(people["coordinator"])
    recommend(browser, [first], "not_shortlisted")
    calling(people["convenor"])
    sent = {**page.answers(DECISIONS), "proposals": [first]}
    browser.post(DECISIONS, sent, 422)
    assert browser.get(f"{RESULTS}?show=decided").text.count("0 of 3 proposals.") == 1


def test_one_is_decided_otherwise_on_its_own_page_with_an_exception_where_some_are_missing(
    browser, world, calling, people
):
    ann = world.volunteer(world.member("ann"), shown_name="Ann")
    world.deal()
    world.assess(ann, world.proposals[0])
    page = browser.get(one(world))
    assert "Say earlier which two wards take part." in page.text
    path = f"{one(world)}/recommendation"
    assert browser.send(page, path, {}, 422).error_of("verdict") == "Choose one"
    kept = browser.send(page, path, {"verdict": "shortlisted", "reason": "Good."})
    assert "On the shortlist (by you," in kept.text
    calling(people["convenor"])
    page, path = browser.get(one(world)), f"{one(world)}/determination"
    assert page.answers(path)["reason"] == "Good."
    wrong = browser.send(page, path, {"verdict": "not_shortlisted"}, 422)
    assert wrong.error_of("exception").startswith("1 of 2 assessments are in.")
    names = {"verdict": "not_shortlisted", "reason": "Ask Dr Smith.", "exception": "Enough."}
    assert browser.send(page, path, names, 422).error_of("reason").startswith("Say the role")
    done = browser.send(page, path, {**names, "reason": "It is too early."})
    assert "Not on the shortlist (by you," in done.text


def test_a_keeper_with_an_interest_reads_that_they_have_one_and_nothing_else(browser, bus, people, calling):
    world = Shortlisting(bus, people["convenor"])
    world.hand_in(3, people["coordinator"])
    calling(people["coordinator"])
    page = browser.get(RESULTS)
    assert "You have an interest: It is one's own proposal." in page.text
    assert browser.client.get(f"{PANEL}/proposals/{ROUND}-3").status_code == 403


def test_the_shortlist_is_published_and_everybody_reads_why(browser, assessed, calling, people):
    waiting = browser.get(SHORTLIST)
    assert "It is not published yet." in waiting.text
    verdicts = ("shortlisted", "not_shortlisted", "not_shortlisted")
    assessed.decide(people["convenor"], dict(zip(assessed.proposals, verdicts, strict=True)))
    published = browser.send(browser.get(SHORTLIST), SHORTLIST, {})
    assert "1 of 3 proposals that were decided about" in published.text
    late = f"{one(assessed, 1)}/addition"
    added = browser.send(browser.get(one(assessed, 1)), late, {"reason": "It was read wrongly."}, 422)
    assert "Somebody else determines" in added.text
    calling(people["convenor"])
    browser.send(browser.get(one(assessed, 1)), late, {"reason": "It was read wrongly."})
    calling()
    shown = browser.get(SHORTLIST)
    for words in ("Fewer falls on wards at night", "It is shortlisted.", "It was read wrongly.", "£20,000"):
        assert words in shown.text
    assert "A huddle that ends on time" not in shown.text


def test_a_team_reads_what_assessors_said_and_nobody_else_does(browser, assessed, calling, people):
    assessed.decide(people["convenor"], dict.fromkeys(assessed.proposals, "not_shortlisted"))
    assessed.publish()
    path = f"/proposals/{assessed.proposals[0]}/feedback"
    calling(assessed.member("lead-0"))
    page = browser.get(path)
    for words in (
        "Not on the shortlist.",
        "It is not shortlisted.",
        "2 assessors",
        "4 of 5 points on average",
    ):
        assert words in page.text
    assert page.text.count("Say earlier which two wards take part.") == 2
    assert "Ann" not in page.text
    calling(assessed.member("lead-1"))
    browser.get(path, 404)


def test_the_bulk_view_is_taken_along_as_a_spreadsheet(browser, assessed):
    links = browser.get(f"{RESULTS}?order=ask&theme=Flow").links()
    sheet = browser.client.get(links["Download them (CSV)"])
    lines = sheet.get_data(as_text=True).splitlines()
    assert [line.split(",")[1] for line in lines[1:]] == [
        "A huddle that ends on time",
        "Fewer falls on wards at night",
    ]
    assert assessed.proposals[1] not in sheet.get_data(as_text=True)
    assert "ann" not in sheet.get_data(as_text=True)


def test_the_bulk_view_and_its_spreadsheet_stand_either_way_round(browser, assessed):
    titles = ["A huddle that ends on time", "Fewer falls on wards at night", "Letters that patients can read"]
    for link, wanted in (("Title from A", titles), ("Title from Z", titles[::-1])):
        page = browser.get(browser.get(RESULTS).links()[link])
        assert [each.text.split(" £")[0] for each in page.all("tr")[1:]] == [
            f"Proposal {each}" for each in wanted
        ]
        assert page.answers(RESULTS).get("reverse") == ("yes" if wanted is not titles else None)
        sheet = browser.client.get(page.links()["Download them (CSV)"])
        lines = sheet.get_data(as_text=True).splitlines()[1:]
        assert [each.split(",")[1] for each in lines] == wanted
    assert assessed.round == ROUND


def row(given_out=2, submitted=2, decided=(), stage="submitted", conflict=None):
    outcome = {
        "recommendation": None,
        "determination": None,
        **{step: {"verdict": "shortlisted"} for step in decided},
    }
    return {
        "stage": stage, "wanted": 2, "given_out": given_out, "submitted": submitted, "conflict": conflict,
        "outcome": None if conflict else outcome,
    }  # fmt: skip


RECOMMENDED, DETERMINED = ("recommendation",), ("recommendation", "determination")


@pytest.mark.parametrize(
    ("rows", "volunteers", "is_published", "wanted"),
    [
        ([], 3, False, "none"),
        ([row(stage="withdrawn")], 3, False, "none"),
        ([row(1, 1)], 0, False, "volunteers"),
        ([row(1, 1), row()], 3, False, "deal"),
        ([row(2, 1), row()], 3, False, "wait"),
        ([row(), row(decided=RECOMMENDED)], 3, False, "recommend"),
        ([row(decided=RECOMMENDED), row(conflict={"reason": "It is mine."})], 3, False, "determine"),
        ([row(0, 0, DETERMINED)], 0, False, "publish"),
        ([row(stage="shortlisted")], 3, True, "done"),
    ],
)
def test_what_comes_next_follows_from_how_far_it_is(rows, volunteers, is_published, wanted):
    assert progress_of(rows, volunteers, is_published=is_published).next == wanted


@pytest.mark.parametrize(
    ("rows", "assessing", "wanted"),
    [
        ([row(0, 0)], -1, "early"),
        ([row(1, 0), row(2, 1)], 1, "recommend"),
        ([row(1, 0, RECOMMENDED)], 1, "determine"),
        ([row(1, 0, DETERMINED)], 1, "publish"),
    ],
)
def test_nothing_is_given_out_or_waited_for_but_in_its_phase(rows, assessing, wanted):
    assert progress_of(rows, 3, is_published=False, assessing=assessing).next == wanted


SHORTLIST_PHASE = {
    "kind": "shortlist", "opens_at": "2019-03-01T00:00:00+00:00", "closes_at": "2019-03-20T12:00:00+00:00",
}  # fmt: skip
VOTE_PHASE = {
    "kind": "vote", "opens_at": "2019-03-31T23:00:00+00:00", "closes_at": "2019-04-12T11:00:00+00:00",
}  # fmt: skip


@pytest.mark.parametrize(
    ("day", "assessing", "opens"),
    [((2, 28), -1, True), ((3, 1), 0, True), ((3, 20), 1, True), ((3, 31), 1, True), ((4, 1), 1, False)],
)
def test_a_panel_is_set_up_until_the_vote_and_runs_in_its_phase(day, assessing, opens):
    found = {"state": "published", "phases": [SHORTLIST_PHASE, VOTE_PHASE], "taken_over": None}
    now = datetime(2019, *day, 12, 0, tzinfo=UTC)
    assert (assessing_now(found, now), may_open(found, now)) == (assessing, opens)
    for no in ({"phases": [VOTE_PHASE]}, {"state": "cancelled"}, {"taken_over": {"counted_elsewhere": True}}):
        assert may_open({**found, **no}, now) is False


@pytest.mark.parametrize(
    ("state", "kind", "hours", "takes"),
    [
        ("published", "shortlist", -1, True),
        ("published", "shortlist", 1, False),
        ("cancelled", "shortlist", -1, False),
        ("published", "vote", -1, False),
    ],
)
def test_volunteers_are_taken_until_assessments_end(state, kind, hours, takes):
    found = {"state": state, "phases": [{"kind": kind, "closes_at": "2019-03-20T12:00:00+00:00"}]}
    now = datetime(2019, 3, 20, 12, 0, tzinfo=UTC) + timedelta(hours=hours)
    assert takes_offers(found, now) is takes
