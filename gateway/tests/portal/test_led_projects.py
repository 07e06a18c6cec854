"""Projects that groups lead, on the pages (row 72)."""

import pytest

NEW = "/led-projects/new"
TITLE = "Why do we keep making the same mistakes?"
TOPIC = "Safety incidents and near misses"
STEPS = ("Look", "Ask", "Plan", "Try", "Study", "Spread")


@pytest.fixture
def cora(bus, community):
    """Who coordinates WOE, signed in."""
    cora = community.admit("Cora", roles=("coordinator:WOE",))
    bus.relay()
    return community.sign_in(cora)


@pytest.fixture
def project(browser, cora):
    """The path of one that is begun."""
    told = {"title": TITLE, "areas": "north\nsouth", "support": "AHSN"}
    page = browser.get(NEW)
    response = browser.post(NEW, {**page.answers(NEW), **told, "region": "WOE"})
    return response.headers["Location"].partition("?")[0]


@pytest.fixture
def act(browser, project):
    """``act("take-step", ...)``: the page one is led to, or with ``status`` the form with its errors."""

    def done(name, status=303, **answers):
        path = f"{project}/acts/{name}"
        return browser.send(browser.get(path), path, answers, status)

    return done


@pytest.fixture
def stepping(act):
    """With its topic, and the framework of six steps."""
    act("consider-topic", topic=TOPIC)
    act("choose-topic", topic=TOPIC, reason="It pulls people in.")
    act("consider-framework", framework="Engaging for Improvement", steps="\n".join(STEPS))
    return act("choose-framework", framework="Engaging for Improvement")


def test_a_project_without_a_title_is_not_begun(browser, cora):
    page = browser.send(browser.get(NEW), NEW, {}, 422)
    assert page.error_of("title") == "Give it a title"


def test_the_record_shows_sponsors_in_both_areas_and_who_helps(browser, community, act, project):
    assert "Choose the topic" not in browser.get(project).links()
    act("add-sponsor", area="north", body="A trust's board")
    page = act("add-sponsor", area="south", body="The commissioners")
    assert "No sponsor yet" not in page.text
    ended = browser.send(page, f"{project}/end-sponsor", {"area": "south"})
    assert "south No sponsor yet" in ended.text
    community.calling()
    seen = browser.get(project)
    for words in ("north A trust's board", "With the help of AHSN", "Areas north, south"):
        assert words in seen.text
    assert "What you can do" not in seen.text


def test_the_topic_is_chosen_from_the_list_with_a_reason_and_the_others_stay(act):
    for topic in (TOPIC, "Workforce recruitment"):
        act("consider-topic", topic=topic)
    assert "on the list already" in act("consider-topic", 422, topic=TOPIC.upper()).text
    silent = act("choose-topic", 422, topic=TOPIC)
    assert silent.error_of("reason") == "Say why this one"
    page = act("choose-topic", topic=TOPIC, reason="It pulls people in.")
    assert "Why it was chosen: It pulls people in." in page.text
    assert "Considered too: Workforce recruitment" in page.text
    assert "Choose another topic" in page.links()


def test_the_framework_of_six_steps_has_six(act):
    wrong = act("consider-framework", 422, framework="Engaging for Improvement", steps="Look\nAsk")
    assert wrong.error_of("steps") == "Engaging for Improvement has 6 steps."


def test_steps_are_a_list_that_says_how_far_it_is(browser, act, stepping, project):
    assert "0 of 6 steps taken." in stepping.text
    assert [each.text for each in stepping.all("li", **{"aria-current": "step"})] == ["Look Next"]
    early = act("take-step", **{"on-day": "5", "on-month": "11", "on-year": "2018"}, note="12 came.")
    assert "Look Taken on 5 November 2018 12 came." in early.text
    assert "Ask Next Plan To come" in early.text
    before = {"on-day": "4", "on-month": "11", "on-year": "2018"}
    assert "Choose a day from the last step" in act("take-step", 422, **before).error_of("on-date")
    undone = browser.send(early, f"{project}/undo-step", {})
    assert "0 of 6 steps taken." in undone.text
    again = browser.send(early, f"{project}/undo-step", {})
    assert "0 of 6 steps taken." in again.text  # sent twice it is one command


def test_it_ends_with_what_became_of_it_and_stays_to_be_read(browser, community, act, stepping, project):
    act("add-output", kind="event", title="Learning from incidents", path="/events")
    assert act("end", 422).error_of("ending") == "Say what became of it"
    wrong = act("add-output", kind="other", title="Entered wrongly")
    left = browser.send(wrong, f"{project}/remove-output", {})  # the form of the last of them
    assert "Entered wrongly" not in left.text
    act("end", ending="Two regional tools.")
    browser.get(f"{project}/acts/take-step", 409)
    community.calling()
    page = browser.get(project)
    for words in (
        "What became of it Two regional tools.",
        "Event: Learning from incidents",
        "Look Not taken",
    ):
        assert words in page.text
    listed = browser.get("/led-projects?region=WOE")
    assert listed.links()[TITLE] == project
    assert "Ended on" in listed.text
    assert "None here yet." in browser.get("/led-projects?region=SW").text


def test_it_is_changed_by_the_keepers_of_its_region_alone(browser, bus, community, project):
    edit = f"{project}/edit"
    page = browser.send(browser.get(edit), edit, {"title": "The same again?", "areas": "north"})
    assert "Areas north" in page.text
    community.sign_in(community.admit("Sam", "SW", roles=("coordinator:SW",)))
    bus.relay()
    browser.get(edit, 404)
    browser.get(f"{project}/acts/end", 404)
    browser.get(f"{project}/acts/dance", 404)
    community.sign_in(community.admit("Ann"))
    browser.get(NEW, 403)
