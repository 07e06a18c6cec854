"""Skills of others on the pages: one, all of a member's, endorsing, the way from the directory (row 63)."""

import pytest

from chassis.identity import VISITOR, Caller


@pytest.fixture
def world(bus, community):
    """Ann, who lets members see her skill; its path; Ben and Carl, who may."""
    people = {name: community.admit(f"{name} Example") for name in ("Ann", "Ben", "Carl")}
    bus.relay()
    ann = people["Ann"]

    def knock(door, **payload):
        return bus.call("skills_register_skills", door, payload, caller=ann)

    people["show"] = lambda visibility: knock("save_profile", visibility=visibility, postcode="EX4")
    people["show"]("members")
    people["path"] = (
        f"/skills/{knock('add_skill', skill='spc', level='coaching', evidence='Two wards.')['id']}"
    )
    return people


def test_a_skill_names_its_owner_as_the_directory_does_and_says_how_to_ask(browser, world, calling):
    calling(world["Ben"])
    page = browser.get(world["path"])
    assert "Statistical process control Ann Example" in page.text
    assert "Exeter, West of England" in page.text
    asking = browser.get(page.links()["Ask for help"])
    assert asking.h1 == "Propose an exchange with Ann Example"
    assert asking.answers("/exchanges/new")["what"] == "Statistical process control"
    calling(VISITOR)
    assert browser.get(world["path"], 404)
    world["show"]("everyone")
    seen = browser.get(world["path"])
    assert "A member of Q in West of England" in seen.text
    assert ("Ask for help" in seen.links(), world["Ann"].subject in seen.text) == (False, False)


def test_a_member_endorses_once_and_the_owner_may_remove_it(browser, world, calling):
    path = world["path"]
    calling(world["Ben"])
    done = browser.send(browser.get(path), f"{path}/endorsements", {"words": "She is clear."})
    assert "Thank you. They are told" in done.text
    assert "Ben Example, on" in done.text, "as the directory shows him to members"
    assert ("She is clear." in done.text, "Have you seen them do it?" in done.text) == (True, False)
    calling(world["Carl"])
    theirs = browser.get(path)
    assert "Take it back" not in theirs.text
    calling(world["Ann"])
    mine = browser.get(path)
    assert ("This is yours." in mine.text, "Endorse this skill" in mine.text) == (True, False)
    [removal] = [each for each in actions(mine) if each.endswith("/removal")]
    gone = browser.send(mine, removal, {})
    assert ("The endorsement is taken back." in gone.text, "Nobody yet." in gone.text) == (True, True)


def actions(page):
    """Where the page's forms are sent to."""
    return [each.attributes["action"] or "" for each in page.all("form")]


def test_a_second_endorsement_is_refused_in_words(browser, world, calling):
    path = world["path"]
    calling(world["Ben"])
    form = browser.get(path)
    browser.send(form, f"{path}/endorsements", {})
    again = {**form.answers(f"{path}/endorsements"), "command_id": ""}
    assert b"You have endorsed this already" in browser.post(f"{path}/endorsements", again, 422).data


def test_the_directory_leads_to_a_members_skills_for_those_who_may_see_them(browser, world, calling):
    place = f"/members/{world['Ann'].subject}"
    calling(world["Ben"])
    page = browser.get(place)
    assert "Skills Statistical process control" in page.text
    skills = browser.get(page.links()["What Ann Example says about each of these skills"])
    assert (skills.h1, "Two wards." in skills.text) == ("Skills of Ann Example", True)
    assert browser.get(skills.links()["Ask for help"]).h1 == "Propose an exchange with Ann Example"
    world["show"]("nobody")
    assert "says about each" not in browser.get(place).text
    assert browser.get(f"{place}/skills", 404)
    calling(Caller("line-manager:ask-1", frozenset({"line_manager"})))
    assert browser.get(f"{place}/skills", 403)


def test_a_member_without_skills_shows_an_empty_list_to_themself(browser, world, calling):
    calling(world["Carl"])
    assert "What they say" not in browser.get(f"/members/{world['Carl'].subject}").text
