"""Ground rules on their pages: proposed by a member, commented on, decided by the group."""

import pytest

from chassis.identity import Caller

NATIONAL = Caller("the-national-team", frozenset({"member", "national_team"}), "WOE")
PROPOSE = "/groups/WOE/ground-rules/propose"


@pytest.fixture
def knock(bus):
    return lambda door, payload: bus.call("stewardship_ground_rules", door, payload, caller=NATIONAL)


@pytest.fixture
def ripe(knock):
    """A proposal whose comment period is over, with a comment."""
    rule = {
        "region": "WOE",
        "space": "Events",
        "text": "Leave room for questions.",
        "opened_on": "2018-03-01",
    }
    made = knock("propose_ground_rule", rule)
    knock("comment_on_ground_rule", {"id": made["id"], "text": "Good.", "on": "2018-03-05"})
    return f"/ground-rules/{made['id']}"


def test_a_member_proposes_and_another_comments(browser, community):
    community.sign_in(community.admit("Ada"))
    wrong = browser.send(browser.get(PROPOSE), PROPOSE, {}, 422)
    assert (wrong.error_of("space"), wrong.error_of("text")) == (
        "Name the shared space it is for",
        "Write the rule",
    )
    page = browser.send(wrong, PROPOSE, {"space": "Discussion group", "text": "Be kind."})
    assert "Your proposal is open for comments." in page.text
    assert "Open for comments" in page.text
    here = page.all("form", method="post")[0]
    assert here
    place = page.response.request.path
    community.sign_in(community.admit("Bea", "SW"))
    done = browser.send(browser.get(place), f"{place}/comments", {"text": "Yes."})
    assert "Yes. A member in South West of England (you)" in done.text
    listed = browser.get("/groups/WOE/ground-rules")
    assert "No rule is in force." in listed.text
    assert "1 comment" in listed.text
    assert "Discussion group Proposals 1 From so many members 1" in listed.text


def test_the_decision_form_is_not_shown_while_comments_run(browser, community):
    community.sign_in(community.admit("Con", roles=("convenor:WOE",)))
    page = browser.send(browser.get(PROPOSE), PROPOSE, {"space": "Events", "text": "Be kind."})
    assert "What did the group decide?" not in page.text
    assert "The group may decide after that." in page.text


def test_the_group_adopts_and_the_rule_is_shown_with_its_date(browser, community, ripe):
    community.sign_in(community.admit("Con", roles=("convenor:WOE",)))
    wrong = browser.send(browser.get(ripe), f"{ripe}/decision", {}, 422)
    assert wrong.error_of("decision")
    answers = {
        "decision": "adopt",
        "meeting": "Meeting 3",
        "on-day": "20",
        "on-month": "3",
        "on-year": "2018",
    }
    done = browser.send(wrong, f"{ripe}/decision", answers)
    assert "Adopted at Meeting 3 on 20 March 2018." in done.text
    community.calling()
    text = browser.get("/groups/WOE/ground-rules").text
    assert "Leave room for questions." in text
    assert "Agreed at Meeting 3 on 20 March 2018" in text


def test_a_decision_dated_inside_the_comment_period_is_refused_beside_its_field(browser, community, ripe):
    community.sign_in(community.admit("Con", roles=("convenor:WOE",)))
    answers = {"decision": "adopt", "meeting": "Meeting 2", "on-day": "2", "on-month": "3", "on-year": "2018"}
    wrong = browser.send(browser.get(ripe), f"{ripe}/decision", answers, 422)
    assert "Members may comment until 15 March 2018" in wrong.text


def test_declining_needs_a_reason(browser, community, ripe):
    community.sign_in(community.admit("Con", roles=("convenor:WOE",)))
    answers = {"decision": "decline", "meeting": "Meeting 3", "on-year": "2018"}
    wrong = browser.send(browser.get(ripe), f"{ripe}/decision", answers, 422)
    assert wrong.error_of("reason") == "Say why, for those who commented"
    done = browser.send(wrong, f"{ripe}/decision", {"reason": "Too vague."})
    assert "Declined at Meeting 3 in 2018. Too vague." in done.text


def test_a_rule_in_force_can_be_proposed_to_be_retired(browser, community, knock, ripe):
    decision = {
        "id": ripe.rpartition("/")[2],
        "decision": "adopt",
        "meeting": "Meeting 3",
        "on": "2018-03-20",
    }
    knock("decide_ground_rule", decision)
    community.sign_in(community.admit("Ada"))
    page = browser.get(PROPOSE)
    wrong = browser.send(page, PROPOSE, {"change": "retire", "space": "Events"}, 422)
    assert wrong.error_of("clause") == "Choose the rule in force"
    done = browser.send(wrong, PROPOSE, {"clause": "rule-1"})
    assert "To retire a rule in force" in done.text


def test_the_proposer_takes_it_back(browser, community):
    community.sign_in(community.admit("Ada"))
    page = browser.send(browser.get(PROPOSE), PROPOSE, {"space": "Events", "text": "Be kind."})
    place = page.response.request.path
    done = browser.send(page, f"{place}/withdrawal", {})
    assert "Withdrawn" in done.text
    assert "Take your proposal back" not in done.text


def test_a_visitor_reads_and_is_shown_where_to_sign_in(browser, ripe):
    assert "Good." in browser.get(ripe).text
    links = browser.get("/groups/WOE/ground-rules").links()
    assert links["Sign in to propose a rule"] == f"/sign-in?next={PROPOSE}"


def test_the_proposer_takes_their_name_off(browser, community):
    community.sign_in(community.admit("Ada"))
    answers = {"space": "Events", "text": "Be kind.", "shown_name": "Ada L"}
    page = browser.send(browser.get(PROPOSE), PROPOSE, answers)
    assert "Ada L, a member in West of England" in page.text
    place = page.response.request.path
    done = browser.send(page, f"{place}/name-off", {})
    assert "Ada L" not in done.text
