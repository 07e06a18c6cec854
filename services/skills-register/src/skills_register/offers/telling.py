"""Whom an offer tells what: its owner before it ends, and owners of what it fits."""

from collections.abc import Iterable
from typing import Any

from commons.london import day_in_words
from contracts.events import Fact
from skills_register.ledger.domain import hours
from skills_register.ledger.telling import speaking_for
from skills_register.notices import notices
from skills_register.offers.domain import Offer
from skills_register.offers.matching import Match


def ending(work: Any, offer: Offer) -> list[Fact]:
    """A week before its end, with the one step that renews it."""
    return notices(
        "offer_ending",
        cause=f"offer {offer.id} {offer.until.isoformat()}",
        members=speaking_for(work, offer.owner, offer.by),
        about={"what": _called(offer), "until": day_in_words(offer.until)},
        path=f"/offers/{offer.id}",
        concerning=(offer.id, offer.version),
        region=offer.region,
    )


def matched(work: Any, offer: Offer, matches: Iterable[Match]) -> list[Fact]:
    """The owners of what this new one fits; once for each pair."""
    return [
        fact
        for match in matches
        for fact in notices(
            "offer_matched",
            cause=f"match {match.offer.id} {offer.id}",
            members=speaking_for(work, match.offer.owner, match.offer.by),
            about={"what": _called(offer), "hours": hours(offer.words.minutes)},
            path=f"/offers/{match.offer.id}/matches",
            concerning=(offer.id, offer.version),
            region=match.offer.region,
        )
    ]


def _called(offer: Offer) -> str:
    return "offer" if offer.gives else "request"
