"""Whom a notice is for: people."""

from commons.notices import Telling
from contracts.exchange import NOTICE_RAISED


def test_programs_and_nobody_are_told_nothing_for_nobody_reads_their_mails():
    telling = Telling(NOTICE_RAISED, {"round_tallied": ("round",)})

    def told(*members: str) -> list[str]:
        facts = telling(
            "round_tallied",
            cause="r-1",
            members=members,
            about={"round": "Q Exchange"},
            path="/rounds/r-1/results",
            concerning=("r-1", 1),
        )
        return [member for fact in facts for member in fact.data["members"]]

    assert told("ann", "service:setup", "") == ["ann"]
    assert told("service:setup") == []
