"""A round of Q Exchange that takes proposals now, and people who propose, in the gateway's tests."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from chassis.call import Call
from chassis.identity import Caller
from chassis.ids import new_id
from chassis.testkit.local_bus import LocalBus
from commons.people.domain import Person
from commons.people.store import People
from gateway.portal.dates import today

KEEPER = Caller("national-of-rounds", frozenset({"member", "national_team"}), "WOE")
WORDS: dict[str, Any] = {
    "title": "Fewer falls on wards",
    "aim": "Falls of frail patients at night halve within a year.",
    "plan": "Two wards test a checklist every week.",
    "spending": "Time of two nurses.",
    "theme": "Flow",
    "ask": 20_000_00,
}
ALIKE: dict[str, Any] = {
    **WORDS,
    "title": "Falls of frail patients on wards",
    "aim": "Fewer frail patients fall at night.",
}
AHEAD = (
    ("idea", -20, 20),
    ("proposal", -10, 30),
    ("shortlist", 31, 45),
    ("vote", 50, 60),
    ("award", 61, 80),
)


def round_of(**changes: Any) -> dict[str, Any]:
    """What the national team publishes: ideas and proposals are taken now; ``shift`` moves all days."""
    moved = timedelta(days=changes.pop("shift", 0))
    phases = [
        {"kind": kind, "first": _day(first, moved), "last": _day(last, moved)} for kind, first, last in AHEAD
    ]
    return {
        "region": "UK",
        "title": "Q Exchange, open round",
        "pot": 600_000_00,
        "least_ask": 1_000_00,
        "most_ask": 30_000_00,
        "themes": ["Flow", "Outpatients"],
        "phases": phases,
        "ballot": {"kind": "approval"},
        **changes,
    }


class OpenRound:
    """``ann`` of SW proposes, ``ben`` of WOE, too; ``cat`` of WOE reads."""

    def __init__(self, bus: LocalBus, **changes: Any) -> None:
        self.bus = bus
        self.ann, self.ben, self.cat = (
            self.member(name, region) for name, region in (("ann", "SW"), ("ben", "WOE"), ("cat", "WOE"))
        )
        drafted = self.knock("rounds.draft_round", round_of(**changes), KEEPER)
        # Published before its first phase began, as rounds are.
        before = Call(caller=KEEPER, now=datetime.now(UTC) - timedelta(days=100), command_id=new_id())
        bus.service("exchange_rounds").publish_round(before, {"id": drafted["id"]})
        self.id = str(drafted["id"])

    def member(self, member_id: str, region: str) -> Caller:
        work = self.bus.databases["exchange"]
        People(work).keep(Person(member_id, 1, region, "active", date(2018, 1, 15)))
        return Caller(member_id, frozenset({"member"}), region)

    def knock(self, door: str, payload: dict[str, Any], by: Caller) -> Any:
        service, _, name = door.partition(".")
        return self.bus.call(f"exchange_{service}", name, payload, caller=by, command_id=new_id())

    def idea(self, by: Caller, **words: Any) -> dict[str, Any]:
        return self._entered("enter_idea", by, words)

    def draft(self, by: Caller, **words: Any) -> dict[str, Any]:
        return self._entered("draft_proposal", by, words)

    def submitted(self, by: Caller, **words: Any) -> dict[str, Any]:
        return self.act("submit_proposal", self.draft(by, **words), by)

    def act(self, door: str, made: dict[str, Any], by: Caller, **more: Any) -> dict[str, Any]:
        answer: dict[str, Any] = self.knock(f"proposals.{door}", {"id": made["id"], **more}, by)
        return answer

    def join(self, made: dict[str, Any], lead: Caller, who: Caller, name: str = "") -> None:
        self.act("ask_co_applicant", made, lead, member_id=who.subject)
        self.act("answer_as_co_applicant", made, who, agrees=True, shown_name=name)

    def say(self, made: dict[str, Any], by: Caller, text: str, **more: Any) -> dict[str, Any]:
        payload = {"proposal_id": made["id"], "text": text, **more}
        said: dict[str, Any] = self.knock("comments.add_comment", payload, by)
        return said

    def _entered(self, door: str, by: Caller, words: dict[str, Any]) -> dict[str, Any]:
        made: dict[str, Any] = self.knock(f"proposals.{door}", {"round_id": self.id, **WORDS, **words}, by)
        return made


def _day(ahead: int, moved: timedelta) -> str:
    return (today() + timedelta(days=ahead) + moved).isoformat()
