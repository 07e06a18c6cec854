"""Links that sign in: once, unchanged, and without telling who is a member."""

import pytest

from journeys.people import Browser, People, ticket_of
from journeys.running import Platform

pytestmark = [pytest.mark.servers, pytest.mark.timeout(300)]


def test_a_link_signs_in_once(platform: Platform, people: People) -> None:
    link = people.sign_in_link(people.member("KSS"))
    with Browser(platform) as first, Browser(platform) as second:
        first.follow(link)
        assert first.look("/api/v1/me").status_code == 200
        late = second.follow(link)
        assert (late.status_code, "This link does not work" in late.text) == (422, True)
        assert second.look("/api/v1/me").status_code == 401
        assert first.look("/api/v1/me").status_code == 200
    again = people.ask("POST", "/sign-in/redemption", json={"ticket": ticket_of(link)})
    assert (again.status_code, again.json()["code"]) == (422, "ticket_invalid")


def test_a_link_that_was_changed_signs_nobody_in_and_leaves_the_true_one_good(
    platform: Platform, people: People
) -> None:
    link = people.sign_in_link(people.member("KSS"))
    ticket = ticket_of(link)
    head, claims, seal = ticket.split(".")
    for changed in (f"{head}.{claims[:-4]}AAAA.{seal}", f"{head}.{claims}.{seal[::-1]}", "nonsense"):
        told = people.ask("POST", "/sign-in/redemption", json={"ticket": changed})
        assert (told.status_code, told.json()["code"]) == (422, "ticket_invalid")
    with Browser(platform) as browser:
        assert browser.follow(link).status_code == 200
        assert browser.look("/api/v1/me").status_code == 200


def test_an_unknown_address_gets_the_same_answer_and_no_mail(platform: Platform, people: People) -> None:
    known, unknown = people.member("KSS").email, people.address("nobody")
    platform.letter(known, "Welcome")
    answers = [people.ask("POST", "/sign-in", json={"email": email}) for email in (unknown, known)]
    assert {(told.status_code, told.text) for told in answers} == {(202, answers[0].text)}
    with Browser(platform) as browser:
        sent = [
            browser.submit(browser.look("/sign-in"), "/sign-in", email=email, next="")
            for email in (unknown, known)
        ]
    assert [told.url for told in sent] == [f"{platform.url}/sign-in/sent"] * 2
    platform.letter(known, "link to sign in")
    assert platform.letters(unknown) == []
