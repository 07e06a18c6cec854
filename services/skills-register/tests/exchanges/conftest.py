"""Two members of different regions who exchange help for time."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from skills_desk import Desk

from chassis.identity import Caller


@dataclass
class Two:
    """Ann of SW helps Ben of WOE; ``id`` is their exchange."""

    desk: Desk
    ann: Caller
    ben: Caller
    id: str = ""

    def propose(self, minutes: int = 180, **more: Any) -> dict[str, Any]:
        asked = {
            "member_id": "ben",
            "side": "giver",
            "what": "Coaching in SPC",
            "minutes": minutes,
            "on": "2018-10-10",
        }
        made = self.desk.knock("exchanges.propose_exchange", asked | more, by=self.ann)
        self.id = made["id"]
        return made

    def act(self, door: str, by: Caller, **more: Any) -> dict[str, Any]:
        return self.desk.knock(f"exchanges.{door}", {"id": self.id, **more}, by=by)

    def agreed(self, minutes: int = 180) -> None:
        self.propose(minutes)
        self.act("agree_exchange", self.ben)

    def done(self, minutes: int = 180) -> None:
        self.agreed(minutes)
        self.act("say_done", self.ann, minutes=minutes)

    def settled(self, minutes: int = 180) -> dict[str, Any]:
        self.done(minutes)
        return self.act("confirm_exchange", self.ben)

    def balances(self) -> tuple[int, int]:
        """Ann's and Ben's, in minutes."""
        ann, ben = (self.desk.knock("ledger.get_account", by=who)["balance"] for who in (self.ann, self.ben))
        return ann, ben

    def later(self, days: int) -> None:
        """So many days pass, and what is due is done."""
        self.desk.now += timedelta(days=days)
        self.desk.do_due_work()

    def told(self, kind: str) -> list[str]:
        """Who was told this, in order."""
        notices = [event["data"] for event in self.desk.events("notice_raised")]
        return [member for notice in notices if notice["kind"] == kind for member in notice["members"]]


@pytest.fixture
def two(desk: Desk) -> Two:
    return Two(desk, desk.member("ann"), desk.member("ben", "WOE"))
