"""A round of the whole community that members vote in: projects, voters, ballots, as the clock goes on."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from exchange_desk import NATIONAL, Desk

from chassis.call import Call
from chassis.identity import Caller
from commons.london import noon
from contracts.ballots import receipt_of
from exchange.proposals.domain import Proposal, Words
from exchange.proposals.store import ProposalStore

DAYS = {
    "proposal": ("2019-01-07", "2019-02-28"),
    "shortlist": ("2019-03-01", "2019-03-20"),
    "vote": ("2019-04-01", "2019-04-12"),
    "award": ("2019-04-12", "2019-05-10"),
}
MADE_AT = datetime(2019, 1, 10, 9, 0, tzinfo=UTC)
LEADS = {"a": "SW", "b": "SW", "c": "WOE", "d": "NENC"}
"""Projects, and the region of each one's lead ``lead-a`` and so on."""


class Polling:
    """``vote(voter, "ab")`` casts for the projects a and b."""

    def __init__(
        self,
        desk: Desk,
        voters: int = 12,
        stage: str = "shortlisted",
        theme_of: Mapping[str, str] | None = None,
        works_at: Mapping[str, str] | None = None,
        **terms: Any,
    ) -> None:
        self.desk = desk
        self.voters = [desk.member(f"v-{number:03}", "SW") for number in range(voters)]
        for project, region in LEADS.items():
            desk.member(f"lead-{project}", region)
        self.id = self._round(terms)
        for project in LEADS:
            works = (works_at or {}).get(project, "")
            self.propose(project, stage, theme=(theme_of or {}).get(project, ""), works_at=works)

    def _round(self, terms: dict[str, Any]) -> str:
        asked = {
            "region": "UK",
            "title": "Q Exchange 2019",
            "pot": 60_000_00,
            "least_ask": 1_000_00,
            "most_ask": 30_000_00,
            "phases": phases(),
            "ballot": {"kind": "approval"},
            "seed": "drawn at the meeting",
            **terms,
        }
        made = self.desk.knock("rounds.draft_round", asked, by=NATIONAL)
        self.desk.knock("rounds.publish_round", {"id": made["id"]}, by=NATIONAL)
        return str(made["id"])

    def propose(self, project: str, stage: str, theme: str, ask: int = 20_000_00, works_at: str = "") -> None:
        region = LEADS[project]
        words = Words(f"Project {project.upper()}", "An aim", organisation=works_at, theme=theme, ask=ask)
        made = Proposal(
            id=f"p-{project}",
            version=1,
            round_id=self.id,
            region=region,
            lead=f"lead-{project}",
            shown_name="",
            stage=stage,
            words=words,
            text=1,
            is_open=True,
            made_at=MADE_AT,
            changed_at=MADE_AT,
            submitted_at=MADE_AT,
        )
        store = ProposalStore(self.desk.work)
        self.desk.work.in_transaction(Call(now=MADE_AT), lambda: store.save(made))

    def shortlist(self, project: str) -> None:
        self.move(project, "shortlisted")

    def move(self, project: str, stage: str) -> None:
        """As the capability does that decides it."""
        store = ProposalStore(self.desk.work)
        before = store.get(f"p-{project}")
        assert before is not None
        after = replace(before, version=before.version + 1, stage=stage)
        self.desk.work.in_transaction(Call(now=self.desk.now), lambda: store.save(after))

    def at(self, day: str, **later: int) -> None:
        """Go on to that day's noon (and ``later``), and do all that is due."""
        self.desk.now = noon(date.fromisoformat(day)) + timedelta(**later)
        self.desk.do_due_work()

    def open(self) -> "Polling":
        self.at("2019-04-01")
        return self

    def tally(self) -> dict[str, Any]:
        self.at("2019-04-12", minutes=10, seconds=20)
        return self.result()

    def result(self) -> dict[str, Any]:
        told: dict[str, Any] = self.knock("results.get_tally")
        return told

    def file(self) -> str:
        """The published file, all its parts."""
        text, part = "", 0
        while part is not None:
            told = self.knock("results.get_ballot_file", part=part)
            text, part = text + told["text"], told["next"]
        return text

    def knock(self, door: str, by: Caller | None = None, **more: Any) -> Any:
        asked = {"round": self.id, **more}
        return self.desk.knock(door, asked, by=by) if by else self.desk.knock(door, asked)

    def paper(self, by: Caller | None = None) -> dict[str, Any]:
        told: dict[str, Any] = self.knock("ballots.get_paper", by)
        return told

    def numbers(self, projects: str) -> list[int]:
        number = {each["id"]: each["number"] for each in self.paper()["projects"]}
        return sorted(number[f"p-{each}"] for each in projects)

    def vote(
        self, voter: Caller, projects: str, secret: str = "", command: str | None = None, **more: Any
    ) -> str:
        """Cast a ballot; the receipt as the voter's side makes it."""
        secret = secret or secret_of(voter)
        asked = {
            "round": self.id,
            "ballot_secret": secret,
            "projects": [f"p-{each}" for each in projects],
            **more,
        }
        told = self.desk.knock("ballots.cast_ballot", asked, by=voter, command=command)
        assert told == {"accepted": True, "numbers": self.numbers(projects)}
        return receipt_of(self.id, secret, self.numbers(projects))

    def draft(self, voter: Caller, projects: str) -> dict[str, Any]:
        told: dict[str, Any] = self.knock(
            "ballots.save_draft", voter, projects=[f"p-{each}" for each in projects]
        )
        return told

    def box(self) -> list[dict[str, Any]]:
        return list(self.desk.work.collection("ballots", "ballots").find({}))

    def row(self, voter: Caller) -> dict[str, Any]:
        row = self.desk.work.collection("exchange_roll").find_one({"_id": f"{self.id}|{voter.subject}"})
        assert row is not None
        return dict(row)


def secret_of(voter: Caller) -> str:
    return voter.subject.encode().hex().rjust(32, "0")[-32:]


def phases(**moved: tuple[str, str]) -> list[dict[str, str]]:
    return [{"kind": kind, "first": first, "last": last} for kind, (first, last) in {**DAYS, **moved}.items()]
