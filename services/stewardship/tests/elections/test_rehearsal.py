"""A rehearsal: days brought forward before the vote, never during it, and everybody can read it."""

from dataclasses import replace
from typing import Any

import pytest
from hustings import Hustings

from chassis.call import Call
from chassis.identity import system
from stewardship.elections.rehearsal import __main__ as command
from stewardship.elections.rehearsal import store
from stewardship.refusal import Refusal


@pytest.fixture
def hustings(desk: Any) -> Hustings:
    return Hustings(desk)


def rehearse(hustings: Hustings, days: int) -> None:
    call = Call(caller=system("rehearsal"), now=hustings.desk.now)
    store.rehearse(hustings.desk.work, call, hustings.id, days)
    hustings.desk.do_due_work()


def test_an_election_is_in_voting_on_the_day_on_which_it_was_drafted(hustings: Hustings):
    hustings.draft()  # on 3 September, with nominations from the 10th and the vote from 1 October
    rehearse(hustings, 8)
    assert hustings.election()["state"] == "nominations_open"
    hustings.stand(1, "Ann", patient=True)
    hustings.stand(2, "Ben")
    hustings.stand(3, "Cat")
    rehearse(hustings, 21)
    told = hustings.election()
    assert (told["state"], told["roll_size"], len(told["candidates"])) == ("voting", 12, 3)
    assert hustings.vote(hustings.voters[4], "Ben", "Ann")


def test_everybody_reads_that_the_days_were_moved(hustings: Hustings):
    hustings.draft()
    rehearse(hustings, 2)
    [moved] = [step for step in hustings.election()["history"] if step["name"] == "changed"]
    assert moved["note"] == "This is a rehearsal: every day was moved 2 days earlier."


def test_nobody_cuts_a_vote_short(hustings: Hustings):
    hustings.open_voting()
    before = hustings.election()
    with pytest.raises(Refusal) as no:
        rehearse(hustings, 1)
    assert no.value.code == "election_begun"
    assert hustings.election() == before


def test_an_election_that_is_not_there_is_named(hustings: Hustings):
    with pytest.raises(Refusal) as no:
        store.rehearse(hustings.desk.work, replace(Call(), now=hustings.desk.now), "e-1", 1)
    assert no.value.code == "not_found"


@pytest.fixture
def opened(hustings: Hustings, monkeypatch: pytest.MonkeyPatch) -> Hustings:
    """The command opens this test's database."""
    monkeypatch.setenv("MONGO_URI", "mongodb://localhost/none")
    monkeypatch.setattr(command, "open_work", lambda uri, prefix: hustings.desk.work)
    return hustings


def test_the_command_says_the_new_days(opened: Hustings, capsys: pytest.CaptureFixture[str]):
    opened.draft()
    assert command.main([opened.id, "5"]) == 0
    assert "close on 2018-09-19, the vote opens on 2018-09-26" in capsys.readouterr().out


def test_the_command_says_why_not(opened: Hustings, capsys: pytest.CaptureFixture[str]):
    opened.open_voting()
    assert command.main([opened.id, "5"]) == 1
    assert "Nominations are closed." in capsys.readouterr().err
    with pytest.raises(SystemExit):
        command.main([opened.id, "0"])


def test_a_missing_setting_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.delenv("MONGO_URI", raising=False)
    assert command.main(["e-1", "5"]) == 2
    assert "MONGO_URI is not set" in capsys.readouterr().err
