"""Finding help on the pages: who can, why, the next step; and searches that are kept (row 63)."""

import pytest

PAGE = {
    "visibility": "members",
    "postcode": "EX4 6NB",
    "availability": {"hours": 4, "months": [6], "weekdays": []},
}
QUESTION = "/find-help?text=who+within+30+miles+can+coach+SPC+in+June"


@pytest.fixture
def knock(bus):
    def knocked(door, payload, by):
        service, _, name = door.partition(".")
        return bus.call(f"skills_register_{service}", name, payload, caller=by)

    return knocked


@pytest.fixture
def asker(bus, community, knock):
    """Ada near Torquay asks; Cora near Exeter coaches SPC in June and lets members find her."""
    ada = community.admit("Ada", "SW")
    cora = community.admit("Cora", "SW")
    bus.relay()
    knock("skills.save_profile", PAGE | {"shown_name": "Cora Coach"}, cora)
    knock("skills.add_skill", {"skill": "spc", "level": "coaching", "evidence": "Two wards."}, cora)
    knock("skills.save_profile", {"visibility": "nobody", "postcode": "TQ1"}, ada)
    return community.sign_in(ada)


def test_who_within_30_miles_can_coach_spc_in_june_with_the_reasons_in_words(browser, community, asker):
    page = browser.get(QUESTION)
    assert "One match" in page.text
    assert (
        "We looked for: Statistical process control, who coaches others in it, within 30 miles of Torquay, "
        "with time in June." in page.text
    )
    for reason in (
        "“SPC” means Statistical process control (10 points)",
        "About 25 miles away (Exeter) (10 points)",
        "Has time in June",
        "Coaches others in it (40 points)",
        "Says what they did with it (3 points)",
    ):
        assert reason in page.text
    cora = community.members["Cora"].subject
    ask = page.links()["Ask for help from Cora Coach with Statistical process control"]
    assert ask == f"/exchanges/new?member={cora}&skill=spc"
    assert page.links()["Cora Coach: Statistical process control"].startswith("/skills/")
    assert "How this list is put in order" in page.text


def test_a_match_without_a_name_of_its_own_is_called_as_the_directory_shows_it(
    browser, community, asker, knock
):
    knock("skills.save_profile", PAGE, community.members["Cora"])
    assert "Cora: Statistical process control" in browser.get("/find-help?text=SPC").links()
    knock("skills.save_profile", PAGE | {"visibility": "everyone"}, community.members["Cora"])
    community.calling()
    page = browser.get("/find-help?text=SPC")
    assert "A member of Q in South West of England: Statistical process control" in page.links()
    assert "Ask for help" not in page.text
    assert community.members["Cora"].subject not in page.html


@pytest.mark.parametrize(
    ("query", "field", "said"),
    [
        ("text=SPC&near=ZZ9+9ZZ", "near", "Enter a postcode like EX4 6NB, or EX4."),
        ("text=SPC&near=Torquay", "near", "Enter a postcode like EX4 6NB, or EX4."),
        ("text=purple+monkeys", "text", "No skill is called “purple” or “monkey”."),
        ("text=SPC&region=XX", "region", "Choose a region from the list."),
        ("text=SPC&within_miles=many", "within_miles", "Enter a whole number"),
    ],
)
def test_what_cannot_be_answered_is_said_beside_its_field(browser, asker, query, field, said):
    page = browser.get(f"/find-help?{query}", 422)
    assert page.error_of(field) == said
    assert "<title>Error: Find help" in page.html


def test_who_asks_nothing_gets_the_form_and_who_asks_too_much_is_told_what_to_say(browser, community, asker):
    page = browser.get("/find-help")
    assert "We looked for" not in page.text
    assert "Say at least a skill, a region or a distance." in browser.get("/find-help?month=6", 422).text
    community.calling()
    page = browser.get("/find-help?text=SPC&within_miles=30", 422)
    assert page.error_of("near").startswith("Say near which postcode")


def test_nobody_found_and_words_not_understood_lead_on(browser, asker):
    page = browser.get("/find-help?text=Lean+for+purple+monkeys")
    assert "No matches" in page.text
    assert "We know no skill called “purple” or “monkey”" in page.text
    assert page.links()["ask all members for help"] == "/requests/new"


def test_a_search_is_saved_run_again_silenced_and_removed(browser, community, asker):
    first = browser.get(f"{QUESTION}&weekdays=1&fresh=yes")
    form = browser.get(first.links()["Save this search"])
    assert form.answers("/skills/searches/new")["weekdays"] == "1"
    wrong = browser.send(form, "/skills/searches/new", {"name": ""}, 422)
    assert wrong.error_of("name") == "Give the search a name"
    page = browser.send(form, "/skills/searches/new", {"name": "SPC near me"})
    assert "The search is saved." in page.text
    assert "within 30 miles of Torquay, with time in June, on Tuesday, confirmed" in page.text
    assert "Cora Coach: Statistical process control" in page.links()
    path = browser.get("/skills/searches").links()["SPC near me"]
    silent = browser.send(browser.get(path), f"{path}/notices", {})
    assert "We do not write to you about new matches." in silent.text
    assert "when somebody new matches" in browser.send(silent, f"{path}/notices", {}).text
    again = browser.get(browser.get(path).links()["Ask it in other words"])
    assert "One match" in again.text
    other = community.admit("Olaf", "SW")
    community.sign_in(other)
    browser.get(path, 404)
    community.sign_in(asker)
    assert "You have saved none yet." in browser.send(browser.get(path), f"{path}/removal", {}).text


def test_a_search_for_a_word_that_is_gone_can_still_be_removed(browser, bus, asker):
    form = browser.get("/skills/searches/new?text=SPC")
    browser.send(form, "/skills/searches/new", {"name": "Old"})
    kept = bus.databases["skills_register"].database["skill_searches"]
    kept.update_one({}, {"$set": {"asked.text": "", "asked.skills": ["gone"]}})
    path = browser.get("/skills/searches").links()["Old"]
    page = browser.get(path, 422)
    assert "This search cannot be answered any more." in page.text
    assert "The search is removed." in browser.send(page, f"{path}/removal", {}).text


def test_the_pages_of_an_answer_keep_the_question(browser, community, bus, asker, knock):
    for number in range(11):
        somebody = community.admit(f"Member {number}", "SW")
        bus.relay()
        knock("skills.save_profile", PAGE, somebody)
        knock("skills.add_skill", {"skill": "lean", "level": "doing"}, somebody)
    first = browser.get("/find-help?text=Lean&near=EX1&level=doing")
    assert "11 matches" in first.text
    second = browser.get(next(href for text, href in first.links().items() if "Next page" in text))
    assert "More matches" in second.text
    assert len([each for each in second.links() if each.endswith(": Lean")]) == 1
