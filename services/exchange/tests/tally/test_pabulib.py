"""Ballot files: every kind of vote, odd ways to write them, and a plain sentence for what is wrong."""

import pytest

from exchange.tally import PbError, read_pb

HEAD = (
    "META\nkey;value\nbudget;100,50\nvote_type;{kind}\n{more}"
    'PROJECTS\nproject_id;cost;name\na;60;Ann\'s\nb;40;"B; two"\n'
)


def file(kind, *votes, more="", columns="voter_id;vote"):
    return HEAD.format(kind=kind, more=more) + "VOTES\n" + "\n".join([columns, *votes]) + "\n"


def ballots(text):
    return dict(read_pb(text).vote.ballots)


def test_projects_have_their_cost_and_name_and_the_pot_may_have_a_comma():
    vote = read_pb(file("approval", "1;a,b")).vote
    assert [(each.id, each.name, each.cost) for each in vote.projects] == [
        ("a", "Ann's", 60),
        ("b", "B; two", 40),
    ]
    assert vote.pot * 2 == 201


def test_approvals_are_a_point_each_once_and_blank_ballots_count():
    assert ballots(file("approval", "1;a,b", "2;b,a,b", "3;", "4;a")) == {
        ((0, 1), (1, 1)): 2,
        (): 1,
        ((0, 1),): 1,
    }
    assert ballots(file("choose-1", "1;b")) == {((1, 1),): 1}


@pytest.mark.parametrize("kind", ["cumulative", "scoring"])
def test_points_are_read_beside_the_vote(kind):
    columns = "voter_id;vote;points"
    assert ballots(file(kind, "1;b,a;3,0", columns=columns)) == {((1, 3),): 1}


def test_ranks_give_the_first_of_the_longest_list_the_most():
    more = "max_length;3\n"
    assert ballots(file("ordinal", "1;b,a", more=more)) == {((0, 2), (1, 3)): 1}
    assert ballots(file("ordinal", "1;b,a", "2;a")) == {((0, 1), (1, 2)): 1, ((0, 2),): 1}


def test_windows_files_marks_and_empty_lines_are_read():
    text = file("approval", "1;a").replace("\n", "\r\n\r\n").replace("Ann's", "Śródmieście")
    for content in (("\ufeff" + text).encode(), text.encode("cp1250")):
        assert read_pb(content).vote.projects[0].name == "Śródmieście"


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("", None, "The part META is missing"),
        ("\0", None, "This is not a text file."),
        ("META\nkey;value\nbudget;ten\nPROJECTS\n", 4, "The budget is to be a number, not below 0."),
        ("META\nkey;value\nbudget;-1\nPROJECTS\n", 4, "The budget is to be a number"),
        ("META\nkey;value\nbudget;5\nVOTES\n", 4, "The part PROJECTS is missing"),
        ("META\nkey;value\nbudget;5\nPROJECTS\nproject_id;name\n", 5, "PROJECTS has no column cost."),
        (HEAD.format(kind="approval", more=""), 8, "The part VOTES is missing"),
        (
            HEAD.format(kind="approval", more="") + "a;5;Again\nVOTES\n",
            9,
            "Each project needs an id of its own.",
        ),
        (HEAD.format(kind="approval", more="") + "c;free;C\nVOTES\n", 9, "The cost is to be a number"),
        (file("secret", "1;a"), 9, "The vote_type secret is not one of approval"),
        (file("approval", "1;a", "2;z"), 12, "z is not among the projects."),
        (file("scoring", "1;a,b;3", columns="voter_id;vote;points"), 11, "is to have its points"),
        (file("scoring", "1;a;-3", columns="voter_id;vote;points"), 11, "is to have its points"),
        (file("scoring", "1;a;1.5", columns="voter_id;vote;points"), 11, "is to have its points"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text, line, why):
    with pytest.raises(PbError) as refused:
        read_pb(text)
    assert (refused.value.line, why in refused.value.why) == (line, True), refused.value
