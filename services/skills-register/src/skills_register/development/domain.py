"""The rules of development opportunities: open to all unless said otherwise (row 88)."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from commons.rough_dates import RoughDate
from skills_register.refusal import Refusal

KINDS = ("course", "training", "masterclass", "webinar", "fellowship", "visit", "reading")
EVERYBODY = "Every member"


@dataclass(frozen=True)
class Taught:
    """A skill that it teaches: the vocabulary's key, and the word that was used for it."""

    skill: str
    word: str

    @property
    def offer(self) -> str:
        """What a member who completed it is asked; adding the skill is theirs."""
        return f"Add {self.word} to my skills"


@dataclass(frozen=True)
class Opportunity:
    """Something to learn at. ``region`` may be ``UK``; ``begins`` and ``ends`` as exactly as they are known.

    ``places`` are where it takes place, ``access`` what is there for whoever needs it, ``open_to`` "" for
    everybody, ``booking`` the path of our page at which one registers ("" where there is none).
    """

    id: str
    version: int
    region: str
    title: str
    kind: str
    provider: str
    begins: RoughDate
    ends: RoughDate
    places: tuple[str, ...]
    access: str
    open_to: str
    booking: str
    teaches: tuple[Taught, ...]
    listed_at: datetime
    is_withdrawn: bool = False

    @property
    def who(self) -> str:
        """In words; open to all is the default."""
        return self.open_to or EVERYBODY


@dataclass(frozen=True)
class Completion:
    """That a member completed it, by their own word; for them alone."""

    member_id: str
    opportunity_id: str
    title: str
    on: date
    at: datetime
    teaches: tuple[Taught, ...]


def listed(opportunity: Opportunity) -> Opportunity:
    """As it may be published. Refused: ``development_ends_first``."""
    if opportunity.ends.surely_before(opportunity.begins):
        raise Refusal(
            "development_ends_first", fields={"ends": ["Choose an end that is not before it begins."]}
        )
    return opportunity


def changed(before: Opportunity, after: Opportunity) -> Opportunity:
    """Said anew. Refused: ``development_withdrawn``, ``development_ends_first``."""
    _refuse_withdrawn(before)
    return listed(replace(after, version=before.version + 1, listed_at=before.listed_at))


def withdraw(opportunity: Opportunity) -> Opportunity:
    """It does not take place; withdrawn already: unchanged."""
    if opportunity.is_withdrawn:
        return opportunity
    return replace(opportunity, version=opportunity.version + 1, is_withdrawn=True)


def complete(opportunity: Opportunity, member_id: str, on: date, now: datetime, today: date) -> Completion:
    """Refused: ``development_withdrawn``, ``development_not_begun``, ``day_ahead``."""
    _refuse_withdrawn(opportunity)
    if opportunity.begins.surely_after(today):
        raise Refusal("development_not_begun")
    if opportunity.begins.surely_after(on):
        raise Refusal("development_not_begun", fields={"on": ["Choose a day on which it had begun."]})
    if on > today:
        raise Refusal("day_ahead", fields={"on": ["Choose today or an earlier day."]})
    return Completion(member_id, opportunity.id, opportunity.title, on, now, opportunity.teaches)


def _refuse_withdrawn(opportunity: Opportunity) -> None:
    if opportunity.is_withdrawn:
        raise Refusal("development_withdrawn")
