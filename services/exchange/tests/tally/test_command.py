"""``exchange tally``: why and why not for people, the same for programs, and plain words for a bad file."""

import json

import pytest
from votes import every_real_vote, vote_of

from exchange.command import main
from exchange.tally import greedy, read_pb, write_pb


@pytest.fixture
def published(tmp_path):
    vote = vote_of(100, [60, 50, 40], ("a", 5), ("b", 4), ("c", 3))
    file = tmp_path / "round.pb"
    file.write_text(write_pb(vote, greedy(vote)), encoding="utf-8")
    return file


def test_every_project_is_printed_with_why(published, capsys):
    assert main(["tally", str(published)]) == 0
    out = capsys.readouterr().out
    assert (
        "A vote\n12 voters, 3 projects, 100 in the pot.\nRule: greedy. The projects with the most votes"
        in out
    )
    assert "   2. B (b), 50\n      Not funded: it costs 50, and 40 was left at its turn." in out
    assert "2 funded for 100; 0 is left.\nThe file names the same projects as funded.\n" in out


def test_pounds_are_written_as_pounds(tmp_path, capsys):
    vote = vote_of(100, [60, 50], ("a", 5), ("b", 4))
    file = tmp_path / "round.pb"
    file.write_text(write_pb(vote, None, {"currency": "GBP"}), encoding="utf-8")
    assert main(["tally", str(file)]) == 0
    out = capsys.readouterr().out
    assert "£100 in the pot" in out
    assert "it costs £50, and £40 was left" in out
    assert "for £60; £40 is left" in out


def test_another_rule_says_how_it_differs_from_the_file(tmp_path, capsys):
    vote = vote_of(100, [50, 50, 25], ("ab", 3), "c")
    file = tmp_path / "round.pb"
    file.write_text(write_pb(vote, greedy(vote)), encoding="utf-8")
    assert main(["tally", str(file), "--rule", "equal-shares"]) == 0
    assert "The file itself names others: it funds also b; it does not fund c." in capsys.readouterr().out


@every_real_vote
@pytest.mark.parametrize("rule", ["greedy", "equal-shares"])
def test_programs_get_the_whole_tally_of_a_real_vote(file, rule, capsys):
    assert main(["tally", str(file), "--rule", rule, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    vote = read_pb(file.read_bytes()).vote
    assert (told["voters"], len(told["projects"])) == (vote.voters, len(vote.projects))
    assert all(each["sentence"] for each in told["projects"])


def test_a_bad_file_is_named_with_its_line_and_no_file_at_all(tmp_path, capsys):
    bad = tmp_path / "bad.pb"
    bad.write_text("META\nkey;value\nbudget;ten\nPROJECTS\n")
    assert main(["tally", str(bad)]) == 2
    assert capsys.readouterr().err == f"{bad}, line 4: The budget is to be a number, not below 0.\n"
    assert main(["tally", str(tmp_path / "none.pb")]) == 2
    assert "cannot be read: No such file or directory." in capsys.readouterr().err
    with pytest.raises(SystemExit) as refused:
        main(["tally", str(bad), "--rule", "dice"])
    assert refused.value.code == 2
