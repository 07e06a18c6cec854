"""Minutes on the pages: typed together, merged, approved, published, read, followed (row 44)."""

from xml.etree import ElementTree

import pytest

from ..minutes_of import (  # noqa: TID252 - tests are no installed package
    CONVENOR,
    HOLDER,
    OTHER,
    TYPIST,
    meeting_of_nenc,
)

PATH = "/meetings/meeting-1/minutes"
ATOM = "{http://www.w3.org/2005/Atom}"
SECRET = "Zebedee Quince"
WORDS = f"Ten came. [[withhold personal: {SECRET}]]"


@pytest.fixture
def begun(browser, bus, calling):
    """The writing page of a draft with one section, as the coordinator sees it."""
    meeting_of_nenc(bus)
    calling(TYPIST)
    page = browser.send(browser.get(PATH), f"{PATH}/start", {})
    return browser.send(page, f"{PATH}/write", {"new-heading": "Welcome"})


def section_of(page):
    return next(name for name in page.answers(f"{PATH}/write") if name.startswith("text-"))


def write(browser, page, text):
    return browser.send(page, f"{PATH}/write", {section_of(page): text})


def approval(browser, calling):
    calling(TYPIST)
    browser.send(browser.get(f"{PATH}/approval"), f"{PATH}/submission", {})
    calling(CONVENOR)
    browser.send(browser.get(f"{PATH}/approval"), f"{PATH}/approval", {})
    calling(TYPIST)
    return browser.get(f"{PATH}/approval")


def day(name, on):
    return dict(zip((f"{name}-day", f"{name}-month", f"{name}-year"), on, strict=True))


@pytest.fixture
def published(browser, calling, begun):
    write(browser, begun, WORDS)
    on = day("published_on", ("2", "5", "2018"))
    return browser.send(approval(browser, calling), f"{PATH}/publication", on)


def test_minutes_of_17_april_2018_published_on_2_may_are_shown_as_1_day_late(browser, calling, published):
    assert "The minutes are published." in published.text
    calling()
    page = browser.get(PATH)
    assert "Published 2 May 2018, 1 day late." in page.text
    assert "[withheld: personal information]" in page.text
    assert "recorded here on" in page.text
    for path in (
        PATH,
        f"{PATH}/editions/1",
        f"{PATH}.txt",
        "/minutes",
        "/minutes.atom",
        "/groups/NENC/minutes",
    ):
        assert SECRET not in browser.client.get(path).get_data(as_text=True)
    assert "For the group" not in page.text


def test_before_they_are_out_everybody_sees_how_late_they_are_and_no_word_of_the_draft(
    browser, calling, begun
):
    write(browser, begun, WORDS)
    for reader in (OTHER, None):
        calling(reader) if reader else calling()
        page = browser.get(PATH)
        assert "days overdue: they were due on 1 May 2018" in page.text
        assert "Ten came" not in page.text
    assert "Write the minutes" not in page.links()
    calling(OTHER)
    browser.get(f"{PATH}/write", 403)


def test_what_somebody_else_saved_in_another_line_is_put_together(browser, calling, begun):
    first = write(browser, begun, "Ten came.\nWe talked.\nWe ended.")
    write(browser, first, "Ten came.\nWe talked.\nWe ended at 12.")
    calling(HOLDER)
    merged = browser.send(first, f"{PATH}/write", {section_of(first): "Eleven came.\nWe talked.\nWe ended."})
    assert "It holds what both of you wrote" in merged.text
    text = merged.answers(f"{PATH}/write")[section_of(merged)]
    assert text == "Eleven came.\nWe talked.\nWe ended at 12."


def test_a_collision_shows_both_texts_and_the_merged_one_is_saved(browser, calling, begun):
    first = write(browser, begun, "Ten came.")
    write(browser, first, "Eleven came.")
    calling(HOLDER)
    clash = browser.send(first, f"{PATH}/write", {section_of(first): "Twelve came."})
    assert clash.h1 == "Two wrote at the same time: Welcome"
    assert "Eleven came." in clash.text
    assert "Twelve came." in clash.text
    action = clash.response.request.path
    assert clash.answers(action)["text"] == "Eleven came.\nTwelve came."
    calling(TYPIST)
    waiting = browser.get(f"{PATH}/write")
    assert any("words of GP, Penrith" in text for text in waiting.links())
    held = browser.send(browser.get(f"{PATH}/approval"), f"{PATH}/submission", {}, 422)
    assert "still wait" in held.text
    calling(HOLDER)
    done = browser.send(clash, action, {"text": "Twelve came."})
    assert "The section is saved as you put it together." in done.text
    assert done.answers(f"{PATH}/write")[section_of(done)] == "Twelve came."
    history = browser.get(f"{PATH}/sections/{section_of(done).removeprefix('text-')}")
    assert history.text.count("Twelve came.") == 2
    assert "Eleven came." in history.text


def test_words_that_collided_can_be_left_out_and_stay_in_the_history(browser, calling, begun):
    first = write(browser, begun, "Ten came.")
    write(browser, first, "Eleven came.")
    clash = browser.send(first, f"{PATH}/write", {section_of(first): "Twelve came."})
    leave = clash.response.request.path.replace("/merge/", "/leave/")
    left = browser.send(clash, leave, {})
    assert "Written at the same time" not in left.text
    assert left.answers(f"{PATH}/write")[section_of(left)] == "Eleven came."


def test_a_save_sent_twice_is_one_and_an_unchanged_page_saves_nothing(browser, begun):
    answers = {**begun.answers(f"{PATH}/write"), section_of(begun): "Ten came."}
    places = [browser.post(f"{PATH}/write", answers).headers["Location"] for _ in range(2)]
    assert ["minutes-saved" in each for each in places] == [True, True]
    page = browser.get(f"{PATH}/write")
    again = browser.send(page, f"{PATH}/write", {})
    assert "nothing was saved" in again.text


def test_an_unclear_mark_is_shown_and_holds_the_minutes_up(browser, begun):
    page = write(browser, begun, "[[withhold personal: no end")
    assert "A mark is not complete" in page.text
    held = browser.send(browser.get(f"{PATH}/approval"), f"{PATH}/submission", {}, 422)
    assert "not clear what is to be withheld" in held.text


def test_too_much_text_is_refused_beside_its_field_and_stays_typed(browser, begun):
    name = section_of(begun)
    wrong = browser.send(begun, f"{PATH}/write", {name: "x" * 13_000}, 422)
    assert wrong.error_of(name).startswith("This is too long")
    assert wrong.answers(f"{PATH}/write")[name] == "x" * 13_000


def test_a_closed_section_needs_its_reason(browser, begun):
    answers = {"new-heading": "A complaint", "new-part": "closed"}
    wrong = browser.send(begun, f"{PATH}/write", answers, 422)
    assert wrong.error_of("new-reason") == "Choose why this part is closed."
    page = browser.send(wrong, f"{PATH}/write", {"new-reason": "dispute"})
    assert "Only the group reads this part, because of a dispute." in page.text


def test_what_was_typed_while_the_minutes_were_submitted_can_be_copied(browser, calling, begun):
    page = write(browser, begun, "Ten came.")
    approval(browser, calling)
    late = browser.send(page, f"{PATH}/write", {section_of(page): "Ten came, two late."}, 422)
    assert "Ten came, two late." in late.text


def test_what_was_typed_in_a_section_that_was_taken_out_meanwhile_can_be_copied(browser, begun):
    both = browser.send(begun, f"{PATH}/write", {"new-heading": "Rooms"})
    first, second = (name for name in both.answers(f"{PATH}/write") if name.startswith("text-"))
    section = f"{PATH}/sections/{first.removeprefix('text-')}"
    browser.send(browser.get(section), f"{section}/remove", {})
    typed = {first: "Eleven came.", second: "A bigger room."}
    refused = browser.send(both, f"{PATH}/write", typed, 422)
    assert "Somebody took a section out while you wrote in it." in refused.text
    assert "Eleven came." in refused.text
    assert browser.get(f"{PATH}/write").answers(f"{PATH}/write")[second] == "A bigger room."


def test_who_may_not_approve_sees_no_way_to_and_is_refused(browser, calling, begun):
    write(browser, begun, WORDS)
    browser.send(browser.get(f"{PATH}/approval"), f"{PATH}/submission", {})
    page = browser.get(f"{PATH}/approval")
    assert "Approve these minutes" not in page.text
    answers = {"csrf_token": page.answers(f"{PATH}/return")["csrf_token"]}
    refused = browser.post(f"{PATH}/approval", answers, 422)
    assert "approved by the group&#39;s convenor or chair" in refused.get_data(as_text=True)
    calling(CONVENOR)
    note = {"note": "Say who was there."}
    given = browser.send(browser.get(f"{PATH}/approval"), f"{PATH}/return", note)
    assert "Say who was there." in browser.get(f"{PATH}/write").text
    assert "given back" in given.text


def test_a_section_gets_another_heading_the_other_part_and_is_taken_out(browser, begun):
    section = section_of(begun).removeprefix("text-")
    path = f"{PATH}/sections/{section}"
    page = browser.get(path)
    wrong = browser.send(page, path, {"heading": ""}, 422)
    assert wrong.error_of("heading") == "Give it a heading"
    written = browser.send(wrong, path, {"heading": "Opening", "part": "closed", "reason": "dispute"})
    assert "Only the group reads this part" in written.text
    moved = browser.send(browser.get(path), f"{path}/move", {"to": "up"})
    assert "It is saved." in moved.text
    gone = browser.send(browser.get(path), f"{path}/remove", {})
    assert "Opening" not in gone.text


def test_a_correction_says_what_it_corrects_and_both_editions_stay_readable(browser, calling, published):
    page = browser.send(published, f"{PATH}/correction", {})
    write(browser, page, "Eleven came.")
    last = approval(browser, calling)
    wrong = browser.send(last, f"{PATH}/publication", {}, 422)
    assert "Say what this correction corrects." in wrong.text
    done = browser.send(wrong, f"{PATH}/publication", {"correction": "Eleven people came, not ten."})
    assert "Eleven people came, not ten." in done.text
    calling()
    older = browser.get(f"{PATH}/editions/1")
    assert "This is an earlier edition" in older.text
    assert "Ten came." in older.text
    changes = browser.get(browser.get(PATH).links()["What changed"])
    assert [each.text for each in changes.all("del")] == [
        "taken out: Ten came. [withheld: personal information]"
    ]
    assert [each.text for each in changes.all("ins")] == ["added: Eleven came."]
    browser.get(f"{PATH}/changes?older=x&newer=2", 404)
    browser.get(f"{PATH}/editions/7", 404)
    huge = "9" * 30
    browser.get(f"{PATH}/editions/{huge}", 422)
    browser.get(f"{PATH}/changes?older={huge}&newer=2", 404)


def test_the_annex_shows_the_table_what_the_public_does_not_read(browser, calling, published):
    calling(HOLDER)
    assert SECRET in browser.get(f"{PATH}/editions/1/annex").text
    calling(OTHER)
    browser.get(f"{PATH}/editions/1/annex", 403)


def test_minutes_are_listed_found_by_words_and_followed(browser, calling, published):
    calling()
    assert "First meeting of the group" in browser.get("/groups/NENC/minutes").links()
    assert "First meeting of the group" in browser.get("/minutes?words=TEN+came").links()
    assert "First meeting of the group" not in browser.get("/minutes?words=parking").links()
    assert "First meeting of the group" not in browser.get("/minutes?region=SW").links()
    browser.get("/groups/XX/minutes", 404)
    for path in ("/minutes.atom", "/groups/NENC/minutes.atom"):
        answer = browser.client.get(path)
        feed = ElementTree.fromstring(answer.get_data())
        (entry,) = feed.findall(f"{ATOM}entry")
        assert entry.findtext(f"{ATOM}id") == "http://localhost/meetings/meeting-1/minutes"
        assert entry.findtext(f"{ATOM}published").startswith("2018-05-02")
        assert "1 day late" in entry.findtext(f"{ATOM}summary")
        assert "Ten came." in entry.findtext(f"{ATOM}content")
        held = browser.client.get(path, headers={"If-None-Match": answer.headers["ETag"]})
        assert held.status_code == 304
    assert ElementTree.fromstring(browser.client.get("/groups/SW/minutes.atom").get_data()).findall("x") == []
    text = browser.client.get(f"{PATH}.txt")
    assert text.mimetype == "text/plain"
    assert "Published 2 May 2018, 1 day late." in text.get_data(as_text=True)


def test_the_groups_page_leads_to_its_latest_minutes(browser, calling, published):
    calling()
    links = browser.get("/groups/NENC").links()
    assert links["First meeting of the group, 17 April 2018"] == PATH
    assert links["All minutes, and words in them"] == "/groups/NENC/minutes"


def test_letters_that_xml_cannot_hold_do_not_break_the_feed(browser, calling, begun):
    write(browser, begun, "Ten came.\ufffe And \U0001f600 & <b>.")
    browser.send(approval(browser, calling), f"{PATH}/publication", {})
    feed = ElementTree.fromstring(browser.client.get("/minutes.atom").get_data())
    assert "Ten came. And \U0001f600 & <b>." in feed.find(f"{ATOM}entry").findtext(f"{ATOM}content")


def test_a_day_that_cannot_be_is_refused_beside_its_field(browser, calling, begun):
    write(browser, begun, WORDS)
    page = approval(browser, calling)
    early = day("published_on", ("1", "4", "2018"))
    wrong = browser.send(page, f"{PATH}/publication", early, 422)
    assert wrong.error_of("published_on-date").startswith("Enter a day from the meeting")
