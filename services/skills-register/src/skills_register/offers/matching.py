"""What fits what: an offer finds requests, a request finds offers, each with its reasons (row 59)."""

import re
from dataclasses import dataclass

from skills_register.ledger.domain import hours
from skills_register.offers.domain import Offer

SKILL, WORD, PLACE, ONLINE, REGION, TIME, CAMPAIGN = (
    "skill",
    "word",
    "place",
    "online",
    "region",
    "time",
    "campaign",
)
WORTH = {SKILL: 10, WORD: 3, PLACE: 4, ONLINE: 2, REGION: 3, TIME: 2, CAMPAIGN: 5}
"""What each reason adds to the order in which matches are shown; a skill in common is what counts most."""

LETTERS = re.compile(r"[^\W\d_]+")
SHORTEST = 4
MEANS_LITTLE = frozenset(
    (
        "about", "after", "also", "anybody", "anyone", "because", "before", "could", "from", "have", "help",
        "helping", "hour", "hours", "into", "more", "need", "offer", "other", "please", "request",
        "session", "some", "somebody", "that", "their", "them", "they", "this", "time", "want", "what",
        "when", "where", "which", "will", "with", "would", "your",
    )
)  # fmt: skip


@dataclass(frozen=True)
class Reason:
    """Why two fit: ``kind``, and a short phrase that says it."""

    kind: str
    words: str


@dataclass(frozen=True)
class Match:
    """An offer (or request) that fits, how well, and why."""

    offer: Offer
    score: int
    reasons: tuple[Reason, ...]


def words_of(offer: Offer) -> frozenset[str]:
    """The words of its title by which it can be found: long enough and with a meaning of their own."""
    found = LETTERS.findall(offer.title.casefold())
    return frozenset(word for word in found if len(word) >= SHORTEST and word not in MEANS_LITTLE)


def match(mine: Offer, theirs: Offer) -> Match | None:
    """None unless one offers what the other asks for: a skill or a word in common, and a way to meet."""
    if mine.kind == theirs.kind or mine.owner == theirs.owner:
        return None
    about = [*_skills(mine, theirs), *_words(mine, theirs)]
    meeting = _meeting(mine, theirs)
    if not about or not meeting:
        return None
    reasons = (*about, *meeting, *_beside(mine, theirs))
    return Match(theirs, sum(WORTH[reason.kind] for reason in reasons), reasons)


def best_first(matches: list[Match]) -> list[Match]:
    """The best first; the newer of two that are as good."""
    return sorted(matches, key=lambda each: (-each.score, -each.offer.made_at.timestamp(), each.offer.id))


def _skills(mine: Offer, theirs: Offer) -> list[Reason]:
    both = sorted(set(mine.words.skills) & set(theirs.words.skills))
    return [Reason(SKILL, code) for code in both]


def _words(mine: Offer, theirs: Offer) -> list[Reason]:
    return [Reason(WORD, word) for word in sorted(words_of(mine) & words_of(theirs))]


def _meeting(mine: Offer, theirs: Offer) -> list[Reason]:
    """Online if both can, else in the same place or at least the same region."""
    found = [Reason(ONLINE, "both can meet online")] if mine.words.online and theirs.words.online else []
    if mine.words.place and mine.words.place.casefold() == theirs.words.place.casefold():
        found.append(Reason(PLACE, theirs.words.place))
    if mine.region == theirs.region:
        found.append(Reason(REGION, theirs.region))
    return found


def _beside(mine: Offer, theirs: Offer) -> list[Reason]:
    given, wanted = (mine, theirs) if mine.gives else (theirs, mine)
    found = []
    if given.words.minutes >= wanted.words.minutes:
        found.append(
            Reason(TIME, f"{hours(wanted.words.minutes)} wanted, {hours(given.words.minutes)} offered")
        )
    if mine.campaign_id is not None and mine.campaign_id == theirs.campaign_id:
        found.append(Reason(CAMPAIGN, "for the same campaign"))
    return found
