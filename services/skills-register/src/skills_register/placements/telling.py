"""Who is told what of a release or a placement: the member, and who acts for the two organisations.

A line manager is no member: their mail is asked for by an event of its own, which notifications alone hears.
"""

from collections.abc import Iterable
from typing import Any

from commons.london import day_in_words
from contracts.events import Fact
from contracts.skills_register import LINE_MANAGER_ASK_ENDED, LINE_MANAGER_ASKED
from skills_register.notices import notices
from skills_register.organisations.acting import people_of
from skills_register.organisations.store import OrganisationStore
from skills_register.placements.days import days_in_words
from skills_register.placements.domain import DIFFERS, Placement
from skills_register.placements.releasing.domain import Answer, Ask, Release
from skills_register.placements.releasing.requests import ReleaseRequest


class Telling:
    """The notices of one call."""

    def __init__(self, work: Any) -> None:
        self._work = work

    def invited(self, request: ReleaseRequest, release: Release) -> list[Fact]:
        about = {
            "organisation": self._name(request.organisation_id),
            "days": days_in_words(request.half_days),
        }
        return self._of_release("release_invited", release, "invited", {release.member_id}, about)

    def consented(self, request: ReleaseRequest, release: Release) -> list[Fact]:
        """A member would help: who acts for the organisation that asks."""
        about = {"lender": self._name(release.lender_id), "days": days_in_words(request.half_days)}
        people = self._people(release.borrower_id) - {release.member_id}
        return self._of_release("release_offered", release, "consented", people, about)

    def manager_asked(self, release: Release, ask: Ask, email: str) -> list[Fact]:
        """The mail with the link; a link that was sent before is over."""
        about = {
            "ask_id": ask.id,
            "email": email,
            "until": ask.until.isoformat(),
            "lender": self._name(release.lender_id),
            "borrower": self._name(release.borrower_id),
            "days": days_in_words(ask.half_days),
        }
        earlier = release.asks[-2].id if len(release.asks) > 1 else None
        ended = self.link_over(release, earlier, "replaced") if earlier else []
        return [*ended, LINE_MANAGER_ASKED.of(ask.id, 1, about, release.region)]

    def link_over(self, release: Release, ask_id: str, outcome: str) -> list[Fact]:
        """The address behind this link is needed no more."""
        data = {"ask_id": ask_id, "outcome": outcome}
        return [LINE_MANAGER_ASK_ENDED.of(ask_id, 2, data, release.region)]

    def answered(self, release: Release, answer: Answer) -> list[Fact]:
        """The line manager's word: the member and both organisations."""
        words = "no release"
        if answer.granted:
            words = f"{days_in_words(answer.half_days)}, until {day_in_words(answer.ends_on)}"
        about = {"lender": self._name(release.lender_id), "answer": words}
        people = {release.member_id} | self._both(release.lender_id, release.borrower_id)
        return self._of_release("release_answered", release, answer.ask_id, people, about)

    def link_expired(self, release: Release, ask: Ask) -> list[Fact]:
        """Nobody answered: the member and the lender can have a fresh link sent."""
        about = {"borrower": self._name(release.borrower_id)}
        people = {release.member_id} | self._people(release.lender_id)
        return self._of_release("release_unanswered", release, ask.id, people, about)

    def not_taken(self, releases: Iterable[Release]) -> list[Fact]:
        """Who offered and was not taken is told so, each by a mail of their own."""
        return [
            fact
            for each in releases
            for fact in self._of_release(
                "release_not_taken",
                each,
                "not taken",
                {each.member_id},
                {"organisation": self._name(each.borrower_id)},
            )
        ]

    def agreed(self, placement: Placement) -> list[Fact]:
        about = {
            **self._two(placement),
            "days": days_in_words(placement.half_days),
            "starts_on": day_in_words(placement.starts_on),
        }
        cause = f"agreed {placement.half_days} {placement.ends_on}"
        return self._of_placement("placement_agreed", placement, cause, self._everybody(placement), about)

    def over(self, placement: Placement) -> list[Fact]:
        """Its last day has passed: both organisations confirm."""
        about = {**self._two(placement), "ends_on": day_in_words(placement.ends_on)}
        people = self._both(*placement.parties)
        return self._of_placement("placement_over", placement, f"over {placement.ends_on}", people, about)

    def confirmed(self, placement: Placement, organisation_id: str, half_days: int) -> list[Fact]:
        """One side said how many days it came to: the other one."""
        other = next(each for each in placement.parties if each != organisation_id)
        about = {"organisation": self._name(organisation_id), "days": days_in_words(half_days)}
        kind = "placement_differs" if placement.state == DIFFERS else "placement_confirmed"
        cause = f"confirmed {organisation_id} {half_days}"
        return self._of_placement(kind, placement, cause, self._people(other), about)

    def cancelled(self, placement: Placement, by: str) -> list[Fact]:
        people = self._everybody(placement) - {by}
        return self._of_placement("placement_cancelled", placement, "cancelled", people, self._two(placement))

    def corrected(self, placement: Placement, half_days: int, number: int) -> list[Fact]:
        """A keeper put right what it came to, for the ``number``-th time."""
        about = {**self._two(placement), "days": days_in_words(half_days)}
        people = self._both(*placement.parties)
        return self._of_placement("days_corrected", placement, f"corrected {number}", people, about)

    def _of_release(
        self, kind: str, release: Release, cause: str, people: set[str], about: dict[str, str]
    ) -> list[Fact]:
        return notices(
            kind,
            cause=f"release {release.id} {cause}",
            members=people,
            about=about,
            path=f"/release-requests/{release.request_id}",
            concerning=(release.id, release.version),
            region=release.region,
        )

    def _of_placement(
        self, kind: str, placement: Placement, cause: str, people: set[str], about: dict[str, str]
    ) -> list[Fact]:
        return notices(
            kind,
            cause=f"placement {placement.id} {cause}",
            members=people,
            about=about,
            path=f"/placements/{placement.id}",
            concerning=(placement.id, placement.version),
            region=placement.region,
        )

    def _two(self, placement: Placement) -> dict[str, str]:
        return {"lender": self._name(placement.lender_id), "borrower": self._name(placement.borrower_id)}

    def _everybody(self, placement: Placement) -> set[str]:
        return {placement.member_id} | self._both(*placement.parties)

    def _both(self, one: str, other: str) -> set[str]:
        return self._people(one) | self._people(other)

    def _people(self, organisation_id: str) -> set[str]:
        return people_of(self._work, organisation_id)

    def _name(self, organisation_id: str) -> str:
        found = OrganisationStore(self._work).get(organisation_id)
        return found.name if found else "an organisation"
