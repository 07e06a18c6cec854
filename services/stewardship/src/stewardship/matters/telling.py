"""Whom a matter's steps are told to, and in which words."""

from datetime import datetime
from typing import Any

from commons.london import day_of, in_words
from commons.places import name_of
from contracts.events import Fact
from stewardship.matters.domain import Matter
from stewardship.matters.proposals import Proposal
from stewardship.notices import notices
from stewardship.settings import Settings
from stewardship.speaking import people_of

OUTCOMES = {
    "accepted": "accepted",
    "partly": "accepted in part",
    "declined": "declined",
    "noted": "noted",
    "otherwise": "it is done otherwise there",
}
DECISIONS = {
    "taken_up": "your group raised it",
    "joined": "your group joined a matter of another region with it",
    "turned_down": "your group did not take it up, and says why",
}


class Telling:
    """Makes the notices of matters; what it answers is saved with the state."""

    def __init__(self, work: Any, settings: Settings, now: datetime) -> None:
        self._work = work
        self._settings = settings
        self._today = day_of(now)

    def name_of(self, group: str) -> str:
        """A group's name in words."""
        return name_of(self._settings.regions, group)

    def raised(self, matter: Matter) -> list[Fact]:
        """To every group that is asked."""
        told = []
        for receipt in matter.receipts:
            told += self._tell(
                "matter_raised",
                matter,
                {receipt.group},
                f"{receipt.group}:raised",
                origin=self.name_of(matter.voices[0].group),
                due=in_words(receipt.due_at),
            )
        return told

    def due(self, matter: Matter) -> list[Fact]:
        """To each group that has not acknowledged it, before the deadline."""
        told = []
        for receipt in matter.receipts:
            if receipt.acknowledged_at is None:
                told += self._tell(
                    "matter_due",
                    matter,
                    {receipt.group},
                    f"{receipt.group}:due",
                    origin=self.name_of(matter.voices[0].group),
                    due=in_words(receipt.due_at),
                )
        return told

    def overdue(self, matter: Matter, groups: tuple[str, ...]) -> list[Fact]:
        """To both sides: who has not acknowledged it, and who waits for that."""
        told = []
        for group in groups:
            receipt = matter.receipt_of(group)
            told += self._tell(
                "matter_overdue",
                matter,
                {group, *(voice.group for voice in matter.voices)},
                f"{group}:overdue",
                group=self.name_of(group),
                due=in_words(receipt.due_at) if receipt else "",
            )
        return told

    def answered(self, matter: Matter, group: str, outcome: str) -> list[Fact]:
        """To every group behind the matter: the sender always learns the result."""
        return self._tell(
            "matter_answered",
            matter,
            {voice.group for voice in matter.voices},
            f"{group}:answered:{matter.version}",
            group=self.name_of(group),
            outcome=OUTCOMES[outcome],
        )

    def proposed(self, proposal: Proposal) -> list[Fact]:
        """To the group whose member proposed something."""
        return notices(
            "matter_proposed",
            cause=f"proposal:{proposal.id}",
            members=people_of(self._work, proposal.region, self._today),
            about={"title": proposal.title, "group": self.name_of(proposal.region)},
            path=f"/matters/proposals/{proposal.region}",
            concerning=(proposal.id, proposal.version),
            region=proposal.region,
        )

    def decided(self, proposal: Proposal) -> list[Fact]:
        """To the member who proposed it: what became of it."""
        return notices(
            "matter_answered",
            cause=f"proposal:{proposal.id}:{proposal.state}",
            members=[proposal.member_id],
            about={
                "title": proposal.title,
                "group": self.name_of(proposal.region),
                "outcome": DECISIONS[proposal.state],
            },
            path=f"/matters/{proposal.matter_id}" if proposal.matter_id else "/matters/mine",
            concerning=(proposal.id, proposal.version),
            region=proposal.region,
        )

    def _tell(self, kind: str, matter: Matter, groups: set[str], cause: str, **about: str) -> list[Fact]:
        members: set[str] = set()
        for group in groups:
            members |= people_of(self._work, group, self._today)
        return notices(
            kind,
            cause=f"matter:{matter.id}:{cause}",
            members=members,
            about={"title": matter.title, **about},
            path=f"/matters/{matter.id}",
            concerning=(matter.id, matter.version),
        )
