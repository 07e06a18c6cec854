"""Impact stories on the pages (row 78)."""

import pytest

NEW = "/stories/new"
AGREED = {"consent_on-day": "20", "consent_on-month": "11", "consent_on-year": "2018"}
STORY = {
    "title": "Suicide prevention across three sectors",
    "changed": "Three sectors meet each month and talk about the same people.",
    "theme": "Mental health",
    "evidence": "narrative",
    "consent_by": "The three teams in it",
    "credits_took_part": "The region's group\nThe trust",
    **AGREED,
}


@pytest.fixture
def pair(bus, community):
    """Ann of WOE, who is signed in, and Vera its convenor."""
    pair = {"Ann": community.admit("Ann"), "Vera": community.admit("Vera", roles=("convenor:WOE",))}
    bus.relay()
    community.sign_in(pair["Ann"])
    return pair


def told(browser, **more):
    """The path of a story that was told, and its page."""
    response = browser.post(NEW, {**browser.get(NEW).answers(NEW), **STORY, **more})
    place = response.headers["Location"]
    return place.partition("?")[0], browser.get(place)


def published(browser, community, path):
    """Somebody of the national team reads it and publishes it."""
    community.sign_in(community.admit("Nat", roles=("national_team",)))
    decide = f"{path}/decide"
    said = {"outcome": "published", "identity_checked": "yes"}
    assert "The story is published." in browser.send(browser.get(decide), decide, said).text


def test_a_convenor_posts_a_story_without_figures_and_visitors_read_what_it_rests_on(
    browser, pair, community
):
    community.sign_in(pair["Vera"])
    path, page = told(browser)
    assert "Thank you. Somebody who looks after your region reads it" in page.text
    assert "Read it and answer" not in page.links()
    assert "You wrote it, so somebody else reads it." in browser.get("/stories/to-read").text
    own = browser.get(f"{path}/decide")
    assert "You told this story, so somebody else reads it." in own.text
    assert "outcome" not in own.html
    published(browser, community, path)
    community.calling()
    listed = browser.get("/stories?theme=mental+health&evidence=narrative&region=WOE")
    assert listed.links()[STORY["title"]] == path
    one = browser.get(path)
    for words in ("Story Told by those who were there.", "Took part The trust", "with the consent of those"):
        assert words in one.text
    assert "The three teams in it" not in one.text
    assert "No story is like that." in browser.get("/stories?evidence=measured").text


@pytest.mark.parametrize(
    ("more", "field", "said"),
    [
        ({"title": ""}, "title", "Give it a title"),
        ({"changed": ""}, "changed", "Write what changed"),
        ({"consent_by": ""}, "consent_by", "Say who agreed that it is told"),
        ({"consent_on-year": ""}, "consent_on-date", "must be a real date"),
        ({"consent_on-year": "2999"}, "consent_on-date", "today or before"),
        ({"evidence": "measured"}, "source", "Say where the figures are from."),
        (
            {"changed": "Well.\nRing 01392 123456"},
            "changed",
            "Line 2, character 6: this looks like a telephone",
        ),
        ({"consent_by": "ann@nhs.net"}, "consent_by", "e-mail address"),
        ({"credits_took_part": "", "credits_led": "Dr Jones"}, "credits_led", "and no person (Dr Jones)"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(browser, pair, more, field, said):
    page = browser.send(browser.get(NEW), NEW, {**STORY, **more}, 422)
    assert said in page.error_of(field)


def test_a_members_story_is_read_by_a_keeper_first(browser, pair, community):
    path, page = told(browser, changed="Dr Jones and the team changed it.")
    assert "Thank you. Somebody who looks after your region reads it" in page.text
    browser.get("/stories/to-read", 403)
    community.sign_in(pair["Vera"])
    decide = browser.get("/stories/to-read").links()[STORY["title"]]
    assert decide == f"{path}/decide"
    page = browser.get(decide)
    assert "a person's name" in page.text
    assert "Agreed that it is told The three teams in it, on 20 November 2018" in page.text
    unlooked = browser.send(page, decide, {"outcome": "published"}, 422)
    assert "Say that you looked" in unlooked.error_of("identity_checked")
    assert browser.send(page, decide, {"outcome": "declined"}, 422).error_of("reason") == "Say why."
    browser.send(page, decide, {"outcome": "declined", "reason": "Leave the name out."})
    community.sign_in(pair["Ann"])
    assert "Declined Next: You can tell it again" in browser.get("/stories/mine").text
    declined = browser.get(path)
    assert "Leave the name out." in declined.text
    again = browser.get(declined.links()["Tell it again"]).answers(NEW)
    assert (again["changed"], again["credits_took_part"], again["consent_by"]) == (
        "Dr Jones and the team changed it.",
        STORY["credits_took_part"],
        "",
    )
    community.sign_in(pair["Vera"])
    browser.get(declined.links()["Tell it again"], 404)
    community.calling()
    browser.get(path, 404)


def test_a_keeper_publishes_what_a_member_told(browser, pair, community):
    path, _ = told(browser)
    community.sign_in(pair["Vera"])
    decide = f"{path}/decide"
    said = {"outcome": "published", "identity_checked": "yes"}
    assert "The story is published." in browser.send(browser.get(decide), decide, said).text
    assert "it is published" in browser.get(decide).text
    community.calling()
    assert browser.get(path).h1 == STORY["title"]


def test_consent_is_taken_back_and_the_words_go(browser, pair, community):
    community.sign_in(pair["Vera"])
    path, _ = told(browser)
    published(browser, community, path)
    withdraw = f"{path}/withdraw"
    community.sign_in(pair["Ann"])
    browser.get(withdraw, 404)
    community.sign_in(pair["Vera"])
    page = browser.get(withdraw)
    assert browser.send(page, withdraw, {}, 422).error_of("reason") == "Say why it is withdrawn"
    browser.send(page, withdraw, {"reason": "A team took its consent back."})
    community.calling()
    gone = browser.get(path)
    assert "A team took its consent back." in gone.text
    assert "Three sectors" not in gone.text
