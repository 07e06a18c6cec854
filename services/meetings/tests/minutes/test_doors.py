"""Minutes at their doors: who writes, approves, publishes and reads, and what never comes out (row 44)."""

from datetime import UTC, date, datetime

from meetings_desk import NATIONAL, convenor, coordinator
from minutes_knocks import LEAD, SECRET, TYPIST, Minutes, code_of

from chassis.identity import VISITOR

MAY_2 = datetime(2018, 5, 2, 9, 0, tzinfo=UTC)


def test_the_minutes_of_17_april_2018_are_due_on_1_may_and_one_day_late_when_published_on_2_may(
    desk, minutes
):
    assert minutes.do("get_minutes", VISITOR)["due_on"] == "2018-05-01"
    minutes.drafted().ready()
    desk.now = MAY_2
    minutes.publish()
    seen = minutes.do("get_minutes", VISITOR)
    assert (seen["due_on"], seen["timing"], seen["days"]) == ("2018-05-01", "late", 1)
    assert seen["editions"][0]["published_on"] == "2018-05-02"
    assert not seen["editions"][0]["recorded_later"]


def test_minutes_of_the_past_are_recorded_with_the_day_they_were_published_and_tell_nobody(desk, minutes):
    desk.now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    minutes.drafted()
    minutes.do("submit_minutes")
    minutes.do("approve_minutes", LEAD, approved_on="2018-05-01")
    minutes.publish(published_on="2018-05-02")
    seen = minutes.do("get_minutes", VISITOR)
    assert (seen["timing"], seen["days"]) == ("late", 1)
    assert seen["editions"][0]["recorded_later"]
    assert seen["editions"][0]["approved_on"] == "2018-05-01"
    (told,) = desk.events("minutes_published")
    assert told["data"]["published_at"] == "2018-05-02T11:00:00+00:00"
    assert [each["data"]["kind"] for each in desk.events("notice_raised")] == ["minutes_to_approve"]


def test_a_region_that_agreed_no_day_has_none_and_nothing_is_late(desk):
    desk.meeting(id="woe-1", region="WOE")
    seen = desk.knock("minutes.get_minutes", {"id": "woe-1"})
    assert (seen["due_on"], seen["timing"]) == (None, "no_due_day")
    desk.knock("minutes.start_minutes", {"id": "woe-1"}, by=coordinator("WOE"))
    desk.now = datetime(2018, 9, 1, 9, 0, tzinfo=UTC)
    desk.do_due_work()
    assert desk.events("notice_raised") == []
    assert desk.knock("minutes.get_minutes", {"id": "woe-1"})["timing"] == "no_due_day"


def test_those_who_write_and_who_lead_are_reminded_after_7_and_13_days_until_the_minutes_are_out(
    desk, minutes
):
    desk.member("m-1", "NENC")
    minutes.do("start_minutes")
    minutes.add("Welcome", "We began.", by=desk.holder("m-1"))
    reminded = []
    for day in (23, 24, 25, 29, 30):
        desk.now = datetime(2018, 4, day, 11, 30, tzinfo=UTC)
        desk.do_due_work()
        reminded.append(len(desk.events("notice_raised")))
    assert reminded == [0, 1, 1, 1, 2]
    told = desk.events("notice_raised")[0]["data"]
    assert (told["kind"], told["members"]) == ("minutes_due", ["m-1", "v-NENC"])
    assert {each["name"]: each["words"] for each in told["about"]}["due"] == "1 May 2018"


def test_published_minutes_remind_nobody(desk, minutes):
    minutes.drafted().ready().publish()
    before = len(desk.events("notice_raised"))
    desk.now = datetime(2018, 5, 20, 12, 0, tzinfo=UTC)
    desk.do_due_work()
    assert len(desk.events("notice_raised")) == before


def test_nobody_sees_a_draft_but_the_table(desk, minutes):
    minutes.drafted()
    seen = minutes.do("get_minutes", VISITOR)
    assert (seen["state"], seen["edition"], seen["may"]) == ("not_published", None, [])
    assert code_of(lambda: minutes.do("get_draft", desk.member("m-9"))) == "not_your_group"
    assert code_of(lambda: minutes.do("get_draft", VISITOR)) == "sign_in_required"
    assert code_of(lambda: minutes.do("get_draft", convenor("WOE"))) == "not_your_group"
    draft = minutes.do("get_draft", desk.holder("m-1"))
    assert [each["heading"] for each in draft["sections"]] == ["Welcome", "A complaint"]
    assert draft["may"] == ["write"]
    assert minutes.do("get_draft")["may"] == ["write", "submit"]


def test_minutes_are_approved_by_the_convenor_and_by_nobody_else_while_there_is_one(desk, minutes):
    minutes.drafted().do("submit_minutes")
    for other in (TYPIST, desk.holder("m-1"), NATIONAL, convenor("WOE"), desk.member("m-9")):
        assert code_of(lambda by=other: minutes.do("approve_minutes", by)) == "minutes_not_yours_to_approve"
    assert minutes.do("approve_minutes", LEAD)["state"] == "approved"


def test_the_national_team_approves_while_nobody_leads_the_group(desk):
    desk.meeting(id="sw-1", region="SW")
    sw = Minutes(desk, "sw-1")
    desk.member("n-1", "SW", "national_team")
    sw.do("start_minutes", coordinator("SW"))
    sw.add("Welcome", "We began.", by=coordinator("SW"))
    sw.do("submit_minutes", coordinator("SW"))
    (told,) = desk.events("notice_raised")
    assert (told["data"]["kind"], told["data"]["members"]) == ("minutes_to_approve", ["n-1"])
    seated = desk.holder("m-4", "SW", "convenor", start=date(2018, 1, 1))
    assert code_of(lambda: sw.do("approve_minutes", seated)) == "minutes_not_yours_to_approve"
    desk.member("m-4", "SW", "convenor:SW")
    assert code_of(lambda: sw.do("approve_minutes", NATIONAL)) == "minutes_not_yours_to_approve"
    desk.member("m-4", "SW", "convenor:SW", status="left")
    assert sw.do("approve_minutes", NATIONAL)["state"] == "approved"


def test_only_keepers_submit_and_publish(desk, minutes):
    minutes.drafted()
    holder = desk.holder("m-1")
    assert code_of(lambda: minutes.do("submit_minutes", holder)) == "role_required"
    assert code_of(lambda: minutes.do("submit_minutes", coordinator("WOE"))) == "not_your_region"
    minutes.ready()
    assert code_of(lambda: minutes.publish(by=coordinator("WOE"))) == "not_your_region"
    assert minutes.publish(by=LEAD)["state"] == "published"


def test_minutes_given_back_say_why_to_the_table_alone_and_are_submitted_again(desk, minutes):
    minutes.drafted().do("submit_minutes")
    section = minutes.do("get_draft")["sections"][0]["id"]
    change = {"section": section, "read": 1, "text": "Eleven came."}
    assert code_of(lambda: minutes.do("save_section", **change)) == "minutes_not_draft"
    minutes.do("return_minutes", LEAD, note=f"Leave {SECRET} out.")
    assert minutes.do("get_draft")["returned"]["text"] == f"Leave {SECRET} out."
    minutes.do("save_section", **change)
    assert minutes.ready().publish()["editions"][0]["number"] == 1


def test_the_withheld_words_are_in_no_public_answer_no_event_and_nowhere_in_the_contexts_database(
    desk, minutes
):
    minutes.drafted()
    section = minutes.do("get_draft")["sections"][0]["id"]
    for number, text in enumerate((f"{SECRET} spoke.", f"{SECRET} spoke twice."), 1):
        saved = desk.knock(
            "drafts.save_section",
            {"id": "meeting-1", "section": section, "read": 1, "text": text},
            by=TYPIST,
            command=f"k-{number}",
        )
    assert saved["outcome"] == "beside"
    settle = {"section": section, "words": saved["words"]}
    minutes.do("settle_words", **settle)
    minutes.do("save_section", section=section, read=2, text=f"Ten came. [[withhold personal: {SECRET}]]")
    minutes.do("submit_minutes")
    minutes.do("return_minutes", LEAD, note=f"About {SECRET}.")
    minutes.ready().publish()
    reads = [
        minutes.do("get_minutes", VISITOR),
        minutes.do("get_minutes", desk.member("m-9")),
        minutes.do("get_minutes"),
        desk.knock("minutes.list_minutes", {}),
        desk.knock("minutes.latest_minutes", {}),
        minutes.do("compare_minutes", VISITOR, older=1, newer=1),
    ]
    assert SECRET not in str(reads)
    assert "[withheld: personal information]" in str(reads[0])
    assert "complaint" not in str(reads)
    assert reads[0]["edition"]["closed"] == ["dispute"]
    database = desk.work.database
    stored = {name: list(database[name].find()) for name in database.list_collection_names()}
    assert "minutes_editions" in stored
    assert SECRET not in str(stored)
    assert "complaint" not in str(stored)
    assert desk.knock("minutes.list_minutes", {"words": "Quince"})["items"] == []
    annex = minutes.do("get_annex", edition=1)
    assert SECRET in str(annex["sections"][0]["withheld"])
    assert annex["sections"][1]["text"] == f"{SECRET} complained."
    assert code_of(lambda: minutes.do("get_annex", desk.member("m-9"), edition=1)) == "not_your_group"


def test_a_correction_is_a_new_edition_with_a_dated_note_and_the_older_one_stays_readable(desk, minutes):
    minutes.drafted().ready().publish()
    desk.now = MAY_2
    assert minutes.do("correct_minutes")["state"] == "draft"
    assert minutes.do("get_minutes", VISITOR)["state"] == "published"
    section = minutes.do("get_draft")["sections"][0]["id"]
    minutes.do("save_section", section=section, read=1, text="Eleven came.")
    minutes.ready()
    assert code_of(minutes.publish) == "minutes_note_needed"
    minutes.publish(note="Eleven people came, not ten.")
    latest = minutes.do("get_minutes", VISITOR)
    assert latest["edition"]["number"] == 2
    assert latest["editions"][1]["note"] == "Eleven people came, not ten."
    assert latest["editions"][1]["published_on"] == "2018-05-02"
    assert latest["timing"] == "in_time"
    older = minutes.do("get_minutes", VISITOR, edition=1)
    assert older["edition"]["sections"][0]["text"].startswith("Ten came.")
    assert older["edition"]["intact"]
    compared = minutes.do("compare_minutes", VISITOR, older=1, newer=2)["sections"][0]
    assert [line["kind"] for line in compared["lines"]] == ["same", "taken", "added"]
    assert code_of(lambda: minutes.do("get_minutes", VISITOR, edition=3)) == "not_found"
    assert [each["data"]["edition"] for each in desk.events("minutes_published")] == [1, 2]


def test_a_correction_may_withdraw_what_should_never_have_been_read(desk, minutes):
    minutes.do("start_minutes")
    section = minutes.add("Welcome", f"{SECRET} was ill.")
    minutes.ready().publish()
    minutes.do("correct_minutes")
    minutes.do("save_section", section=section, read=1, text="Somebody was ill.")
    minutes.ready().publish(note="A name is left out.", withdraw="personal")
    older = minutes.do("get_minutes", VISITOR, edition=1)
    assert (older["edition"], older["editions"][0]["withdrawn"]) == (None, "personal")
    assert SECRET not in str(list(desk.work.database["minutes_editions"].find()))
    assert SECRET in minutes.do("get_annex", edition=1)["sections"][0]["text"]
    assert code_of(lambda: minutes.do("compare_minutes", VISITOR, older=1, newer=2)) == "not_found"
    assert desk.knock("minutes.list_minutes", {"words": "Zebedee"})["items"] == []


def test_words_changed_in_the_database_show(desk, minutes):
    minutes.drafted().ready().publish()
    desk.work.database["minutes_editions"].update_one({}, {"$set": {"passages.0.text": "Twelve came."}})
    assert minutes.do("get_minutes", VISITOR)["edition"]["intact"] is False


def test_published_minutes_are_listed_and_found_by_their_words(desk, minutes):
    minutes.drafted().ready().publish()
    desk.meeting(id="woe-1", region="WOE")
    desk.member("v-WOE", "WOE", "convenor:WOE")
    woe = Minutes(desk, "woe-1")
    woe.do("start_minutes", coordinator("WOE"))
    woe.add("Café", "Ten ideas for sepsis.", by=coordinator("WOE"))
    assert desk.knock("minutes.list_minutes", {"region": "WOE"})["items"] == []
    woe.do("submit_minutes", coordinator("WOE"))
    woe.do("approve_minutes", convenor("WOE"))
    woe.do("publish_minutes", coordinator("WOE"))

    def found(**asked: object) -> list[str]:
        return [each["id"] for each in desk.knock("minutes.list_minutes", asked)["items"]]

    assert sorted(found()) == ["meeting-1", "woe-1"]
    assert found(region="WOE") == ["woe-1"]
    assert found(words="SEPSIS cafe") == ["woe-1"]
    assert sorted(found(words="ten")) == ["meeting-1", "woe-1"]
    assert found(words="ten", region="NENC") == ["meeting-1"]
    assert found(words="sepsis parking") == []
    assert found(words="?") == []
    assert code_of(lambda: found(region="XX")) == "region_unknown"
    latest = desk.knock("minutes.latest_minutes", {"region": "WOE"})["items"]
    assert [each["edition"]["sections"][0]["heading"] for each in latest] == ["Café"]


def test_everybody_sees_which_minutes_are_missing_and_for_how_long(desk, minutes):
    desk.meeting(id="gone", status="cancelled")
    desk.meeting(id="hidden", published_at=None, status="planned")
    desk.now = datetime(2018, 5, 4, 9, 0, tzinfo=UTC)
    (missing,) = desk.knock("minutes.awaited_minutes", {"region": "NENC"})["items"]
    assert (missing["id"], missing["timing"], missing["days"]) == ("meeting-1", "overdue", 3)
    minutes.drafted().ready().publish()
    assert desk.knock("minutes.awaited_minutes", {"region": "NENC"})["items"] == []


def test_what_links_to_a_closed_part_stays_at_the_table_when_the_minutes_are_published(desk, minutes):
    minutes.drafted()
    closed = minutes.do("get_draft")["sections"][1]["id"]
    for section, text in (("", "Book a room"), (closed, f"Write to {SECRET}")):
        asked = {"meeting": "meeting-1", "text": text, "due_on": "2018-06-01", "owner": "c-NENC"}
        desk.knock("actions.add_action", {**asked, "section": section}, by=TYPIST)
    assert desk.knock("actions.actions_of_meeting", {"meeting": "meeting-1"})["raised"] == []
    minutes.ready().publish()
    seen = desk.knock("actions.actions_of_meeting", {"meeting": "meeting-1"})["raised"]
    assert [each["text"] for each in seen] == ["Book a room"]


def test_nothing_is_forgotten_while_published_minutes_are_corrected(desk, minutes):
    minutes.drafted().ready().publish()
    minutes.do("correct_minutes")
    desk.now = datetime(2024, 5, 1, 9, 0, tzinfo=UTC)
    desk.do_due_work()
    assert len(minutes.do("get_draft")["sections"]) == 2
    minutes.ready().publish(note="Nothing, after all.")
    desk.now = datetime(2030, 6, 1, 9, 0, tzinfo=UTC)
    desk.do_due_work()
    assert minutes.do("get_draft")["sections"] == []


def test_the_table_is_told_once_that_minutes_are_out(desk, minutes):
    desk.holder("m-1")
    minutes.drafted().ready().publish()
    told = [each["data"] for each in desk.events("notice_raised")]
    assert [each["kind"] for each in told] == ["minutes_to_approve", "minutes_published"]
    assert told[0]["members"] == ["v-NENC"]
    assert told[1]["members"] == ["c-NENC", "m-1", "v-NENC"]
    assert told[1]["path"] == "/meetings/meeting-1/minutes"


def test_a_meeting_that_nobody_may_know_of_has_no_minutes_for_others(desk, minutes):
    desk.meeting(id="hidden", published_at=None, status="planned")
    hidden = Minutes(desk, "hidden")
    assert code_of(lambda: hidden.do("get_minutes", VISITOR)) == "not_found"
    hidden.drafted().ready()
    assert code_of(hidden.publish) == "minutes_meeting_hidden"
    desk.meeting(id="gone", status="cancelled")
    assert code_of(lambda: Minutes(desk, "gone").do("start_minutes")) == "minutes_meeting_cancelled"
    assert code_of(lambda: Minutes(desk, "none").do("get_minutes")) == "not_found"
    desk.meeting(id="early")
    assert code_of(lambda: Minutes(desk, "early").do("submit_minutes")) == "minutes_not_started"


def test_what_was_typed_and_what_was_closed_have_an_end_and_what_was_published_has_none(desk, minutes):
    minutes.drafted()
    section = minutes.do("get_draft")["sections"][0]["id"]
    minutes.do("save_section", section=section, read=1, text="Ten came.")
    minutes.ready().publish()
    desk.now = datetime(2019, 5, 1, 9, 0, tzinfo=UTC)
    desk.do_due_work()
    assert [each["number"] for each in minutes.do("get_section", section=section)["history"]] == [2]
    assert minutes.do("get_annex", edition=1)
    desk.now = datetime(2024, 5, 1, 9, 0, tzinfo=UTC)
    desk.do_due_work()
    assert code_of(lambda: minutes.do("get_annex", edition=1)) == "not_found"
    assert minutes.do("get_minutes", VISITOR)["edition"]["sections"][0]["text"] == "Ten came."
    minutes.do("correct_minutes")
    assert [(each["id"], each["text"]) for each in minutes.do("get_draft")["sections"]] == [
        (section, "Ten came.")
    ]
