"""Improvement projects on the pages: searched, added, kept true, joined, ended (row 70)."""

import csv
import io
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest

NEW = "/projects/new"
PROJECT = {"title": "Excellence Every Day", "region": "SW", "issue": "Safety", "date-year": "2018"}
ATOM = {"a": "http://www.w3.org/2005/Atom"}
FIVE = (
    PROJECT | {"site": "Derriford Hospital", "stp": "Devon", "aim": "Small steps on every ward."},
    PROJECT | {"title": "Falls at night", "date-year": "2017"},
    PROJECT | {"title": "Flow from the front door", "issue": "Flow"},
    PROJECT | {"title": "Why do we keep making the same mistakes?", "region": "NENC"},
    PROJECT | {"title": "Suicide prevention", "region": "WOE", "issue": "Access"},
)


@pytest.fixture
def members(bus, community):
    """Ann of SW, who is signed in, Ben of SW, and Kim, who coordinates SW."""
    made = {"Ann": community.admit("Ann", "SW"), "Ben": community.admit("Ben", "SW")}
    made["Kim"] = community.admit("Kim", "SW", ("coordinator:SW",))
    bus.relay()
    community.sign_in(made["Ann"])
    return made


def added(browser, answers=PROJECT):
    """The path of a project that whoever is signed in leads, and its page."""
    page = browser.send(browser.get(NEW), NEW, answers)
    location = next(
        each.attributes["action"]
        for each in page.all("form", method="post")
        if "/projects/" in each.attributes["action"]
    )
    return location.rpartition("/")[0], page


def age(bus, days=200):
    """Nobody has looked at any project for so long."""
    rows = bus.databases["exchange"].database["projects"]
    rows.update_many({}, {"$set": {"checked_at": datetime.now(UTC) - timedelta(days=days)}})


def test_visitors_tick_facets_and_find_two_of_five_then_one(browser, members, community, bus):
    for each in FIVE:
        asked = {"date": each["date-year"], **{name: each[name] for name in each if name != "date-year"}}
        bus.call("exchange_projects", "add_project", asked, caller=members["Ann"])
    community.calling()
    page = browser.get("/projects")
    assert "5 projects" in page.text
    assert {"South West of England (3)", "Safety (3)", "Flow (1)", "2018 (4)", "Devon (1)"} <= {
        each.text for each in page.all("label")
    }
    assert all(each.attributes["method"] == "get" for each in page.all("form", action="/projects"))
    two = browser.get("/projects?text=&region=sw&issue=safety")
    assert "2 projects" in two.text
    assert two.links()["Remove South West of England"] == "/projects?issue=safety"
    assert two.links()["Clear all"] == "/projects"
    assert two.links()["as CSV"] == "/projects/export.csv?region=sw&issue=safety"
    one = browser.get("/projects?region=sw&issue=safety&date=2018")
    assert "1 project " in one.text
    assert "Excellence Every Day" in one.links()
    assert "Safety. Derriford Hospital, Devon, South West of England. Began in 2018" in one.text


def test_words_are_searched_and_what_finds_nothing_says_how_to_go_on(browser, members, community):
    added(browser)
    community.calling()
    assert "1 project " in browser.get("/projects?text=EXCELLENCE&region=sw").text
    assert "Excellence Every Day" in browser.get("/projects?text=day").links()
    none = browser.get("/projects?text=submarines")
    assert "No projects" in none.text
    assert "Nothing like that was tried" in none.text
    assert "These words say too little" in browser.get("/projects?text=the+of").text


def test_what_cannot_be_asked_is_said_and_a_counter_of_a_mail_changes_nothing(browser, community):
    community.calling()
    wrong = browser.get("/projects?date=soon", 422)
    assert "Choose a value from the list" in wrong.text
    assert browser.get("/projects?utm_source=mail").h1 == "Improvement projects"


def test_a_project_needs_four_answers_and_what_is_missing_is_said_beside_its_field(browser, members):
    wrong = browser.send(browser.get(NEW), NEW, {"region": "", "date-year": "soon"}, 422)
    assert wrong.error_of("title") == "Say in a few words what it is"
    assert wrong.error_of("region") == "Choose where it is"
    assert wrong.error_of("issue") == "Say what is to be improved"
    assert wrong.error_of("date-date") == "The date it began must be real, like 7 9 2017, or a month or year"
    _, page = added(browser)
    assert page.h1 == "Excellence Every Day"
    assert "You lead this project." in page.text
    assert "Began in 2018" in page.text


def test_an_nhs_number_stops_a_project_beside_its_field(browser, members):
    wrong = browser.send(browser.get(NEW), NEW, PROJECT | {"aim": "Mrs A (943 476 5919) fell."}, 422)
    assert wrong.error_of("aim").startswith("Line 1, character 8: this looks like an NHS number")


def test_a_title_that_is_there_is_asked_about_with_a_link(browser, members):
    path, _ = added(browser)
    asked = browser.send(browser.get(NEW), NEW, PROJECT | {"title": "Excellence, every day"}, 422)
    assert asked.error_of("title") == "There is a project with nearly this title. Is it the same?"
    assert asked.links()["Excellence Every Day"] == path
    made = browser.send(asked, NEW, {"is_another": "yes"})
    assert made.h1 == "Excellence, every day"


def test_how_to_reach_the_lead_is_read_by_whom_they_chose(browser, members, community):
    answers = {"contact": "qi@example.org", "contact_for": "members", "shown_name": "Ann of Plymouth"}
    path, page = added(browser, PROJECT | answers)
    assert "Who reads that Members of Q" in page.text
    community.sign_in(members["Ben"])
    assert "qi@example.org" in browser.get(path).text
    community.calling()
    theirs = browser.get(path)
    assert "qi@example.org" not in theirs.html
    assert "Ann of Plymouth" in theirs.text
    assert theirs.links()["Sign in to ask to join"] == f"/sign-in?next={path}/join"


def test_without_a_name_of_their_own_a_lead_is_called_as_the_directory_lets_the_reader(
    browser, members, community
):
    path, _ = added(browser)
    community.sign_in(members["Ben"])
    assert "Led by Ann " in browser.get(path).text
    community.calling()
    assert "A member of Q in South West of England" in browser.get(path).text


def test_the_lead_changes_what_it_says_and_a_stale_form_is_held_up(browser, members):
    path, _ = added(browser, FIVE[0])
    edit = f"{path}/edit"
    form, later = browser.get(edit), browser.get(edit)
    assert form.answers(edit)["date-year"] == "2018"
    changed = browser.send(form, edit, {"aim": "None at night.", "date-month": "3", "date-day": "5"})
    assert "Began on 5 March 2018" in changed.text
    stale = browser.send(later, edit, {"aim": "Another."}, 422)
    assert "Somebody changed this" in stale.text


def test_a_stale_project_says_so_and_its_lead_confirms_it_with_one_click(browser, members, community, bus):
    path, _ = added(browser)
    age(bus)
    community.calling()
    assert "Ask before you rely on it." in browser.get(path).text
    assert "Perhaps out of date" in browser.get("/projects").text
    community.sign_in(members["Kim"])
    listed = browser.get("/projects/stale")
    assert listed.h1 == "Perhaps out of date: South West of England"
    assert listed.links()["Excellence Every Day"] == path
    community.sign_in(members["Ann"])
    done = browser.send(browser.get(path), f"{path}/confirmation", {})
    assert "It is confirmed as of today." in done.text
    assert "Nobody has said since" not in done.text


def test_what_did_not_work_goes_to_the_archive_with_what_others_learn(browser, members, community):
    path, _ = added(browser)
    end = f"{path}/end"
    wrong = browser.send(browser.get(end), end, {"result": "did_not_work"}, 422)
    assert wrong.error_of("learned") == "Say what others can learn from it."
    done = browser.send(wrong, end, {"learned": "Ask the night shift first."})
    assert "It is in the archive" in done.text
    community.calling()
    archive = browser.get("/projects?archive=yes")
    assert archive.h1 == "What did not work"
    assert "What others can learn: Ask the night shift first." in archive.text
    community.sign_in(members["Ann"])
    assert "The project runs again." in browser.send(browser.get(path), f"{path}/resumption", {}).text


def test_a_member_joins_and_leads_and_both_see_what_is_next(browser, members, community):
    path, _ = added(browser)
    community.sign_in(members["Ben"])
    join = f"{path}/join"
    asked = browser.send(browser.get(join), join, {"words": "I know falls.", "shown_name": "Ben"})
    assert "We write to you when they answer." in asked.text
    assert "Ask to join" not in asked.links()
    again = browser.post(join, browser.get(join).answers(join), 422)
    assert "You asked already." in again.get_data(as_text=True)
    community.sign_in(members["Ann"])
    team = browser.get(browser.get(path).links()["Answer them"])
    answer = next(
        each.attributes["action"] for each in team.all("form") if "/team/" in each.attributes["action"]
    )
    assert "I know falls." in team.text
    taken = browser.post(answer, {**team.answers(answer), "answer": "yes", "words": "Welcome."})
    team = browser.get(taken.headers["Location"])
    assert "They are in the team, and told so." in team.text
    lead = f"{path}/team/lead"
    assert browser.send(team, lead, {}, 422).error_of("member") == "Choose who is to lead it"
    asked = browser.send(team, lead, {"member": members["Ben"].subject})
    assert "Ben was asked on" in asked.text
    assert "They are asked, and lead it once they agree." in asked.text
    again = browser.send(asked, f"{path}/handover-taking-back", {})
    assert "You have taken the offer back." in again.text
    browser.send(browser.get(f"{path}/team"), lead, {"member": members["Ben"].subject})
    assert "You lead this project." in browser.get(path).text
    community.sign_in(members["Ben"])
    assert "You are asked to lead it" in browser.get("/my-projects").text
    agreed = browser.send(browser.get(path), f"{path}/handover-answer", {"answer": "yes"})
    assert "You lead it from now on." in agreed.text
    assert "You are asked to lead" not in agreed.text
    community.sign_in(members["Ann"])
    assert "You have left the team." in browser.send(browser.get(path), f"{path}/leaving", {}).text
    assert "Excellence Every Day" not in browser.get("/my-projects").text
    community.sign_in(members["Ben"])
    mine = browser.get("/my-projects")
    assert mine.links()["Excellence Every Day"] == path
    assert "Welcome." in mine.text
    assert "You lead this project." in browser.get(path).text


def test_who_is_asked_to_lead_a_project_may_rather_not(browser, members, community, bus):
    path, _ = added(browser)
    asked = {"project_id": path.rpartition("/")[2]}
    made = bus.call("exchange_project_joining", "ask_to_join", asked, caller=members["Ben"])
    accepted = {"id": made["id"], "is_accepted": True}
    bus.call("exchange_project_joining", "answer_joining", accepted, caller=members["Ann"])
    lead = f"{path}/team/lead"
    browser.send(browser.get(f"{path}/team"), lead, {"member": members["Ben"].subject})
    community.sign_in(members["Ben"])
    answer = f"{path}/handover-answer"
    wrong = browser.send(browser.get(path), answer, {"answer": "perhaps"}, 422)
    assert "Say whether you lead it from now on." in wrong.text
    declined = browser.send(browser.get(path), answer, {"answer": "no"})
    assert "You do not lead it. Whoever asked you is told." in declined.text
    assert "You are in its team." in declined.text


def test_nobody_reads_how_to_reach_a_lead_before_the_lead_chose_who_may(browser, members):
    form = browser.get(NEW)
    assert form.answers(NEW).get("contact_for") is None
    wrong = browser.send(form, NEW, PROJECT | {"contact": "qi@example.org"}, 422)
    assert wrong.error_of("contact_for") == "Choose who may read how to reach you"
    made = browser.send(wrong, NEW, {"contact_for": "nobody"})
    assert "Who reads that Nobody" in made.text


def test_what_came_of_a_project_is_mended_without_running_it_again(browser, members):
    path, _ = added(browser)
    end = f"{path}/end"
    done = browser.send(browser.get(end), end, {"result": "worked", "learned": "Ask nights first."})
    form = browser.get(done.links()["Change what came of it"])
    assert form.answers(end)["result"] == "worked"
    mended = browser.send(form, end, {"result": "partly"})
    assert "It worked in part" in mended.text
    assert "Ask nights first." in mended.text


def test_a_request_is_taken_back(browser, members, community):
    path, _ = added(browser)
    community.sign_in(members["Ben"])
    join = f"{path}/join"
    asked = browser.send(browser.get(join), join, {"words": "I know falls."})
    back = next(
        each.attributes["action"] for each in asked.all("form") if "taking-back" in each.attributes["action"]
    )
    assert "You have taken it back." in browser.send(asked, back, {}).text


def test_who_is_not_in_the_team_gets_no_team_page_and_no_measures_to_write(browser, members, community):
    path, _ = added(browser)
    community.sign_in(members["Ben"])
    for below in ("team", "measures"):
        browser.get(f"{path}/{below}", 404)
    for below in ("edit", "end", "withdraw"):
        assert "Whoever leads the project" in browser.get(f"{path}/{below}", 403).text


def test_a_keeper_shows_withdraws_and_restores(browser, members, community):
    path, _ = added(browser)
    community.sign_in(members["Kim"])
    shown = browser.send(browser.get(path), f"{path}/showcase", {})
    assert "It is a showcase now." in shown.text
    assert "Worth a look" in browser.get("/projects").text
    assert "Worth a look" not in browser.get("/projects?region=sw").text
    withdraw = f"{path}/withdraw"
    assert browser.send(browser.get(withdraw), withdraw, {}, 422).error_of("reason") == "Say why"
    gone = browser.send(browser.get(withdraw), withdraw, {"reason": "It never began."})
    assert "It never began." in gone.text
    community.calling()
    browser.get(path, 404)
    assert "Excellence" not in browser.get("/projects").text
    community.sign_in(members["Kim"])
    assert "Everybody can read it again." in browser.send(browser.get(path), f"{path}/restoration", {}).text


def test_the_feed_is_atom_that_a_parser_reads_and_tells_nobodys_name(browser, members, community):
    path, _ = added(browser, PROJECT | {"shown_name": "Ann", "aim": "No falls & no fear."})
    added(browser, FIVE[4])
    community.calling()
    answer = browser.client.get("/projects/feed?region=SW")
    assert answer.mimetype == "application/atom+xml"
    feed = ElementTree.fromstring(answer.data)
    (entry,) = feed.findall("a:entry", ATOM)
    assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
    for parent in (feed, entry):  # what RFC 4287 asks for of both
        for needed in ("id", "title", "updated"):
            (found,) = parent.findall(f"a:{needed}", ATOM)
            assert found.text
    assert datetime.fromisoformat(entry.findtext("a:updated", "", ATOM)).tzinfo is not None
    assert entry.findtext("a:id", "", ATOM) == f"http://localhost{path}"
    assert entry.find("a:author/a:name", ATOM).text == "South West of England"
    assert entry.findtext("a:summary", "", ATOM) == "No falls & no fear."
    assert {each.get("rel") for each in feed.findall("a:link", ATOM)} == {"self", "alternate"}
    assert b">Ann<" not in answer.data
    again = browser.client.get("/projects/feed?region=SW", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert (
        len(ElementTree.fromstring(browser.client.get("/projects/feed").data).findall("a:entry", ATOM)) == 2
    )


def test_a_search_is_a_file_for_spreadsheets_and_for_programs(browser, members, community):
    added(browser, PROJECT | {"contact": "qi@example.org", "contact_for": "everybody"})
    added(browser, FIVE[4])
    community.calling()
    answer = browser.client.get("/projects/export.csv?region=sw")
    (row,) = csv.DictReader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff")))
    assert (row["title"], row["date"]) == ("Excellence Every Day", "2018")
    assert "qi@example.org" not in answer.get_data(as_text=True)
    assert len(browser.client.get("/projects/export.json").get_json()["items"]) == 2
    assert browser.client.get("/projects/export.csv?date=soon").status_code == 422
