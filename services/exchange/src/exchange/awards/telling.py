"""Whom an award tells what: who is to approve it, its applicants, and keepers when a report is late."""

from collections.abc import Iterable
from typing import Any

from commons.centre import UK
from commons.london import day_in_words
from commons.people.store import People
from contracts.events import Fact
from exchange.awards.domain import ENDED, SKIPPED, Award
from exchange.notices import notices
from exchange.rounds.domain import pounds

DECIDED = {SKIPPED: "award_skipped", ENDED: "award_ended"}


class Telling:
    """Notices of one call; ``work`` finds the keepers of a round."""

    def __init__(self, work: Any) -> None:
        self._people = People(work)

    def to_approve(self, award: Award, by: str) -> list[Fact]:
        """The round's keepers who may approve it, whenever there are other terms to be read."""
        told = [each for each in self._keepers(award) if each not in (by, *award.recused)]
        about = {"title": award.project.title, "amount": pounds(award.terms.amount)}
        return self._notice("award_to_approve", f"edition {award.edition}", award, told, about)

    def decided(self, award: Award) -> list[Fact]:
        """Its applicants: it is made, the project is skipped, or it has ended."""
        kind = DECIDED.get(award.state, "award_made")
        about = {"title": award.project.title}
        if kind == "award_made":
            about["amount"] = pounds(award.terms.amount)
        return self._notice(kind, award.state, award, award.project.applicants, about)

    def ending_asked(self, award: Award, by: str) -> list[Fact]:
        """The round's other keepers: a second one has to agree."""
        told = [each for each in self._keepers(award) if each not in (by, *award.recused)]
        about = {"title": award.project.title}
        return self._notice("award_ending_asked", f"ending {award.version}", award, told, about)

    def paid(self, award: Award, number: int) -> list[Fact]:
        amount = pounds(award.terms.instalments[number - 1].amount)
        about = {"title": award.project.title, "amount": amount}
        return self._notice("award_paid", f"instalment {number}", award, award.project.applicants, about)

    def corrected(self, award: Award) -> list[Fact]:
        """Something that its applicants were told of was a mistake."""
        about = {"title": award.project.title}
        cause = f"corrected {len(award.corrections)}"
        return self._notice("award_corrected", cause, award, award.project.applicants, about)

    def reports(self, award: Award, numbers: Iterable[int]) -> list[Fact]:
        """``award`` before it is marked as reminded: the first time a report is due soon, then late."""
        return [fact for number in numbers for fact in self._report(award, number)]

    def _report(self, award: Award, number: int) -> list[Fact]:
        report = award.terms.reports[number - 1]
        about = {"title": award.project.title, "day": day_in_words(report.due)}
        cause = f"report {number} {report.told}"
        if report.told == 0:
            return self._notice("award_report_due", cause, award, award.project.applicants, about)
        told = [*award.project.applicants, *self._keepers(award)]
        return self._notice("award_report_late", cause, award, told, about)

    def _keepers(self, award: Award) -> list[str]:
        """The national team's for a round of the UK, and of a region without keepers of its own."""
        own = [f"coordinator:{award.group}", f"convenor:{award.group}"]
        found = self._people.holding(*own) if award.group != UK else []
        everybody = found or self._people.holding("national_team")
        return [each for each in everybody if each not in award.project.applicants]

    def _notice(
        self, kind: str, cause: str, award: Award, told: Iterable[str], about: dict[str, str]
    ) -> list[Fact]:
        members = list(told)
        if not members:
            return []
        return notices(
            kind,
            cause=f"award {award.id} {cause}",
            members=members,
            about=about,
            path=f"/awards/{award.id}",
            concerning=(award.id, award.version),
            region=award.project.region,
        )
