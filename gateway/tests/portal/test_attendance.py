"""Attendance, apologies, the pulse and a member's own name on the pages (rows 46, 47 and 81)."""

import pytest

from chassis.identity import Caller

from ..meetings_of import meeting, open_pulse, seat  # noqa: TID252 - tests are no installed package


@pytest.fixture
def table(bus):
    """Six members of NENC with seats."""
    people = [Caller(f"m-{number}", frozenset({"member"}), "NENC") for number in range(6)]
    for number, person in enumerate(people):
        seat(bus, person, background=f"Seat {number}")
    return people


@pytest.fixture
def keeper():
    return Caller("coo", frozenset({"member", "coordinator:NENC"}), "NENC")


def mark(browser, path, table, *presences):
    said = {
        f"seat-seat-{person.subject}": presence for person, presence in zip(table, presences, strict=False)
    }
    return browser.send(browser.get(f"{path}/mark"), f"{path}/mark", said)


def test_a_keeper_marks_every_seat_on_one_page_and_everybody_reads_the_share(
    bus, browser, community, table, keeper
):
    path = f"/meetings/{meeting(bus)}/attendance"
    assert "Attendance is not recorded yet. 6 seats" in browser.get(path).text
    community.sign_in(keeper)
    done = mark(browser, path, table, "in_room", "online", "in_room", "in_room", "in_room", "apology")
    assert "5 of 6 seats were present: 83.3%." in done.text
    assert "Seat 0, Newcastle" in done.text
    community.calling()
    seen = browser.get(path)
    assert "5 of 6 seats were present: 83.3%." in seen.text
    assert "Seat 0, Newcastle" not in seen.text
    pooled = browser.get("/groups/NENC/attendance")
    assert "5 of 6 seats, 83.3%, over 1 meeting" in pooled.text
    cells = [cell.text for cell in pooled.all("td")]
    assert len(cells) == 5, "a number must be text, or the table leaves its cell out"
    assert [cells[1], cells[2], cells[3]] == ["Seats present 5 of 6", "Share 83.3%", "Apologies 1"]
    community.sign_in(table[1])
    assert "You are recorded as: online." in browser.get(path).text
    assert "Online" in browser.get("/my-attendance").text


def test_all_who_are_not_marked_are_marked_at_once(bus, browser, community, table, keeper):
    path = f"/meetings/{meeting(bus)}/attendance"
    community.sign_in(keeper)
    said = {f"seat-seat-{table[0].subject}": "apology", "rest": "in_room"}
    done = browser.send(browser.get(f"{path}/mark"), f"{path}/mark", said)
    assert "In the room: 5. Online: 0. Apologies: 1." in done.text


def test_a_second_keeper_with_the_same_empty_page_takes_away_nothing_that_the_first_recorded(
    bus, browser, community, table, keeper
):
    path = f"/meetings/{meeting(bus)}/attendance"
    community.sign_in(keeper)
    empty = browser.get(f"{path}/mark")
    mark(browser, path, table, "in_room")
    second = {f"seat-seat-{table[1].subject}": "online"}
    assert "Somebody changed this" in browser.send(empty, f"{path}/mark", second, 422).text
    assert "In the room: 1. Online: 0." in browser.get(path).text


def test_a_correction_is_shown_to_the_table(bus, browser, community, table, keeper):
    path = f"/meetings/{meeting(bus)}/attendance"
    community.sign_in(keeper)
    mark(browser, path, table, *["absent"] * 6)
    corrected = mark(browser, path, table, "online")
    assert (
        "Seat 0, Newcastle, from “absent without word” to “online”, by somebody who keeps" in corrected.text
    )


def test_a_late_change_asks_for_its_reason(bus, browser, community, table, keeper):
    path = f"/meetings/{meeting(bus, days=-20)}/attendance"
    community.sign_in(keeper)
    mark(browser, path, table, *["absent"] * 6)
    page = browser.get(f"{path}/mark")
    wrong = browser.send(page, f"{path}/mark", {f"seat-seat-{table[0].subject}": "online"}, 422)
    assert wrong.error_of("reason")
    assert "Attendance is recorded." in browser.send(wrong, f"{path}/mark", {"reason": "Wrong line"}).text


def test_a_holder_sends_an_apology_takes_it_back_and_says_what_they_need(
    bus, browser, community, table, keeper
):
    path = f"/meetings/{meeting(bus, days=7)}/attendance"
    community.sign_in(table[0])
    sent = browser.send(browser.get(path), f"{path}/apology", {"reason": "At the hospital"})
    assert "Your apology is sent." in sent.text
    told = browser.send(sent, f"{path}/need", {"text": "A hearing loop"})
    assert "It is saved." in told.text
    community.sign_in(keeper)
    seen = browser.get(path)
    assert "At the hospital" in seen.text
    assert "A hearing loop" in seen.text
    community.sign_in(table[1])
    other = browser.get(path)
    assert "Apologies so far: 1." in other.text
    assert "At the hospital" not in other.text
    assert "A hearing loop" not in other.text
    community.sign_in(table[0])
    back = browser.send(browser.get(path), f"{path}/take-back", {})
    assert "See you at the meeting." in back.text


def test_nobody_is_recorded_as_anything_at_a_meeting_that_was_cancelled_before_it_began(
    bus, browser, community, table
):
    path = f"/meetings/{meeting(bus, days=7, status='cancelled', cause='Snow')}/attendance"
    community.sign_in(table[0])
    assert "You are recorded as" not in browser.get(path).text


def test_only_keepers_mark(bus, browser, community, table):
    path = f"/meetings/{meeting(bus)}/attendance"
    community.sign_in(table[0])
    assert browser.get(f"{path}/mark", 403)
    community.sign_in(Caller("other", frozenset({"member", "coordinator:SW"}), "SW"))
    assert browser.get(f"{path}/mark", 403)


def test_what_was_published_is_noted_apart_and_removed(browser, community, keeper):
    community.sign_in(keeper)
    page = browser.get("/groups/NENC/attendance")
    path = "/groups/NENC/attendance/published"
    wrong = browser.send(page, path, {"low": "eighty", "period": "2018", "source": "Pilot report"}, 422)
    assert wrong.error_of("low") == "Enter a whole percentage, like 80"
    noted = browser.send(wrong, path, {"low": "80", "high": "85"})
    assert "2018: 80 to 85%. Source: Pilot report." in noted.text
    removing = next(
        each.attributes["action"]
        for each in noted.all("form")
        if each.attributes["action"].endswith("/remove")
    )
    assert "Pilot report" not in browser.send(noted, removing, {}).text


def test_the_pulse_is_asked_of_those_who_were_there_and_shown_from_five(
    bus, browser, community, table, keeper
):
    held = meeting(bus)
    path = f"/meetings/{held}/pulse"
    community.sign_in(keeper)
    mark(browser, f"/meetings/{held}/attendance", table, *["in_room"] * 5, "absent")
    assert "Nobody is asked yet." in browser.get(path).text
    open_pulse(bus, held)
    community.sign_in(table[5])
    assert not browser.get(path).all("input", name="could")
    for number, person in enumerate(table[:5]):
        community.sign_in(person)
        page = browser.get(path)
        assert browser.send(page, path, {}, 422).error_of("could") == "Choose yes or no"
        answered = browser.send(
            page, path, {"could": "no" if number == 4 else "yes", "sentence": f"Words {number}"}
        )
        assert "nobody knows that it is yours" in answered.text
    again = browser.send(page, path, {"could": "yes"})
    assert "nobody knows that it is yours" in again.text
    assert "4 of 5 who answered said yes: 80.0%." in again.text
    assert "Words 2" in again.text
    community.calling()
    seen = browser.get(path)
    assert "4 of 5 who answered said yes: 80.0%." in seen.text
    assert "Words 2" not in seen.text


def test_a_member_says_how_the_group_may_call_them_and_takes_it_back(bus, browser, community, table, keeper):
    path = f"/meetings/{meeting(bus)}/attendance"
    community.sign_in(table[0])
    page = browser.get("/my-name")
    wrong = browser.send(page, "/my-name", {"name": "", "readers": ""}, 422)
    assert wrong.error_of("readers") == "Choose who may read it"
    assert browser.send(wrong, "/my-name", {"name": "a@b.org", "readers": "group"}, 422).error_of("name")
    written = browser.send(wrong, "/my-name", {"name": "Ada Nurse", "readers": "group"})
    assert "may use this name" in written.text
    assert "Ada Nurse" in browser.get(path).text
    browser.send(written, "/my-name/take-back", {})
    assert "Ada Nurse" not in browser.get(path).text
