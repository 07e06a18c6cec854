"""A published round with its proposals at exchange's desk, for the tests of proposals and comments."""

from datetime import UTC, datetime
from typing import Any

from exchange_desk import NATIONAL, Desk

from chassis.identity import Caller
from contracts.membership import MEMBER_LEFT

IDEAS = datetime(2019, 1, 8, 9, 0, tzinfo=UTC)
OPEN = datetime(2019, 1, 20, 9, 0, tzinfo=UTC)
LATE = datetime(2019, 3, 1, 9, 0, tzinfo=UTC)
VOTING = datetime(2019, 4, 2, 9, 0, tzinfo=UTC)
VOTED = datetime(2019, 4, 13, 9, 0, tzinfo=UTC)
DAYS = (
    ("idea", "2019-01-07", "2019-02-01"),
    ("proposal", "2019-01-14", "2019-02-28"),
    ("shortlist", "2019-03-01", "2019-03-20"),
    ("vote", "2019-04-01", "2019-04-12"),
    ("award", "2019-04-12", "2019-05-10"),
)
WORDS: dict[str, Any] = {
    "title": "Fewer falls on wards",
    "aim": "Falls of frail patients at night halve within a year.",
    "plan": "Two wards test a checklist every week.",
    "spending": "Time of two nurses.",
    "theme": "Flow",
    "ask": 20_000_00,
}
OTHER: dict[str, Any] = {
    **WORDS,
    "title": "Shorter waits for outpatients",
    "aim": "Letters arrive before the appointment.",
}


class Fair:
    """One round, open to everybody; ``ann`` leads, ``bo`` helps, ``cy`` looks on."""

    def __init__(self, desk: Desk, region: str = "UK") -> None:
        self.desk = desk
        self.ann = desk.member("ann")
        self.bo = desk.member("bo", "WOE")
        self.cy = desk.member("cy", "NENC")
        drafted = desk.knock("rounds.draft_round", _round(region), by=NATIONAL)
        told = {"id": drafted["id"], "version": drafted["version"]}
        self.round = desk.knock("rounds.publish_round", told, by=NATIONAL)["id"]
        desk.now = OPEN

    def enter(self, by: Caller, door: str = "draft_proposal", **words: Any) -> dict[str, Any]:
        payload = {"round_id": self.round, **WORDS, **words}
        return self.desk.knock(f"proposals.{door}", payload, by=by)

    def idea(self, by: Caller, **words: Any) -> dict[str, Any]:
        return self.enter(by, "enter_idea", **words)

    def act(self, verb: str, made: dict[str, Any], by: Caller, **more: Any) -> dict[str, Any]:
        return self.desk.knock(f"proposals.{verb}", {"id": made["id"], **more}, by=by)

    def submitted(self, by: Caller, **words: Any) -> dict[str, Any]:
        return self.act("submit_proposal", self.enter(by, **words), by)

    def change(self, made: dict[str, Any], by: Caller, **more: Any) -> dict[str, Any]:
        return self.act("change_proposal", made, by, **{**WORDS, **more})

    def join(self, made: dict[str, Any], who: Caller, shown_name: str = "") -> dict[str, Any]:
        """Its lead asks, and this member agrees."""
        lead = Caller(made["lead"], frozenset({"member"}))
        self.act("ask_co_applicant", made, lead, member_id=who.subject)
        return self.act("answer_as_co_applicant", made, who, agrees=True, shown_name=shown_name)

    def get(self, made: dict[str, Any], by: Caller) -> dict[str, Any]:
        return self.desk.knock("proposals.get_proposal", {"id": made["id"]}, by=by)

    def listed(self, by: Caller, **more: Any) -> list[str]:
        page = self.desk.knock("proposals.list_proposals", {"round_id": self.round, **more}, by=by)
        return [each["title"] for each in page["items"]]

    def say(self, made: dict[str, Any], by: Caller, text: str = "Why?", **more: Any) -> dict[str, Any]:
        payload = {"proposal_id": made["id"], "text": text, **more}
        return self.desk.knock("comments.add_comment", payload, by=by)

    def on_comment(self, verb: str, said: dict[str, Any], by: Caller, **more: Any) -> dict[str, Any]:
        return self.desk.knock(f"comments.{verb}", {"id": said["id"], **more}, by=by)

    def comments(self, made: dict[str, Any], by: Caller, **more: Any) -> list[dict[str, Any]]:
        payload = {"proposal_id": made["id"], **more}
        return self.desk.knock("comments.list_comments", payload, by=by)["items"]

    def support(self, made: dict[str, Any], by: Caller, **more: Any) -> dict[str, Any]:
        payload = {"proposal_id": made["id"], **more}
        return self.desk.knock("supporters.support_proposal", payload, by=by)

    def engagement(self, made: dict[str, Any], by: Caller) -> dict[str, Any]:
        return self.desk.knock("comments.get_engagement", {"proposal_id": made["id"]}, by=by)

    def told(self, kind: str) -> list[list[str]]:
        """Who was told by notices of this kind, each as its list of members."""
        return [
            each["data"]["members"]
            for each in self.desk.events("notice_raised")
            if each["data"]["kind"] == kind
        ]

    def leave(self, who: Caller) -> None:
        """Membership says that somebody left Q."""
        told = {
            "member_id": who.subject,
            "version": 9,
            "region": who.region,
            "status": "left",
            "joined": "2018-01-15",
            "roles": [],
            "cohort": "2018",
            "left": "2019-02-01",
        }
        self.desk.hear(MEMBER_LEFT, who.subject, 9, told, who.region or "UK")


def _round(region: str) -> dict[str, Any]:
    return {
        "region": region,
        "title": "Q Exchange 2019",
        "pot": 600_000_00,
        "least_ask": 1_000_00,
        "most_ask": 30_000_00,
        "themes": ["Flow", "Outpatients"],
        "phases": [{"kind": kind, "first": first, "last": last} for kind, first, last in DAYS],
        "ballot": {"kind": "approval", "picks": 6},
    }
