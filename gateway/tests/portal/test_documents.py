"""What a group agreed, on its pages: read by everybody, written by those who act for it."""

from typing import Any

import pytest

from chassis.identity import Caller

NATIONAL = Caller("the-national-team", frozenset({"member", "national_team"}), "WOE")
TERMS = "/groups/WOE/documents/terms-of-reference"
PAGE = "/groups/WOE/terms-of-reference"
TEXT = [
    {"code": "purpose", "label": "Purpose", "text": "We look after Q here."},
    {"code": "membership", "label": "Membership", "text": "At least nine members."},
]


@pytest.fixture
def knock(bus):
    def knocked(door: str, payload: dict[str, Any], caller: Caller = NATIONAL) -> Any:
        service, _, name = door.partition(".")
        return bus.call(f"stewardship_{service}", name, payload, caller=caller)

    return knocked


@pytest.fixture
def agreed(knock):
    """``agreed(kind, clauses, region)``: a document that the national team entered."""

    def entered(kind: str = "terms_of_reference", clauses=None, region: str = "WOE", **more: Any) -> None:
        knock("documents.begin_document", {"region": region, "kind": kind, "clauses": clauses or TEXT})
        agreement = {"id": f"{region}:{kind}", "meeting": "Meeting 1", "on": "2017-10", **more}
        knock("documents.agree_document", agreement)

    return entered


@pytest.fixture
def convenor(community):
    return community.sign_in(community.admit("Con", roles=("convenor:WOE",)))


def test_the_documents_of_a_group_are_listed_with_what_is_overdue(browser, agreed):
    agreed(review_due="2018-12-31")
    page = browser.get("/groups/WOE/documents")
    assert "Review overdue" in page.text
    assert "Meeting 1, in October 2017" in page.text
    links = page.links()
    assert links["Terms of reference"] == PAGE
    assert links["Objectives"] == "/groups/WOE/objectives"
    assert links["Ground rules"] == "/groups/WOE/ground-rules"
    assert links["Delivery strategy"] == "/groups/WOE/documents/delivery-strategy"


def test_a_visitor_reads_the_terms_of_reference_by_clause_with_their_history(browser, agreed):
    agreed(reviewers=["Convenor", "AHSN"], review_due="2018-12-31")
    agreed(clauses=[TEXT[0], {**TEXT[1], "text": "At least ten members."}], on="2018-05")
    page = browser.get(PAGE)
    assert page.h1 == "Terms of reference: West of England"
    assert "At least ten members." in page.text
    assert "Entered by the national team." in page.text
    assert page.links()["Version 1"] == f"{TERMS}/versions/1"
    old = browser.get(f"{TERMS}/versions/1")
    assert "At least nine members." in old.text
    assert "Superseded" in old.text
    assert "looked at by Convenor, AHSN" in old.text
    assert "Nobody has said anything yet." not in browser.get(f"{TERMS}/versions/2").text


def test_the_other_address_leads_to_the_terms_of_reference(browser, agreed):
    agreed()
    response = browser.client.get(TERMS)
    assert (response.status_code, response.headers["Location"]) == (308, PAGE)


def test_the_difference_from_the_last_version_marks_words(browser, agreed):
    agreed()
    agreed(clauses=[TEXT[0], {**TEXT[1], "text": "At least ten members."}], on="2018-05")
    page = browser.get(f"{TERMS}/changes")
    assert [each.text for each in page.all("del")] == ["removed: nine"]
    assert [each.text for each in page.all("ins")] == ["added: ten"]
    assert "Clauses: 1 changed. 1 is the same." in page.text


def test_the_difference_from_another_region_is_chosen_from_a_list(browser, agreed):
    agreed()
    agreed(region="SW", clauses=[TEXT[0]])
    page = browser.get(f"{TERMS}/changes?with=SW")
    assert "From South West of England, version 1" in page.text
    assert "Membership Added" in page.text
    nothing = browser.get(f"{TERMS}/changes?with=WAL")
    assert "There is nothing to compare" in nothing.text


@pytest.mark.parametrize(
    ("wanted", "media_type"),
    [
        ("markdown", "text/markdown"),
        ("text", "text/plain"),
        ("json", "application/json"),
        ("x", "application/json"),
    ],
)
def test_a_document_is_taken_away(browser, agreed, wanted, media_type):
    agreed()
    file = browser.client.get(f"{TERMS}/file?format={wanted}")
    assert file.mimetype == media_type
    assert "At least nine members." in file.text


@pytest.mark.parametrize(
    "path", ["/groups/WOE/documents/poem", "/groups/NOWHERE/documents", "/guidance/poem"]
)
def test_what_does_not_exist_is_not_found(browser, path):
    assert browser.get(path, 404).h1 == "Page not found"


def test_a_convenor_drafts_agrees_and_everybody_reads(browser, community, convenor):
    page = browser.get(f"{TERMS}/draft/edit")
    assert page.answers(f"{TERMS}/draft/edit")["label-0"] == "Purpose"
    wrong = browser.send(page, f"{TERMS}/draft/edit", {}, 422)
    assert wrong.error_of("text-0")
    filled = {
        "text-0": "We look after Q in the South West of England.",
        "label-8": "Money",
        "text-8": "None.",
    }
    draft = browser.send(wrong, f"{TERMS}/draft/edit", filled)
    assert "The draft is saved." in draft.text
    assert "“South West of England” is another region." in draft.text
    agree = browser.get(f"{TERMS}/agree")
    wrong = browser.send(agree, f"{TERMS}/agree", {}, 422)
    assert wrong.error_of("meeting") == "Name the meeting at which it was agreed"
    answers = {"meeting": "Meeting 1", "on-month": "10", "on-year": "2017", "reviewers": "Convenor, AHSN"}
    done = browser.send(wrong, f"{TERMS}/agree", answers)
    assert "This version is in force." in done.text
    community.calling()
    text = browser.get(PAGE).text
    assert "We look after Q in the South West of England." in text
    assert "Money" in text
    assert "Agreed at Meeting 1 in October 2017" in text
    assert "is another region" not in text


def test_a_draft_is_changed_and_thrown_away(browser, convenor):
    page = browser.get(f"{TERMS}/draft/edit")
    draft = browser.send(page, f"{TERMS}/draft/edit", {"text-0": "First."})
    again = browser.get(f"{TERMS}/draft/edit")
    assert again.answers(f"{TERMS}/draft/edit")["text-0"] == "First."
    browser.send(again, f"{TERMS}/draft/edit", {"text-0": "Second."})
    stale = browser.send(again, f"{TERMS}/draft/edit", {"text-0": "Third.", "command_id": ""}, 422)
    assert "Somebody changed this" in stale.text
    gone = browser.send(browser.get(f"{TERMS}/draft"), f"{TERMS}/draft/discard", {})
    assert "thrown away" in gone.text
    assert draft.text
    assert browser.get(f"{TERMS}/draft", 404)


def test_the_door_says_beside_which_clause_something_is_wrong(browser, convenor):
    place = "/groups/WOE/documents/delivery-strategy/draft/edit"
    page = browser.get(place)
    wrong = browser.send(page, place, {"label-1": "Meet", "text-1": "x" * 6001, "owner-1": "Convenor"}, 422)
    assert "too long" in wrong.error_of("text-1")


def test_a_draft_is_for_the_group_alone(browser, community, convenor):
    browser.send(browser.get(f"{TERMS}/draft/edit"), f"{TERMS}/draft/edit", {"text-0": "Secret plan."})
    assert "Secret plan." in browser.get(f"{TERMS}/draft").text
    community.sign_in(community.admit("Member"))
    assert browser.get(f"{TERMS}/draft", 404)
    assert browser.get(f"{TERMS}/draft/edit", 403)
    community.sign_in(community.admit("Other", "SW", roles=("convenor:SW",)))
    assert browser.get(f"{TERMS}/draft/edit", 403).h1 == "This belongs to another region"
    assert "Secret plan." not in browser.get(PAGE).text


def test_what_the_group_said_of_a_draft_is_read_by_it_afterwards(browser, community, convenor, knock):
    browser.send(browser.get(f"{TERMS}/draft/edit"), f"{TERMS}/draft/edit", {"text-0": "First."})
    browser.send(browser.get(f"{TERMS}/draft"), f"{TERMS}/draft/comments", {"text": "Too short."})
    knock("documents.agree_document", {"id": "WOE:terms_of_reference", "meeting": "Meeting 1", "on": "2018"})
    page = browser.get(f"{TERMS}/versions/1")
    assert "What the group said while this was a draft Too short." in page.text
    community.calling()
    assert "Too short." not in browser.get(f"{TERMS}/versions/1").text


def test_a_review_is_recorded_and_the_list_is_empty_again(browser, agreed, convenor):
    agreed(review_due="2018-12-31")
    assert "Terms of reference" in browser.get("/document-reviews").text
    answers = {
        "meeting": "Meeting 9", "on-day": "1", "on-month": "2", "on-year": "2019",
        "review_due-day": "1", "review_due-month": "2", "review_due-year": "2199",
    }  # fmt: skip
    done = browser.send(browser.get(f"{TERMS}/review"), f"{TERMS}/review", answers)
    assert "Reviewed since then and kept as it is: Meeting 9 on 1 February 2019." in done.text
    assert "No review is overdue" in browser.get("/document-reviews").text


def test_a_convenor_sees_on_the_front_page_what_is_due(browser, community, agreed, convenor):
    agreed(review_due="2018-12-31")
    agreed("values", region="SW", review_due="2018-12-31")
    page = browser.get("/")
    assert page.links()["Terms of reference, West of England"] == PAGE
    assert "Its review was due on 31 December 2018" in page.text
    assert "Values" not in page.text
    community.sign_in(community.admit("Member"))
    assert "look at again" not in browser.get("/").text


def test_an_end_is_recorded_with_its_reason(browser, agreed, convenor):
    agreed()
    place = f"{TERMS}/end"
    wrong = browser.send(browser.get(place), place, {}, 422)
    assert wrong.error_of("reason") == "Say why it ends"
    done = browser.send(wrong, place, {"reason": "The pilot ended.", "on-year": "2018"})
    assert "It ended in 2018: The pilot ended." in done.text
    assert "Lapsed" in done.text


def test_objectives_show_state_and_evidence(browser, agreed, convenor):
    agreed("objectives", [{"code": "c1", "label": "More members", "text": "Regional membership up."}])
    place = "/groups/WOE/documents/objectives/clauses/c1"
    wrong = browser.send(browser.get(place), place, {"state": "met"}, 422)
    assert wrong.error_of("evidence")
    wrong = browser.send(wrong, place, {"state": "met", "evidence": "/regions/WOE"}, 422)
    assert wrong.error_of("evidence") == "Write words before the address: /regions/WOE"
    wrong = browser.send(wrong, place, {"state": "met", "evidence": "Look javascript:alert(1)"}, 422)
    assert "begins with https://" in wrong.error_of("evidence")
    done = browser.send(wrong, place, {"state": "met", "evidence": "From 110 to 158 /regions/WOE"})
    assert done.links()["From 110 to 158"] == "/regions/WOE"
    assert "Met: 1, of 1." in done.text


def test_twelve_duties_are_shown_and_line_10_reported_as_untested(browser, convenor):
    path = "/groups/WOE/documents/duties"
    page = browser.get(path)
    assert "12. Financial oversight" in page.text
    assert "4. Funding Dormant No money is allocated locally." in page.text
    place = f"{path}/clauses/dispute_processes"
    done = browser.send(browser.get(place), place, {"state": "untested", "note": "0 cases"})
    assert "10. Disputes Untested 0 cases" in done.text


def test_principles_link_a_practice_and_have_no_numbers(browser, agreed, convenor):
    words = [{"code": "transparency", "label": "Transparency", "text": "All minutes are public."}]
    agreed("principles", words)
    place = "/groups/WOE/documents/principles/clauses/transparency"
    done = browser.send(
        browser.get(place), place, {"practices": "Public minutes https://example.org/minutes"}
    )
    assert done.links()["Public minutes"] == "https://example.org/minutes"
    assert "They have no order of importance." in done.text
    assert "1. Transparency" not in done.text


def test_a_member_comments_on_a_clause_and_a_visitor_reads_it(browser, community, agreed):
    agreed()
    community.sign_in(community.admit("Ada"))
    page = browser.get(PAGE)
    wrong = browser.send(page, f"{TERMS}/comments", {}, 422)
    assert wrong.error_of("text") == "Write your comment"
    answers = {"text": "Clear, <b>thank you</b>.", "clause": "purpose", "shown_name": "Ada"}
    done = browser.send(wrong, f"{TERMS}/comments", answers)
    assert "Your comment is kept." in done.text
    community.calling()
    page = browser.get(PAGE)
    assert "Clear, <b>thank you</b>. Ada, a member in West of England" in page.text
    assert "On: Purpose" in page.text


def test_a_name_beside_a_comment_can_be_taken_off_by_its_owner(browser, community, agreed):
    agreed()
    ada = community.sign_in(community.admit("Ada"))
    page = browser.send(browser.get(PAGE), f"{TERMS}/comments", {"text": "Clear.", "shown_name": "Ada L"})
    place = next(
        each.attributes["action"] for each in page.all("form") if "name-off" in each.attributes["action"]
    )
    community.sign_in(community.admit("Bea"))
    assert "Take my name off" not in browser.get(PAGE).text
    browser.post(place, page.answers(place), 404)
    community.sign_in(ada)
    done = browser.send(browser.get(PAGE), place, {})
    assert "Your name is taken off." in done.text
    assert "Ada L" not in done.text
    assert "Clear." in done.text


@pytest.mark.parametrize(
    "back", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:x"]
)
def test_no_form_leads_to_another_site(browser, community, agreed, back):
    agreed()
    community.sign_in(community.admit("Ada"))
    page = browser.send(browser.get(PAGE), f"{TERMS}/comments", {"text": "Clear.", "shown_name": "Ada L"})
    place = next(
        each.attributes["action"] for each in page.all("form") if "name-off" in each.attributes["action"]
    )
    response = browser.post(place, {**page.answers(place), "back": back})
    assert response.headers["Location"] == "/groups?done=name-off"


def test_a_visitor_is_shown_where_to_sign_in_and_no_form(browser, agreed):
    agreed()
    page = browser.get(PAGE)
    assert page.links()["Sign in to comment"] == f"/sign-in?next={PAGE}"
    assert page.all("textarea") == []


def test_the_page_comes_even_when_comments_do_not_answer(browser, agreed, bus):
    agreed()
    del bus._services["stewardship_comments"]
    assert "At least nine members." in browser.get(PAGE).text


# The handbook


def test_the_guidance_has_eleven_parts_that_anybody_reads(browser):
    page = browser.get("/guidance")
    assert len([href for href in page.links().values() if href.startswith("/guidance/")]) == 11
    part = browser.get("/guidance/complaints")
    assert part.h1 == "9. Complaints"
    assert "answered with reasons" in part.text


def test_a_gap_in_the_guidance_is_flagged(browser, knock, agreed):
    agreed("guidance", [{"code": "complaints", "label": "Complaints", "text": "Write to TBC."}], region="UK")
    assert "Not finished: “TBC” still has to be filled in." in browser.get("/guidance/complaints").text


def test_a_comment_on_a_part_is_shown_there_and_nowhere_else(browser, community):
    community.sign_in(community.admit("Ada"))
    place = "/guidance/complaints"
    browser.send(browser.get(place), f"{place}/comments", {"text": "Who answers?"})
    assert "Who answers?" in browser.get(place).text
    assert "Who answers?" not in browser.get("/guidance/mediation").text


def test_eight_commons_principles_link_to_pages_that_exist(browser):
    page = browser.get("/commons-principles")
    assert len(page.all("h2", class_="nhsuk-heading-m")) == 8
    assert "public knowledge" in page.text
    assert "Planned for this site: Steps follow a published ladder" in page.text
    inside = [each for each in page.all("a") if any(above.tag == "main" for above in each.parents)]
    places = [each.attributes["href"] for each in inside]
    assert {"/compact", "/regions", "/groups", "/groups/UK/ground-rules", "/groups/UK"} <= set(places)
    for place in places:
        assert browser.client.get(place).status_code == 200, place


def test_a_draft_that_another_began_meanwhile_is_not_written_over(browser, convenor, knock):
    place = "/groups/WOE/documents/vision/draft/edit"
    form = browser.get(place)
    vision = [{"code": "vision", "label": "Vision", "text": "Care that learns."}]
    knock("documents.begin_document", {"region": "WOE", "kind": "vision", "clauses": vision})
    late = browser.send(form, place, {"label-0": "Vision", "text-0": "Something else."}, 422)
    assert "There is a draft of this document already." in late.text
    assert "Care that learns." in browser.get("/groups/WOE/documents/vision/draft").text


def test_a_draft_that_was_agreed_meanwhile_does_not_begin_anew(browser, convenor, knock):
    place = "/groups/WOE/documents/vision/draft/edit"
    vision = [{"code": "vision", "label": "Vision", "text": "Care that learns."}]
    knock("documents.begin_document", {"region": "WOE", "kind": "vision", "clauses": vision})
    form = browser.get(place)
    knock("documents.agree_document", {"id": "WOE:vision", "meeting": "Meeting 1", "on": "2017-10"})
    late = browser.send(form, place, {"text-0": "Something else."}, 422)
    assert "There is no draft of this document." in late.text
