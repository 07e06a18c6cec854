"""Coffee rounds on the pages (rows 64, 65)."""

import pytest

from ..pairing import deal_coffees, known, sent_to  # noqa: TID252 - tests are no installed package

JOIN = {"shown_name": "Ann", "organisation": "Hospital 1", "place": "Bath", "pace": "1"}


@pytest.fixture
def ann(bus, browser, community):
    return _joined(bus, browser, community, "ann", JOIN)


@pytest.fixture
def ben(bus, browser, community):
    return _joined(bus, browser, community, "ben", {"shown_name": "Ben", "pace": "1"})


def _joined(bus, browser, community, name, said):
    who = community.sign_in(known(bus, name))
    page = browser.send(browser.get("/coffees/join"), "/coffees/join", said)
    assert "You are in the round of" in page.text
    return who


def test_one_joins_changes_it_sits_a_round_out_and_leaves(browser, ann):
    form = browser.get("/coffees/join")
    assert form.answers("/coffees/join")["place"] == "Bath"
    changed = browser.send(form, "/coffees/join", {"pace": "3", "place": "Wells"})
    assert "Every three months" in changed.text
    assert "Wells" in changed.text
    out = browser.send(changed, "/coffees/skip", {})
    assert "out. You are in the one after it again." in out.text
    back = browser.send(out, "/coffees/skip", {})
    assert "You take part in the next round." in back.text
    left = browser.send(back, "/coffees/leave", {})
    assert "Join the coffees" in left.text


def test_what_is_missing_is_said_beside_its_field(browser, ann):
    wrong = browser.send(browser.get("/coffees/join"), "/coffees/join", {"shown_name": ""}, 422)
    assert wrong.error_of("shown_name")
    other = {**wrong.answers("/coffees/join"), "shown_name": "Ann", "pace": "9"}
    assert browser.post("/coffees/join", other, 422).status_code == 422


def test_two_are_dealt_reach_each_other_and_say_whether_they_met(browser, community, bus, ann, ben):
    deal_coffees(bus)
    page = browser.get("/coffees")
    assert ": Ann" in page.text
    action = sent_to(page, "/reach")
    said = browser.send(page, action, {"reach": "Bench in the yard"})
    assert said.answers(action)["reach"] == "Bench in the yard"
    community.sign_in(ann)
    seen = browser.get("/coffees")
    assert "Bench in the yard" in seen.text
    outcome = sent_to(seen, "/outcome")
    assert browser.send(seen, outcome, {}, 422).error_of("met")
    noted = browser.send(seen, outcome, {"met": "yes"})
    assert noted.answers(outcome)["met"] == "yes"


def test_the_national_team_may_deal_a_round_now_and_its_seed_stays(browser, community, people, bus, ann, ben):
    seed = browser.get("/coffees/rounds").all("code")[0].text
    community.sign_in(people["national"])
    page = browser.send(browser.get("/coffees/rounds"), "/coffees/rounds/deal", {})
    assert "The round is being dealt." in page.text
    deal_coffees(bus)
    after = browser.get("/coffees/rounds")
    assert seed in [each.text for each in after.all("code")]
    assert "Fewer than 5 groups" in after.text
    assert "Deal the round" not in after.text
    assert "A round is going" in browser.send(page, "/coffees/rounds/deal", {}, 422).text
    draw = browser.client.get(next(path for path in after.links().values() if path.endswith("draw.json")))
    assert draw.get_json()["draw"] in after.text.replace(" ", "")
    assert "attachment" in draw.headers["Content-Disposition"]
