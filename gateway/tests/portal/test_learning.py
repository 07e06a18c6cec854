"""The learning library on the pages (rows 73, 79)."""

from xml.etree import ElementTree

import pytest

from chassis.call import Call

from ..past_event import held_event  # noqa: TID252 - tests are no installed package

NEW = "/learning/new"
CASE = {
    "kind": "case_study",
    "title": "Two labels alike",
    "topic": "Near misses",
    "what_happened": "Two syringes looked alike.\nA nurse noticed in time.",
    "learning": "Different colours, and say it aloud.",
    "worked": "worked",
    "tags": "Medication\nLabels",
}
ATOM = {"a": "http://www.w3.org/2005/Atom"}
NUMBER = "943 476 5919"


@pytest.fixture
def pair(bus, community):
    """Ann of WOE, who is signed in, and Cora who coordinates it."""
    pair = {"Ann": community.admit("Ann"), "Cora": community.admit("Cora", roles=("coordinator:WOE",))}
    bus.relay()
    community.sign_in(pair["Ann"])
    return pair


def written(browser, step="submit", **more):
    """The path of what was written, and the page that it led to."""
    response = browser.post(NEW, {**browser.get(NEW).answers(NEW), **CASE, **more, "step": step})
    place = response.headers["Location"]
    return place.partition("?")[0], browser.get(place)


@pytest.fixture
def published(browser, community, pair):
    """The path of one that Cora published; Ann is signed in again."""
    path, _ = written(browser)
    community.sign_in(pair["Cora"])
    review = f"{path}/review"
    said = {"outcome": "published", "identity_checked": "yes"}
    assert "It is published." in browser.send(browser.get(review), review, said).text
    community.sign_in(pair["Ann"])
    return path


def test_an_nhs_number_is_stopped_beside_its_field_with_its_place_and_nothing_typed_is_lost(browser, pair):
    bad = CASE | {"what_happened": f"Two syringes looked alike.\nThe patient, {NUMBER}, was well."}
    page = browser.send(browser.get(NEW), NEW, {**bad, "step": "submit"}, 422)
    assert page.error_of("what_happened") == (
        "Line 2, character 14: this looks like an NHS number (943…). Take it out. "
        "If it is something else, say what in front of it: ISBN, DOI, grant, contract, trial."
    )
    assert page.answers(NEW)["learning"] == CASE["learning"]
    assert "Nothing yet." in browser.get("/learning/mine").text
    mended = browser.send(page, NEW, {"what_happened": CASE["what_happened"], "step": "submit"})
    assert "Thank you. Somebody else reads it now" in mended.text


def test_each_identity_is_said_beside_the_field_in_which_it_stands(browser, pair):
    bad = {"learning": "Write to ann@nhs.net", "tags": "falls\n01392 123456"}
    page = browser.send(browser.get(NEW), NEW, {**CASE, **bad, "step": "save"}, 422)
    assert "e-mail address (ann…)" in page.error_of("learning")
    assert page.error_of("tags").startswith("Line 2, character 1: this looks like a telephone number")
    assert not page.error_of("what_happened")


def test_what_is_missing_is_said_where_it_can_be_written_and_the_draft_is_kept(browser, pair):
    page = browser.send(browser.get(NEW), NEW, {"step": "save"}, 422)
    assert page.error_of("kind") == "Choose what it is"
    assert page.error_of("title") == "Give it a title"
    half = browser.send(page, NEW, {**CASE, "learning": "", "worked": "", "step": "submit"}, 422)
    assert half.h1 == "Change: Two labels alike"
    assert half.error_of("learning") == "Write what others may learn from it."
    (edit,) = [each.attributes["action"] for each in half.all("form") if "/edit" in each.attributes["action"]]
    done = browser.send(half, edit, {"learning": "Say it aloud.", "worked": "mixed", "step": "submit"})
    assert "Waiting to be read" in done.text


def test_a_draft_is_submitted_taken_back_and_changed_from_its_page(browser, pair):
    path, page = written(browser, "save")
    assert "Until somebody else has read it, only you can." in page.text
    waits = browser.send(page, f"{path}/submission", {})
    assert "We write to you." in waits.text
    assert "Change it" not in waits.links()
    back = browser.send(waits, f"{path}/taking-back", {})
    assert "It is a draft again" in back.text
    changed = browser.send(
        browser.get(f"{path}/edit"), f"{path}/edit", {"title": "Three labels", "step": "save"}
    )
    assert changed.h1 == "Three labels"
    stale = browser.post(f"{path}/submission", waits.answers(f"{path}/taking-back"), 422)
    assert "Somebody changed this" in stale.get_data(as_text=True)


def test_a_keeper_reads_it_with_what_may_identify_somebody_and_says_they_looked(browser, pair, community):
    path, _ = written(browser, context="Dr Jones was there, at BS1 6PN.")
    community.sign_in(pair["Cora"])
    listed = browser.get("/learning/to-review")
    assert "May identify somebody: a person's name, a postcode" in listed.text
    assert listed.links()["Two labels alike"] == f"{path}/review"
    review = f"{path}/review"
    page = browser.get(review)
    assert page.error_of("outcome") == ""
    assert browser.send(page, review, {}, 422).error_of("outcome") == "Choose what becomes of it"
    unlooked = browser.send(page, review, {"outcome": "published"}, 422)
    assert "Say that you looked" in unlooked.error_of("identity_checked")
    silent = browser.send(page, review, {"outcome": "returned"}, 422)
    assert silent.error_of("reason") == "Say why."
    done = browser.send(page, review, {"outcome": "returned", "reason": "Leave the name out."})
    assert "It is given back." in done.text
    community.sign_in(pair["Ann"])
    mine = browser.get("/learning/mine").text
    assert "Given back" in mine
    assert "Next: Change what is asked for" in mine
    assert "Leave the name out." in browser.get(path).text


def test_nobody_reviews_what_they_wrote(browser, pair, community):
    community.sign_in(pair["Cora"])
    path, _ = written(browser)
    assert "You wrote it, so somebody else reads it." in browser.get("/learning/to-review").text
    page = browser.get(f"{path}/review")
    assert "You wrote these words" in page.text
    assert "outcome" not in page.html


def test_visitors_find_it_by_words_kind_topic_and_whether_it_worked(browser, community, published):
    community.calling()
    for query in ("words=near+miss", "kind=case_study", "topic=near+misses", "worked=worked", "tag=labels"):
        assert browser.get(f"/learning?{query}").links()["Two labels alike"] == published
    assert "Nothing like that is in the library." in browser.get("/learning?kind=tool&words=labels").text
    one = browser.get(published)
    assert "A member of Q in West of England" in one.text
    assert "How it stands" not in one.text
    assert "Sign in" in one.links()


def test_the_feed_is_atom_with_what_was_published_last(browser, community, published):
    written(browser, "save", title="A draft")
    community.calling()
    answer = browser.client.get("/learning/feed")
    assert answer.mimetype == "application/atom+xml"
    feed = ElementTree.fromstring(answer.data)
    (entry,) = feed.findall("a:entry", ATOM)
    for parent in (feed, entry):  # what RFC 4287 asks for of both
        assert all(parent.findtext(f"a:{needed}", "", ATOM) for needed in ("id", "title", "updated"))
    assert entry.findtext("a:id", "", ATOM) == f"http://localhost{published}"
    assert entry.findtext("a:summary", "", ATOM) == CASE["learning"]
    tag = {"If-None-Match": answer.headers["ETag"]}
    assert browser.client.get("/learning/feed", headers=tag).status_code == 304


def test_what_is_published_stays_while_its_author_writes_the_next_edition(browser, community, published):
    edit = f"{published}/edit"
    page = browser.send(browser.get(edit), edit, {"title": "Three labels", "step": "save"})
    assert "Until then everybody reads what was published." in page.text
    assert "An earlier edition is published." in browser.get("/learning/mine").text
    community.calling()
    assert browser.get(published).h1 == "Two labels alike"
    assert browser.client.get(edit).headers["Location"].startswith("/sign-in?next=")


def test_a_member_elsewhere_says_that_it_did_not_work_there_and_may_say_it_anew(
    browser, community, bus, published
):
    community.sign_in(community.admit("Sue", "SW"))
    bus.relay()
    reuses = f"{published}/reuses"
    page = browser.get(published)
    assert browser.send(page, reuses, {}, 422).error_of("worked") == "Say whether it worked for you"
    stopped = browser.send(page, reuses, {"worked": "worked", "words": "Ring 01392 123456"}, 422)
    assert "telephone number" in stopped.error_of("words")
    said = browser.send(page, reuses, {"worked": "did_not_work", "words": "No time at night."})
    assert "It did not work South West" in said.text
    anew = browser.send(said, reuses, {"worked": "mixed"})
    assert anew.text.count("No time at night.") == 2  # beside it, and in the form
    assert "It did not work South West" not in anew.text


def test_what_somebody_said_of_it_is_taken_back_by_them_or_taken_out_by_a_keeper(
    browser, pair, community, bus, published
):
    def says(words):
        place = f"{published}/reuses"
        page = browser.send(browser.get(published), place, {"worked": "worked", "words": words})
        (remove,) = [
            each.attributes["action"] for each in page.all("form") if "/removal" in each.attributes["action"]
        ]
        return remove

    community.sign_in(community.admit("Sue", "SW"))
    bus.relay()
    remove = says("The matron of ward 7 liked it.")
    removed = browser.send(browser.get(published), remove, {})
    assert "It is removed." in removed.text
    assert "Nobody has said yet that they used it." in removed.text
    remove = says("Sister Brown liked it.")
    community.sign_in(pair["Ann"])
    assert "Remove what" not in browser.get(published).text
    community.sign_in(pair["Cora"])
    assert "Sister Brown" not in browser.send(browser.get(published), remove, {}).text


def test_its_writer_withdraws_it_with_a_reason_and_its_words_are_gone(browser, community, published):
    withdraw = f"{published}/withdraw"
    page = browser.get(withdraw)
    assert browser.send(page, withdraw, {}, 422).error_of("reason") == "Say why it is withdrawn"
    browser.send(page, withdraw, {"reason": "A colleague could be recognised."})
    community.calling()
    gone = browser.get(published)
    assert "A colleague could be recognised." in gone.text
    assert "syringes" not in gone.text


def test_another_member_reads_no_draft_and_changes_nothing(browser, pair, community, bus):
    path, _ = written(browser, "save")
    community.sign_in(community.admit("Bob"))
    bus.relay()
    for place in (path, f"{path}/edit"):
        browser.get(place, 404)
    browser.get("/learning/to-review", 403)
    browser.get(f"{path}/review", 403)


def test_a_lesson_that_organisers_noted_is_mended_reviewed_and_goes_to_all_regions(
    browser, pair, community, bus
):
    event = held_event(bus, ["m-1"])
    note = {"event_id": event.id, "text": "Number 943 476 5919 sat alone. Small tables work better."}
    bus.service("meetings_feedback").note_lesson(Call(caller=pair["Cora"]), note)
    community.admit("Con", "SW", roles=("convenor:SW",))
    bus.relay()
    community.sign_in(pair["Cora"])
    listed = browser.get("/learning/to-review")
    assert "Noted at an event in West of England" in listed.text
    review = listed.links()["A lesson of an event"]
    page = browser.get(review)
    assert "Give it back" not in page.text
    said = {"outcome": "published", "identity_checked": "yes"}
    stopped = browser.send(page, review, said, 422)
    assert stopped.error_of("outcome").startswith("What was learnt. Line 1, character 8")
    edit = browser.get(review).links()["edit its words, or add whether it worked"]
    mended = browser.send(
        browser.get(edit), edit, {"learning": "Small tables work better.", "worked": "worked"}
    )
    assert "Somebody else reviews them now." in mended.text
    assert "You wrote these words" in mended.text
    vera = community.admit("Vera", roles=("convenor:WOE",))
    bus.relay()
    community.sign_in(vera)
    browser.send(browser.get(review), review, said)
    again = browser.get(review.removesuffix("/review")).links()["Edit its words"]
    sent = browser.send(browser.get(again), again, {"title": "Small tables"})
    assert "An earlier edition is published" in sent.text
    community.calling()
    shared = browser.get(review.removesuffix("/review"))
    assert shared.h1 == "A lesson of an event"
    assert "Shared with 1 other region." in shared.text
    assert shared.links()["The event that it comes from"] == f"/events/{event.id}"
