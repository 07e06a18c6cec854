"""Organisations on their pages: listed and kept by keepers, read by everybody, acted for by members."""

import pytest

from ..concordat_of import TEXT, TITLE, a_concordat, a_trust, signed  # noqa: TID252


@pytest.fixture
def people(community, bus):
    """A coordinator of SW and a leader, whom the skills register knows."""
    keeper = community.admit("Keeper", "SW", roles=("coordinator:SW",))
    leader = community.admit("Lea Leader", "SW")
    community.show_publicly(leader, "name")
    bus.relay()
    return keeper, leader


def test_a_visitor_reads_the_list_by_region_and_kind(browser, bus, people):
    trust = a_trust(bus, "North Devon Trust")
    a_trust(bus, "Severn Vale Trust", "BNSSG", "WOE")
    page = browser.get("/organisations?region=SW&kind=trust")
    assert page.links()["North Devon Trust"] == f"/organisations/{trust}"
    row = page.all("tr")[1].text
    assert (
        row
        == "Organisation North Devon Trust What it is NHS trust Where Devon, South West of England State Open"
    )
    assert "Severn Vale Trust" not in page.text
    assert "List an organisation" not in page.text
    assert "None is listed here." in browser.get("/organisations?kind=hospice").text


def test_one_shows_what_it_signed_and_names_nobody(browser, bus, people):
    _keeper, leader = people
    trust = a_trust(bus, "North Devon Trust", leader=leader)
    signed(bus, a_concordat(bus, TEXT), trust, leader, pledged_half_days=5)
    page = browser.get(f"/organisations/{trust}")
    assert f"Concordat {TITLE} How it stands Signed Text Text 1 Signed Director" in page.text
    assert "2 and a half days a year" in page.text
    assert "Nothing is reported yet, so it is not known how many." in page.text
    assert "Who acts for it" not in page.text
    assert "Lea Leader" not in page.text


def test_a_keeper_lists_one_and_says_what_is_missing_beside_the_field(browser, community, people):
    community.sign_in(people[0])
    page = browser.get("/organisations/new?region=SW")
    wrong = browser.send(page, "/organisations/new", {}, 422)
    assert wrong.error_of("name") == "Enter the name of the organisation"
    assert wrong.error_of("kind") == "Choose what it is"
    done = browser.send(wrong, "/organisations/new", {"name": "St Petroc Hospice", "kind": "hospice"})
    assert done.h1 == "St Petroc Hospice"
    assert "Now name the members who act for it." in done.text
    fresh = browser.get("/organisations/new?region=SW")
    again = browser.send(fresh, "/organisations/new", {"name": "St Petroc  hospice", "kind": "hospice"}, 422)
    assert "An organisation of this name is listed in this region already." in again.text


def test_a_keeper_finds_a_member_names_them_and_ends_it(browser, bus, community, people):
    trust = a_trust(bus, "North Devon Trust")
    keeper, leader = people
    community.sign_in(keeper)
    place = f"/organisations/{trust}/people/new"
    found = browser.get(f"{place}?q=Lea")
    chosen = browser.get(found.links()["Lea Leader"])
    wrong = browser.send(chosen, place, {}, 422)
    assert wrong.error_of("role") == "Choose what they do for it"
    done = browser.send(wrong, place, {"role": "leader"})
    assert "Lea Leader, leader since" in done.text
    ended = browser.send(done, f"/organisations/{trust}/people/end", {})
    assert "Nobody yet. Until somebody leads it, it can sign nothing." in ended.text
    oneself = browser.get(f"{place}?member={keeper.subject}")
    refused = browser.send(oneself, place, {"role": "leader"}, 422)
    assert "Somebody else has to name you." in refused.text
    assert "Nobody was found." in browser.get(f"{place}?q=Zzz").text
    assert leader.subject not in ended.html


def test_a_leader_sees_what_they_can_do_for_their_own(browser, bus, community, people):
    trust = a_trust(bus, "North Devon Trust", leader=people[1])
    community.sign_in(people[1])
    assert browser.get("/organisations").links()["North Devon Trust"] == f"/organisations/{trust}"
    page = browser.get(f"/organisations/{trust}")
    assert "You act for it as leader." in page.text
    assert "You, leader since" in page.text
    assert "For keepers" not in page.text
    for form in ("change", "close", "people/new"):
        browser.get(f"/organisations/{trust}/{form}", 403)


def test_a_keeper_changes_and_closes_it_and_it_stays_to_be_read(browser, bus, community, people):
    trust = a_trust(bus, "North Devon Trust")
    community.sign_in(people[0])
    place = f"/organisations/{trust}"
    page = browser.get(f"{place}/change")
    assert page.answers(f"{place}/change")["name"] == "North Devon Trust"
    changed = browser.send(page, f"{place}/change", {"name": "Devon Trust", "system": ""})
    assert changed.h1 == "Devon Trust"
    stale = browser.send(page, f"{place}/change", {"name": "Trust", "command_id": ""}, 422)
    assert "Somebody changed this" in stale.text
    close = browser.get(f"{place}/close")
    wrong = browser.send(close, f"{place}/close", {}, 422)
    assert wrong.error_of("reason") == "Say why it is closed"
    closed = browser.send(wrong, f"{place}/close", {"reason": "Merged with its neighbour."})
    assert "It signs, asks and lends no more: Merged with its neighbour." in closed.text
    assert "For keepers" not in closed.text


def test_another_regions_keeper_changes_nothing(browser, bus, community, people):
    trust = a_trust(bus, "Severn Vale Trust", "BNSSG", "WOE")
    community.sign_in(people[0])
    assert browser.get(f"/organisations/{trust}/change", 403).h1 == "This belongs to another region"
    assert browser.get("/organisations/nobody", 404).h1 == "Page not found"
