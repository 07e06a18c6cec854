"""Who is told what while a shortlist is made: volunteers, keepers, and the teams in the end."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from commons.centre import UK
from commons.london import in_words
from commons.people.domain import Person
from commons.people.store import People
from contracts.events import Fact
from exchange.assessments.panels.domain import Assessor, Panel
from exchange.notices import notices
from exchange.proposals.domain import Proposal
from exchange.rounds.domain import Round


class Telling:
    """The notices of one call about one panel."""

    def __init__(self, work: Any, found: Round, panel: Panel, now: datetime) -> None:
        self._people = People(work)
        self._known: dict[str, Person | None] = {}
        self._round = found
        self._panel = panel
        self._now = now

    def assigned(self, numbers: Mapping[str, int]) -> list[Fact]:
        """Proposals were given out: member -> how many."""
        return self._by_number("assessment_assigned", numbers, f"assigned {self._moment}")

    def reminded(self, numbers: Mapping[str, int]) -> list[Fact]:
        """The deadline comes near: member -> how many are not in."""
        return self._by_number("assessment_reminder", numbers, f"reminder {self._moment}")

    def late(self, numbers: Mapping[str, int]) -> list[Fact]:
        """The deadline has passed: its assessors are reminded, its keepers told how many are missing."""
        missing = sum(numbers.values())
        if not missing:
            return []
        about = {"round": self._title, "number": in_number(missing, "assessment")}
        return [*self.reminded(numbers), *self._keepers("assessments_late", f"late {self._moment}", about)]

    def vacant(self, cause: str, number: int) -> list[Fact]:
        """So many places are to be given to somebody else: keepers."""
        if not number:
            return []
        about = {"round": self._title, "number": in_number(number, "assessment")}
        return self._keepers("assessment_vacant", f"vacant {cause}", about)

    def off(self, proposal: Proposal, cause: str, assessors: Iterable[str]) -> list[Fact]:
        """They need not assess this proposal any more."""
        about = {"round": self._title, "proposal": proposal.title}
        return self._notice("assessment_off", f"off {cause}", assessors, about, self._own_page)

    def let_go(self, assessor: Assessor) -> list[Fact]:
        """They assess no more in this round; the reason stands on its page."""
        cause = f"let go {assessor.id} {assessor.version}"
        about = {"round": self._title}
        return self._notice("assessor_let_go", cause, [assessor.member_id], about, self._own_page)

    def decided(self, *proposals: Proposal) -> list[Fact]:
        """What was decided and what assessors said can be read: each team, whatever was decided."""
        self._meet(member for each in proposals for member in each.team)
        return [fact for each in proposals for fact in self._decided(each)]

    def _decided(self, proposal: Proposal) -> list[Fact]:
        about = {"round": self._title, "proposal": proposal.title}
        cause = f"shortlist {proposal.id} {self._moment}"
        return self._notice(
            "shortlist_decided", cause, proposal.team, about, f"/proposals/{proposal.id}/feedback"
        )

    def _meet(self, members: Iterable[str]) -> None:
        """Ask for all of them at once, and for nobody twice: a shortlist tells the teams of hundreds."""
        unknown = set(members) - set(self._known)
        if unknown:
            self._known |= dict.fromkeys(unknown) | self._people.several(unknown)

    @property
    def _title(self) -> str:
        return self._round.terms.title

    @property
    def _moment(self) -> str:
        return f"{self._round.id} {self._now.isoformat()}"

    @property
    def _own_page(self) -> str:
        return f"/rounds/{self._round.id}/assessing"

    def _by_number(self, kind: str, numbers: Mapping[str, int], cause: str) -> list[Fact]:
        """One notice for all who have as many."""
        grouped: dict[int, list[str]] = {}
        for member, number in numbers.items():
            grouped.setdefault(number, []).append(member)
        due = in_words(self._panel.deadline(self._round))
        return [
            fact
            for number, members in sorted(grouped.items())
            for fact in self._notice(
                kind,
                cause,
                members,
                {"round": self._title, "number": in_number(number, "proposal"), "due": due},
                self._own_page,
            )
        ]

    def _keepers(self, kind: str, cause: str, about: dict[str, str]) -> list[Fact]:
        region = self._round.region
        roles = () if region == UK else (f"coordinator:{region}", f"convenor:{region}")
        found = self._people.holding(*roles) if roles else []
        told = found or self._people.holding("national_team")
        return self._notice(kind, cause, told, about, f"/rounds/{self._round.id}/panel")

    def _notice(
        self, kind: str, cause: str, members: Iterable[str], about: dict[str, str], path: str
    ) -> list[Fact]:
        told = sorted(set(members))
        self._meet(told)
        return notices(
            kind,
            cause=cause,
            members=[each for each in told if (person := self._known[each]) and person.is_active],
            about=about,
            path=path,
            concerning=(self._panel.id, self._panel.version),
            region=self._round.region,
        )


def in_number(number: int, word: str) -> str:
    """``1 proposal``, ``3 proposals``."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
