"""From the first form to the first page as a member, and what a decline looks like."""

import pytest

from journeys.people import Browser, People, Person, sign_in_link_of
from journeys.running import Platform

pytestmark = [pytest.mark.servers, pytest.mark.timeout(300)]


def test_an_accepted_applicant_signs_in_by_the_link_in_the_welcome(
    platform: Platform, people: People, coordinator: Person
) -> None:
    # Given somebody who applied to West of England
    before = people.members_of("WOE")
    sent = people.apply("WOE")
    assert "application" in platform.letter(sent["email"], "application")["subject"]
    # When the coordinator accepts
    accepted = people.decide(sent["id"], coordinator.token, decision="accept")
    assert (accepted.status_code, accepted.json()["stage"]) == (200, "accepted")
    # Then a welcome comes, whose link changes nothing by being looked at
    link = sign_in_link_of(platform.letter(sent["email"], "Welcome"))
    assert link.startswith(platform.url)
    with Browser(platform) as browser:
        for _ in range(2):
            assert "Finish signing in" in browser.look(link).text
            assert browser.look("/api/v1/me").status_code == 401
        # and signs the member in when it is confirmed
        assert browser.follow(link).status_code == 200
        mine = browser.look("/api/v1/me").json()
    assert (mine["email"], mine["region"], mine["id"]) == (
        sent["email"], "WOE", accepted.json()["member_id"]
    )  # fmt: skip
    assert people.members_of("WOE") == before + 1


def test_accepting_a_second_time_changes_nothing(
    platform: Platform, people: People, coordinator: Person
) -> None:
    sent = people.apply("WOE")
    first = people.decide(sent["id"], coordinator.token, decision="accept")
    members = people.members_of("WOE")
    again = people.decide(sent["id"], coordinator.token, decision="accept")
    assert (again.status_code, again.json()) == (200, first.json())
    platform.letter(sent["email"], "Welcome")
    platform.wait_until_quiet()
    assert len(platform.letters(sent["email"], "Welcome")) == 1
    assert people.members_of("WOE") == members
    assert [row["email"] for row in people.register("WOE")].count(sent["email"]) == 1


def test_a_declined_applicant_gets_the_feedback_by_mail_and_not_the_reason(
    platform: Platform, people: People, coordinator: Person
) -> None:
    before = people.members_of("WOE")
    sent = people.apply("WOE")
    reason, feedback = "No example of improvement yet.", "Tell us next time about one change you tried."
    without = people.decide(sent["id"], coordinator.token, decision="decline", feedback=feedback)
    assert (without.status_code, without.json()["code"]) == (422, "reason_required")
    declined = people.decide(
        sent["id"], coordinator.token, decision="decline", reason=reason, feedback=feedback
    )
    assert (declined.status_code, declined.json()["stage"]) == (200, "declined")
    letter = platform.letter(sent["email"], "About your application")
    assert feedback in letter["text"]
    assert reason not in letter["text"]
    late = people.decide(sent["id"], coordinator.token, decision="accept")
    assert (late.status_code, late.json()["code"]) == (409, "application_already_decided")
    assert people.members_of("WOE") == before


def test_another_regions_coordinator_finds_no_such_application(people: People) -> None:
    elsewhere = people.officer("coordinator", "SW")
    sent = people.apply("WOE")
    told = people.decide(sent["id"], elsewhere.token, decision="accept")
    assert (told.status_code, told.json()["code"]) == (404, "not_found")
