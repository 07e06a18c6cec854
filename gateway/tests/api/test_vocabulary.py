"""The vocabulary of skills over the API, and words that members propose (row 63)."""

import pytest

from chassis.identity import VISITOR

from ..register import keep  # noqa: TID252 - tests are no installed package

WORDS = "/skills/vocabulary/words"
FUNNEL = {
    "word": "Funnel plots",
    "group": "measurement",
    "meaning": "Comparing units fairly.",
    "why": "We do.",
}


@pytest.fixture
def member(bus, calling):
    found = keep(bus, "ann")
    calling(found)
    return found


def test_everybody_reads_the_vocabulary_with_its_synonyms(api, calling):
    calling(VISITOR)
    groups = api("GET", "/skills/vocabulary").get_json()["items"]
    spc = next(each for group in groups for each in group["skills"] if each["key"] == "spc")
    assert "control charts" in spc["synonyms"]
    [one] = api("GET", "/skills/vocabulary?group=safety").get_json()["items"]
    assert one["key"] == "safety"
    held = api("GET", "/skills/vocabulary").headers["ETag"]
    assert api("GET", "/skills/vocabulary", headers={"If-None-Match": held}).status_code == 304


def test_a_text_is_read_for_the_skills_it_names(api, calling):
    calling(VISITOR)
    read = api("GET", "/skills/vocabulary/look-up?text=who+can+coach+control+charts+and+juggling").get_json()
    assert ("spc", "control charts", True) in [
        (each["key"], each["word"], each["whole"]) for each in read["items"]
    ]
    assert read["unknown"] == ["juggling"]


def test_a_proposed_word_counts_once_the_national_team_takes_it_up(api, calling, people, member):
    api.refused("GET", WORDS, 403, "role_required")
    assert api("POST", WORDS, json=FUNNEL).status_code == 201
    api.refused("POST", WORDS, 409, "word_proposed_already", json=FUNNEL)
    api.refused("POST", WORDS, 409, "word_known", json={"word": "SPC", "skill": "audit"})
    calling(people["national"])
    [waiting] = api("GET", WORDS).get_json()["items"]
    decide = f"{WORDS}/{waiting['id']}/decision"
    read = api("GET", f"{WORDS}/{waiting['id']}")
    assert (read.get_json()["word"], read.headers["ETag"][1]) == ("Funnel plots", "1")
    api.refused("GET", f"{WORDS}/w-404", 404, "not_found")
    no_reason = {"decision": "turn_down", "version": 1}
    problem = api.refused("POST", decide, 422, "reason_required", json=no_reason)
    assert list(problem["fields"]) == ["reason"]
    taken = api("POST", decide, json={"decision": "take_up", "version": 1}).get_json()
    assert taken["state"] == "taken_up"
    api.refused("POST", decide, 412, "stale_version", json={"decision": "take_up", "version": 1})
    assert api("GET", f"{WORDS}?state=taken_up").get_json()["items"][0]["word"] == "Funnel plots"
    calling(member)
    assert [each["state"] for each in api("GET", f"{WORDS}/mine").get_json()["items"]] == ["taken_up"]
    added = api("POST", "/skills", json={"skill": "funnel_plots", "level": "doing"})
    assert added.status_code == 201


def test_a_word_that_lacks_its_meaning_is_refused_beside_the_fields(api, member):
    problem = api.refused("POST", WORDS, 422, "word_incomplete", json={"word": "Funnel plots"})
    assert set(problem["fields"]) == {"group", "meaning"}
