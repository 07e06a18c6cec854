"""Words mean one skill each; a file that says otherwise stops the start with file, key and reason."""

import pytest

from chassis.settings import SettingsError
from skills_register.refusal import Refusal
from skills_register.settings import Settings
from skills_register.vocabulary import files, proposals
from skills_register.vocabulary.domain import Skill, plain

from skills_desk import NOW, REGIONS_FOLDER  # isort: skip

WORDS = files.load()


def test_the_shipped_vocabulary_has_skills_in_every_group_and_a_sentence_for_each():
    assert 60 <= len(WORDS.skills) <= 100
    assert {skill.group for skill in WORDS.skills.values()} == set(WORDS.groups)
    for skill in WORDS.skills.values():
        assert skill.meaning.endswith("."), skill.key
        assert skill.synonyms, skill.key


@pytest.mark.parametrize("word", ["SPC", "spc charts", "Statistical Process Control", "control chart"])
def test_every_synonym_means_the_same_skill_in_any_case_and_number(word):
    assert WORDS.meaning_of(word) == "spc"


def test_a_text_is_read_by_its_longest_words_and_says_what_nobody_knows():
    read = WORDS.understand("someone who knows experience-based co-design and purple monkeys")
    assert [(hit.skill, hit.whole) for hit in read.hits] == [("experience_design", True)]
    assert read.unknown == ("purple", "monkey")


def test_a_part_of_a_word_finds_what_begins_so_and_says_that_it_is_a_part():
    hits = WORDS.understand("ergonom").hits
    assert [(hit.skill, hit.whole) for hit in hits] == [("human_factors", False)]
    assert WORDS.understand("er").unknown == ("er",)


def written(tmp_path, text):
    file = tmp_path / "own.toml"
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_an_operator_adds_groups_skills_and_synonyms(tmp_path):
    text = (
        '[groups]\nlocal = "Ours"\n[[skills]]\nkey = "devon_way"\nname = "The Devon way"\ngroup = "local"\n'
        'meaning = "Ours."\nsynonyms = ["DW"]\n[synonyms]\nspc = ["wobble charts"]\n'
    )
    words = files.load(written(tmp_path, text))
    assert words.meaning_of("dw") == "devon_way"
    assert words.meaning_of("wobble chart") == "spc"
    assert words.meaning_of("SPC") == "spc"


SKILL = '[[skills]]\nkey = "k"\nname = "Kappa"\ngroup = "data"\nmeaning = "M."\n'


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("colour = 1\n", "own.toml: colour: is not known"),
        (SKILL + 'shade = "x"\n', "own.toml: skills[1].shade: is not known"),
        (SKILL + 'synonyms = ["SPC"]\n', "'SPC' means 'spc' already (in words.toml)"),
        (SKILL + 'synonyms = ["nu", "NU"]\n', "'NU' stands twice for 'k' (the first in own.toml)"),
        (SKILL + 'synonyms = "nu"\n', "own.toml: skills[1].synonyms: a list of words is wanted"),
        (SKILL.replace('"k"', '"spc"'), "own.toml: skills[1].key: 'spc' is a skill already"),
        (SKILL.replace('"k"', '"K k"'), "small letters, digits and _ only"),
        (SKILL.replace('"data"', '"nowhere"'), "own.toml: skills[1].group: 'nowhere' is no group"),
        (SKILL.replace('"M."', '""'), "own.toml: skills[1].meaning: a text is wanted"),
        ('[groups]\ndata = "Again"\n', "own.toml: groups.data: is a group already"),
        ('[synonyms]\nnobody = ["x"]\n', "own.toml: synonyms.nobody: is no skill"),
        ("skills = 3\n", "own.toml: skills: [[skills]] is wanted"),
        ('[synonyms]\nspc = ["a"]\nspc = ["b"]\n', "own.toml: (file): Cannot overwrite a value"),
    ],
)
def test_a_wrong_file_stops_the_start_with_file_key_and_reason(tmp_path, text, problem):
    with pytest.raises(SettingsError) as stopped:
        Settings(regions_folder=REGIONS_FOLDER, vocabulary_file=written(tmp_path, text))
    assert "VOCABULARY_FILE" in str(stopped.value)
    assert problem in str(stopped.value)


def test_a_file_that_is_not_there_stops_the_start(tmp_path):
    with pytest.raises(SettingsError, match=r"none\.toml: \(file\): No such file"):
        Settings(regions_folder=REGIONS_FOLDER, vocabulary_file=str(tmp_path / "none.toml"))


def test_words_are_compared_without_signs_case_and_plural():
    assert plain("SPC-Charts & Boards") == "spc chart and board"
    assert plain("process") == "process"


def proposed(word="Funnel plots", skill="", group="measurement", meaning="Comparing units fairly."):
    return proposals.propose(
        "w-1", WORDS, member_id="m-1", word=word, skill=skill, group=group, meaning=meaning, why="", now=NOW
    )


def test_a_taken_up_word_becomes_a_skill_or_a_synonym():
    taken = proposals.take_up(proposed(), WORDS, word="", skill="", group="", meaning="", now=NOW)
    synonym = proposals.take_up(
        proposed("wobble charts", "spc"), WORDS, word="", skill="", group="", meaning="", now=NOW
    )
    words = proposals.grown(WORDS, [taken, synonym])
    assert words.skills["funnel_plots"] == Skill(
        "funnel_plots", "Funnel plots", "measurement", "Comparing units fairly."
    )
    assert words.meaning_of("funnel plot") == "funnel_plots"
    assert words.meaning_of("wobble chart") == "spc"
    assert WORDS.meaning_of("funnel plot") is None


def test_a_word_that_a_file_holds_since_is_the_files():
    late = proposals.Proposal("w-2", 2, "m-1", "SPC", "run_charts", "", "", "", NOW, state="taken_up")
    assert proposals.grown(WORDS, [late]).meaning_of("SPC") == "spc"


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"word": "SPC charts"}, "word_known"),
        ({"word": "!?"}, "word_incomplete"),
        ({"group": "nowhere"}, "word_incomplete"),
        ({"meaning": ""}, "word_incomplete"),
        ({"skill": "nothing"}, "skill_unknown"),
    ],
)
def test_an_incomplete_or_known_word_is_refused(options, code):
    with pytest.raises(Refusal, match=code):
        proposed(**options)


def test_the_centre_makes_a_skill_of_its_own_of_a_proposed_synonym():
    synonym = proposed("wobble charts", "spc")
    worded = {"group": "measurement", "meaning": "Charts that wobble."}
    taken = proposals.take_up(synonym, WORDS, word="", skill="", **worded, now=NOW)
    assert proposals.grown(WORDS, [taken]).meaning_of("wobble chart") == "wobble_charts"
