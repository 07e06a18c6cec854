"""Typing minutes together at their doors: nothing that anybody wrote is lost (row 44)."""

from datetime import timedelta

from minutes_knocks import TYPIST, Minutes, code_of

from chassis.identity import Caller
from meetings.calendar.domain import ClosedPart


def test_two_who_save_one_section_lose_nothing(desk, minutes):
    minutes.do("start_minutes")
    section = minutes.add("Welcome", "We began.\nWe ended.")

    def save(by: Caller, read: int, text: str, **more: object):
        return minutes.do("save_section", by, section=section, read=read, text=text, **more)

    other = desk.holder("m-1")
    assert save(TYPIST, 1, "We began at 10.\nWe ended.")["outcome"] == "saved"
    assert save(other, 1, "We began.\nWe ended at 12.") == {
        "id": "meeting-1", "section": section, "version": 3, "outcome": "merged", "words": None,
    }  # fmt: skip
    collided = save(other, 1, "We began late.\nWe ended.")
    assert (collided["outcome"], collided["version"]) == ("beside", 3)
    seen = minutes.do("get_collision", section=section, words=collided["words"])
    assert seen["section"]["text"] == "We began at 10.\nWe ended at 12."
    assert seen["words"]["text"] == "We began late.\nWe ended."
    assert seen["proposal"] == "We began at 10.\nWe began late.\nWe ended at 12."
    assert seen["words"]["by"] == "Nurse consultant, Newcastle"
    assert code_of(lambda: minutes.do("submit_minutes")) == "minutes_words_waiting"
    assert [each["id"] for each in minutes.do("get_draft")["waiting"]] == [collided["words"]]
    save(other, 3, "We began late, at 10.\nWe ended at 12.", settles=collided["words"])
    assert minutes.do("get_draft")["waiting"] == []
    history = minutes.do("get_section", section=section)["history"]
    assert [each["kind"] for each in history] == ["saved", "beside", "merged", "saved", "described"]
    assert "We began late.\nWe ended." in [each["text"] for each in history]


def test_a_version_that_never_was_is_refused(minutes):
    minutes.do("start_minutes")
    section = minutes.add("Welcome", "We began.")
    never = {"section": section, "read": 7, "text": "x"}
    assert code_of(lambda: minutes.do("save_section", **never)) == "stale_version"


def test_a_section_is_renamed_closed_and_removed_by_who_read_its_newest_state(minutes):
    minutes.drafted()
    section = minutes.do("get_draft")["sections"][0]["id"]
    told = {"section": section, "heading": "Opening", "part": "open"}
    minutes.do("describe_section", **told, version=1)
    minutes.do("describe_section", **told, version=1)
    again = {**told, "heading": "Start", "version": 1}
    assert code_of(lambda: minutes.do("describe_section", **again)) == "stale_version"
    closed = {**told, "part": "closed"}
    assert code_of(lambda: minutes.do("describe_section", **closed)) == "reason_required"
    minutes.do("remove_section", section=section, version=2)
    assert [each["heading"] for each in minutes.do("get_draft")["sections"]] == ["A complaint"]
    assert minutes.do("get_section", section=section)["history"]


def test_sections_are_limited_and_too_many_lines_are_refused(desk, minutes, monkeypatch):
    monkeypatch.setattr("meetings.minutes.drafts.service.MOST_SECTIONS", 1)
    minutes.do("start_minutes")
    minutes.add("One")
    assert code_of(lambda: minutes.add("Two")) == "minutes_too_many_sections"
    section = minutes.do("get_draft")["sections"][0]["id"]
    lines = {"section": section, "read": 1, "text": "a\n" * 600 + "b"}
    assert code_of(lambda: minutes.do("save_section", **lines)) == "invalid_input"
    forgotten = {"section": section, "read": 1}
    assert code_of(lambda: minutes.do("save_section", **forgotten)) == "invalid_input"


def test_a_section_moves_one_place_up_or_down_and_what_is_typed_meanwhile_is_not_lost(minutes):
    minutes.do("start_minutes")
    first, second, third = (minutes.add(heading) for heading in ("One", "Two", "Three"))

    def order() -> list[str]:
        return [each["heading"] for each in minutes.do("get_draft")["sections"]]

    minutes.do("move_section", section=third, up=True)
    assert order() == ["One", "Three", "Two"]
    minutes.do("move_section", section=first, up=False)
    assert order() == ["Three", "One", "Two"]
    unmoved = minutes.do("move_section", section=second, up=False)
    assert (order(), unmoved["version"]) == (["Three", "One", "Two"], 2)
    saved = minutes.do("save_section", section=third, read=1, text="Typed before it moved.")
    assert saved["outcome"] == "saved"


def test_sections_of_a_meeting_that_is_wholly_closed_are_closed_unless_somebody_opens_one(desk):
    desk.meeting(id="closed", access="closed", closed_parts=(ClosedPart("dispute", "A dispute."),))
    closed = Minutes(desk, "closed")
    closed.do("start_minutes")
    closed.add("Who is heard")
    closed.add("What everybody may know", part="open")
    draft = closed.do("get_draft")
    assert draft["new"] == {"part": "closed", "reason": "dispute"}
    assert [(each["part"], each["reason"]) for each in draft["sections"]] == [
        ("closed", "dispute"),
        ("open", None),
    ]


def test_the_agenda_gives_each_of_its_items_a_section_and_a_closed_one_to_a_closed_item(desk, minutes):
    parts = (ClosedPart("dispute", "A dispute."),)
    desk.meeting(id="with-agenda", closed_parts=parts, starts_at=desk.now + timedelta(days=9))
    for title, part in (("Rooms", "open"), ("A seat", "closed")):
        item = {"title": title, "minutes": 10, "outcome": "discuss", "part": part}
        desk.knock("agendas.propose_item", {"meeting_id": "with-agenda", **item}, by=TYPIST)
    planned = Minutes(desk, "with-agenda")
    planned.do("start_minutes")
    sections = planned.do("get_draft")["sections"]
    assert [(each["heading"], each["part"]) for each in sections] == [("Rooms", "open"), ("A seat", "closed")]
    assert all(each["item_id"] for each in sections)
    assert planned.do("add_agenda_sections")["added"] == 0


def test_a_mark_that_is_not_clear_in_a_heading_without_words_is_found_before_it_is_published(minutes):
    minutes.drafted()
    minutes.add("[[withhold persnal: the nurse]]")
    assert code_of(lambda: minutes.do("submit_minutes")) == "minutes_marks_unclear"


def test_what_links_to_a_closed_item_or_to_a_closed_part_taken_out_stays_at_the_table(desk, minutes):
    desk.meeting(version=2, closed_parts=(ClosedPart("dispute", "A dispute about a seat"),))
    item = {"title": "A seat", "minutes": 20, "outcome": "discuss", "part": "closed"}
    minutes.drafted()
    proposed = desk.knock("agendas.propose_item", {"meeting_id": "meeting-1", **item}, by=TYPIST)
    closed = minutes.do("get_draft")["sections"][1]["id"]
    asked = {"meeting": "meeting-1", "due_on": "2018-06-01", "owner": "c-NENC"}
    for link in ({"item": proposed["items"][0]["id"]}, {"section": closed}, {}):
        desk.knock("actions.add_action", {**asked, **link, "text": f"By {[*link]}"}, by=TYPIST)
    minutes.do("remove_section", section=closed)
    minutes.ready().publish()
    seen = desk.knock("actions.actions_of_meeting", {"meeting": "meeting-1"})["raised"]
    assert [each["text"] for each in seen] == ["By []"]
