"""Members propose words, the national team decides, and the vocabulary grows at once."""

import pytest
from skills_desk import NATIONAL, Desk

from chassis.testkit.refusing import refused

FUNNEL = {"word": "Funnel plots", "group": "measurement", "meaning": "Comparing units fairly."}


@pytest.fixture
def ann(desk: Desk):
    desk.member("n-1", "SW", "national_team")
    return desk.member("ann")


def notices(desk: Desk, kind: str):
    return [each["data"] for each in desk.events("notice_raised") if each["data"]["kind"] == kind]


def test_everybody_reads_the_vocabulary_and_one_group_of_it(desk):
    whole = desk.knock("vocabulary.list_vocabulary")["items"]
    assert sum(len(group["skills"]) for group in whole) > 60
    [one] = desk.knock("vocabulary.list_vocabulary", {"group": "measurement"})["items"]
    spc = next(skill for skill in one["skills"] if skill["key"] == "spc")
    assert "SPC" in spc["synonyms"]


def test_a_proposed_word_is_told_to_the_national_team_and_counts_once_it_is_taken_up(desk, ann):
    made = desk.knock("vocabulary.propose_word", FUNNEL, by=ann)
    assert notices(desk, "word_proposed")[0]["members"] == ["n-1"]
    assert desk.knock("vocabulary.look_up_words", {"text": "funnel plots"})["items"] == []
    [waiting] = desk.knock("vocabulary.list_words", by=NATIONAL)["items"]
    assert waiting["id"] == made["id"]
    desk.knock("vocabulary.decide_word", {"id": made["id"], "decision": "take_up"}, by=NATIONAL)
    [found] = desk.knock("vocabulary.look_up_words", {"text": "who can do funnel plots"})["items"]
    assert (found["key"], found["whole"]) == ("funnel_plots", True)
    assert notices(desk, "word_decided")[0]["members"] == ["ann"]
    assert desk.knock("vocabulary.my_words", by=ann)["items"][0]["state"] == "taken_up"


def test_a_word_is_turned_down_with_a_reason_and_may_then_be_proposed_anew(desk, ann):
    made = desk.knock("vocabulary.propose_word", FUNNEL, by=ann)
    with refused("word_proposed_already"):
        desk.knock("vocabulary.propose_word", {**FUNNEL, "word": "FUNNEL PLOT"}, by=ann)
    no = {"id": made["id"], "decision": "turn_down"}
    with refused("reason_required"):
        desk.knock("vocabulary.decide_word", no, by=NATIONAL)
    desk.knock("vocabulary.decide_word", {**no, "reason": "It is a kind of SPC."}, by=NATIONAL)
    with refused("word_decided"):
        desk.knock("vocabulary.decide_word", {**no, "reason": "Again."}, by=NATIONAL)
    assert desk.knock("vocabulary.propose_word", FUNNEL, by=ann)["state"] == "waiting"


def test_the_centre_may_make_it_a_synonym_instead(desk, ann):
    made = desk.knock("vocabulary.propose_word", FUNNEL, by=ann)
    asked = {"id": made["id"], "decision": "take_up", "skill": "benchmarking"}
    desk.knock("vocabulary.decide_word", asked, by=NATIONAL)
    [found] = desk.knock("vocabulary.look_up_words", {"text": "funnel plots"})["items"]
    assert found["key"] == "benchmarking"


def test_only_the_national_team_reads_a_proposed_word(desk, ann):
    made = desk.knock("vocabulary.propose_word", FUNNEL, by=ann)
    assert desk.knock("vocabulary.get_word", {"id": made["id"]}, by=NATIONAL) == made
    with refused("role_required"):
        desk.knock("vocabulary.get_word", {"id": made["id"]}, by=ann)
    with refused("not_found"):
        desk.knock("vocabulary.get_word", {"id": "w-404"}, by=NATIONAL)


def test_only_the_national_team_decides(desk, ann):
    made = desk.knock("vocabulary.propose_word", FUNNEL, by=ann)
    with refused("role_required"):
        desk.knock("vocabulary.decide_word", {"id": made["id"], "decision": "take_up"}, by=ann)
    with refused("word_known"):
        desk.knock("vocabulary.propose_word", {**FUNNEL, "word": "S.P.C. charts".replace(".", "")}, by=ann)


def test_two_words_taken_up_that_mean_the_same_are_refused(desk, ann):
    first = desk.knock("vocabulary.propose_word", FUNNEL, by=ann)
    second = desk.knock("vocabulary.propose_word", {**FUNNEL, "word": "Funnel diagrams"}, by=ann)
    desk.knock("vocabulary.decide_word", {"id": first["id"], "decision": "take_up"}, by=NATIONAL)
    same = {"id": second["id"], "decision": "take_up", "word": "Funnel plot"}
    with refused("word_known"):
        desk.knock("vocabulary.decide_word", same, by=NATIONAL)
