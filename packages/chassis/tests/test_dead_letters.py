"""All dead letters at once, where more keep coming than anybody can take."""

import pytest

from chassis.bus import dead_letters
from chassis.bus.dead_letters import DeadLetter, Wanted, each_of_all

FAR_TOO_MANY = 100


def test_letters_that_keep_coming_are_not_looked_for_without_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dead_letters, "LOOK_AGAIN_SECONDS", 0.05)
    monkeypatch.setattr(dead_letters, "PAUSE_SECONDS", 0.01)
    passes: list[int] = []

    def act(_wanted: Wanted) -> list[DeadLetter]:
        passes.append(len(passes))
        new = DeadLetter("queue", f"letter-{len(passes)}", "note", "broken", "", 5)
        return [new] if len(passes) < FAR_TOO_MANY else []

    assert 1 < len(each_of_all(act)) < FAR_TOO_MANY - 1
