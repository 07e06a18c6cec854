"""Help next door on the running platform: asked for, released by a link, lent and borrowed (row 61)."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests

from journeys.people import Browser, People, Person, ticket_of
from journeys.running import Platform, eventually

pytestmark = [pytest.mark.servers, pytest.mark.timeout(300)]

WANTED = "is asked to help next door"
TODAY = datetime.now(UTC).date()


@dataclass(frozen=True)
class Devon:
    """Two trusts under a concordat and one beside it, with who acts for each; Ann works at the north."""

    concordat: str
    north: str
    south: str
    east: str
    nora: Person
    sue: Person
    ed: Person
    ann: Person


def done(people: People, path: str, by: Person | str, **body: Any) -> Any:
    token = by if isinstance(by, str) else by.token
    told = people.ask("POST", path, token, json=body)
    assert told.status_code in (200, 201), told.text
    return told.json()


def refused(people: People, path: str, by: Person, **body: Any) -> tuple[int, str]:
    told = people.ask("POST", path, by.token, json=body)
    return told.status_code, told.json()["code"]


@pytest.fixture(scope="module")
def devon(people: People, platform: Platform) -> Devon:
    plain = [people.member("SW") for _ in range(4)]
    known = platform.database("skills_register")["people"]
    eventually(lambda: known.count_documents({"_id": {"$in": [each.id for each in plain]}}) == len(plain))
    nora, sue, ed, ann = (
        Person(each.id, each.email, each.name, platform.token(each.id, "read", "write")) for each in plain
    )
    told = {
        "region": "SW", "title": "A concordat of neighbours", "system": "Devon",
        "text": "Leaders release people to help next door.\n\nWhoever helps may ask for help.",
        "review_on": (TODAY + timedelta(days=300)).isoformat(),
    }  # fmt: skip
    concordat = done(people, "/concordats", people.setup, **told)["id"]
    done(people, f"/concordats/{concordat}/texts", people.setup)
    trusts = [_trust(people, f"Trust {each.id[-8:]}", each) for each in (nora, sue, ed)]
    for trust, leader in zip(trusts[:2], (nora, sue), strict=True):
        signed = {"concordat_id": concordat, "organisation_id": trust, "text": 1, "signed_as": "director"}
        done(people, "/signatories", leader, **signed)
    return Devon(concordat, *trusts, nora, sue, ed, ann)


def _trust(people: People, name: str, leader: Person) -> str:
    told = {"region": "SW", "name": name, "kind": "trust", "system": "Devon"}
    made: str = done(people, "/organisations", people.setup, **told)["id"]
    named = {"member_id": leader.id, "role": "leader"}
    done(people, f"/organisations/{made}/representatives", people.setup, **named)
    return made


def wanted(devon: Devon, **more: Any) -> dict[str, Any]:
    days = {"starts_on": TODAY.isoformat(), "ends_on": (TODAY + timedelta(days=30)).isoformat()}
    told = {"need": "Coach our ward in SPC.", "skills": ["SPC"], "half_days": 4, "where": "Plymouth"}
    return {"concordat_id": devon.concordat, "organisation_id": devon.south, **told, **days, **more}


def offered(people: People, devon: Devon) -> tuple[str, str]:
    """Sue asks, invites Ann, who consents: the ids of the request and of her release."""
    request: str = done(people, "/release-requests", devon.sue, **wanted(devon))["id"]
    done(people, f"/release-requests/{request}/invitations", devon.sue, member_id=devon.ann.id)
    yes = {"lender_id": devon.north, "shown_name": "Ann of ward 7"}
    release: str = done(people, f"/release-requests/{request}/consent", devon.ann, **yes)["id"]
    return request, release


def link_in(platform: Platform, to: str, number: int = 1) -> str:
    """The newest of so many mails to a line manager carries this link."""
    letters = eventually(lambda: found if len(found := platform.letters(to, WANTED)) >= number else None)
    return str(next(each for each in letters[0]["links"] if "/release-answer?" in each))


def answered(browser: Browser, link: str, **answers: str) -> requests.Response:
    page = browser.look(link)
    return browser.submit(page, "/release-answer", ticket=ticket_of(link), **answers)


def test_help_is_asked_for_released_by_a_link_and_counts_when_both_confirm(
    platform: Platform, people: People, devon: Devon
) -> None:
    # Given somebody who consented, and their line manager, who has a mail with a link and no account
    request, release = offered(people, devon)
    boss = people.address("boss")
    done(people, f"/releases/{release}/line-manager", devon.ann, email=boss)
    link = link_in(platform, boss)
    with Browser(platform) as browser:
        # When the link is opened, as a mail scanner does, nothing changes; the button answers, once
        assert "Can Ann of ward 7 help next door?" in browser.look(link).text
        assert people.get(f"/releases/{release}", devon.ann.token)["state"] == "asked"
        assert "You have answered" in answered(browser, link, decision="all").text
        assert "You have answered" in browser.look(link).text
    # Then a placement is agreed, for no more than was released
    longer = {"release_id": release, "half_days": 5}
    assert refused(people, "/placements", devon.sue, **longer) == (409, "days_beyond_release")
    placement = done(people, "/placements", devon.sue, release_id=release)["id"]
    assert people.get(f"/release-requests/{request}", devon.ann.token)["state"] == "met"
    # and counts when both organisations say the same: lent beside borrowed, in each one's balance
    for who, half_days in ((devon.nora, 3), (devon.sue, 4)):
        seen = done(people, f"/placements/{placement}/confirmation", who, half_days=half_days)
    assert seen["state"] == "differs"
    counted = done(people, f"/placements/{placement}/confirmation", devon.sue, half_days=3)
    assert (counted["state"], counted["counted_half_days"]) == ("done", 3)
    for trust, who, words in (
        (devon.north, devon.nora, "1 and a half days lent, 0 days borrowed"),
        (devon.south, devon.sue, "0 days lent, 1 and a half days borrowed"),
    ):
        balance = people.get(f"/organisations/{trust}/exchange-balance", who.token)
        assert balance["pooled"]["in_words"] == words
    platform.letter(devon.nora.email, "The days of a placement were confirmed")


def test_a_link_that_ran_out_is_refused_in_a_plain_sentence_and_a_fresh_one_works(
    platform: Platform, people: People, devon: Devon
) -> None:
    _, release = offered(people, devon)
    boss = people.address("boss")
    done(people, f"/releases/{release}/line-manager", devon.ann, email=boss)
    late = link_in(platform, boss)
    _let_run_out(platform, release)
    with Browser(platform) as browser:
        page = browser.look(late)
        assert page.status_code == 410
        assert "This link has run out" in page.text
        told = people.ask("POST", "/release-answers", json={"ticket": ticket_of(late), "decision": "grant"})
        assert (told.status_code, told.json()["code"]) == (410, "release_link_expired")
        assert told.json()["detail"] == "This link has run out. You can have a fresh one sent."
        sent = browser.submit(page, "/release-answer/fresh-link", ticket=ticket_of(late))
        assert "A fresh link is on its way" in sent.text
        fresh = link_in(platform, boss, 2)
        assert browser.look(late).status_code == 409
        assert "cannot be this time" in answered(browser, fresh, decision="decline", reason="Winter.").text
    assert people.get(f"/releases/{release}", devon.ann.token)["state"] == "declined"


def test_who_did_not_sign_neither_asks_nor_lends(people: People, devon: Devon) -> None:
    asked = wanted(devon, organisation_id=devon.east)
    assert refused(people, "/release-requests", devon.ed, **asked) == (403, "signatory_required")
    request = done(people, "/release-requests", devon.sue, **wanted(devon))["id"]
    yes = {"lender_id": devon.east, "shown_name": "Ann"}
    path = f"/release-requests/{request}/consent"
    assert refused(people, path, devon.ann, **yes) == (403, "signatory_required")


def _let_run_out(platform: Platform, release: str) -> None:
    """Two weeks pass for this release's newest link."""
    ago = datetime.now(UTC) - timedelta(days=1)
    found = platform.database("skills_register")["releases"].update_one(
        {"_id": release}, {"$set": {"asks.$[].until": ago}}
    )
    assert found.matched_count == 1
