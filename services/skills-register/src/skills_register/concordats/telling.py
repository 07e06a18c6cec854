"""Who is told what of a concordat: its region's keepers, and the leaders of its signatories."""

from datetime import date
from typing import Any

from commons.london import day_in_words
from commons.people.store import People
from contracts.events import Fact
from skills_register.concordats.domain import Concordat
from skills_register.concordats.signatures import Signature, is_in_force, sign_by
from skills_register.concordats.store import ConcordatStore
from skills_register.notices import notices
from skills_register.organisations.acting import people_of
from skills_register.organisations.domain import LEADER, Organisation
from skills_register.organisations.store import OrganisationStore


class Telling:
    """The notices of one call."""

    def __init__(self, work: Any, today: date) -> None:
        self._work = work
        self._today = today

    def review_due(self, concordat: Concordat) -> list[Fact]:
        """A review comes near: its keepers and the leaders of its signatories."""
        people = self._keepers(concordat) | self._leaders(concordat)
        day = concordat.review_on
        return notices(
            "concordat_review_due",
            cause=f"review {concordat.id} {day.isoformat()} {(day - self._today).days}",
            members=people,
            about={"concordat": concordat.title, "review_on": day_in_words(day)},
            path=f"/concordats/{concordat.id}",
            concerning=(concordat.id, concordat.version),
            region=concordat.region,
        )

    def to_sign(self, concordat: Concordat) -> list[Fact]:
        """There is a new text: the leaders of whoever signed an earlier one, each with their own last day.

        A grace that runs since the text before is not made longer by this one.
        """
        current = concordat.current
        if current is None:
            return []
        return [
            fact
            for until, leaders in sorted(self._leaders_by_grace(concordat).items())
            for fact in notices(
                "concordat_to_sign",
                cause=f"text {concordat.id} {current.number} {until.isoformat()}",
                members=leaders,
                about={"concordat": concordat.title, "sign_by": day_in_words(until)},
                path=f"/concordats/{concordat.id}",
                concerning=(concordat.id, concordat.version),
                region=concordat.region,
            )
        ]

    def withdrawn(self, concordat: Concordat, organisation: Organisation, signature: Signature) -> list[Fact]:
        """An organisation leaves: the keepers and the other signatories' leaders."""
        withdrawal = signature.withdrawal
        if withdrawal is None:
            return []
        own = people_of(self._work, organisation.id)
        return notices(
            "concordat_withdrawn",
            cause=f"withdrawal {signature.id} {signature.version}",
            members=(self._keepers(concordat) | self._leaders(concordat)) - own,
            about={
                "concordat": concordat.title,
                "organisation": organisation.name,
                "from_day": day_in_words(withdrawal.from_day),
            },
            path=f"/concordats/{concordat.id}",
            concerning=(signature.id, signature.version),
            region=concordat.region,
        )

    def _keepers(self, concordat: Concordat) -> set[str]:
        """Coordinators and convenors of its region; without any, the national team."""
        people = People(self._work)
        held = people.holding(f"coordinator:{concordat.region}", f"convenor:{concordat.region}")
        return set(held or people.holding("national_team"))

    def _leaders(self, concordat: Concordat) -> set[str]:
        signed = self._in_force(concordat)
        return {member for each in signed for member in people_of(self._work, each.organisation_id, LEADER)}

    def _leaders_by_grace(self, concordat: Concordat) -> dict[date, set[str]]:
        """The leaders of signatories who are to sign again, by the last day of their grace."""
        found: dict[date, set[str]] = {}
        for each in self._in_force(concordat):
            until = sign_by(each, concordat)
            if until is not None and each.withdrawal is None:
                found.setdefault(until, set()).update(people_of(self._work, each.organisation_id, LEADER))
        return found

    def _in_force(self, concordat: Concordat) -> list[Signature]:
        signed = ConcordatStore(self._work).signatures_of(concordat.id)
        known = OrganisationStore(self._work).several(each.organisation_id for each in signed)
        return [
            each
            for each in signed
            if is_in_force(each, concordat, known.get(each.organisation_id), self._today)
        ]
