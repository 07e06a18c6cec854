"""Stakeholders by role and with consent, what they said on a topic, programmes listed once (row 29)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from commons.naming import person_in
from commons.rough_dates import RoughDate
from stewardship.refusal import Refusal

SUPPORTS, NEUTRAL, DECLINED = STANCES = ("supports", "neutral", "declined")
TOPICS = ("general", "concordat")
KINDS = (
    "system",
    "commissioner",
    "provider",
    "board",
    "clinical_senate",
    "finance",
    "care_sector",
    "improvement_group",
    "collaborative",
    "other",
)
ENOUGH_TO_LEAN = 4
"""With fewer bodies than this, one kind being the most says nothing."""


@dataclass(frozen=True)
class Contact:
    """A role to turn to; how to reach it only while its holder consents, since that day."""

    role: str
    point: str = ""
    consent_on: date | None = None


@dataclass(frozen=True)
class Engagement:
    """A meeting or talk: when, on which topic, what the body's stance was."""

    id: str
    on: RoughDate
    topic: str
    stance: str
    summary: str
    by: str


@dataclass(frozen=True)
class NextStep:
    """What a group means to do next with a body, and by when."""

    text: str
    due: date


@dataclass(frozen=True)
class Stakeholder:
    """A body that a group works with, or would like to."""

    id: str
    version: int
    region: str
    organisation: str
    kind: str
    contact: Contact
    engagements: tuple[Engagement, ...] = ()
    next_step: NextStep | None = None

    @property
    def stances(self) -> dict[str, str]:
        """Topic -> the stance that was heard last."""
        return {each.topic: each.stance for each in self.engagements}


def add(stakeholder: Stakeholder, today: date) -> Stakeholder:
    """A body, entered by role. Refused: ``contact_consent_needed``, ``contact_by_role``."""
    _refuse_contact(stakeholder.contact, today)
    return stakeholder


def change_contact(stakeholder: Stakeholder, contact: Contact, today: date) -> Stakeholder:
    """Another role or another way to reach it; the same again changes nothing. Refused: as in ``add``."""
    _refuse_contact(contact, today)
    if contact == stakeholder.contact:
        return stakeholder
    return replace(stakeholder, version=stakeholder.version + 1, contact=contact)


def withdraw_consent(stakeholder: Stakeholder) -> Stakeholder:
    """Forget how to reach the role; the role itself stays. Twice is once."""
    if not stakeholder.contact.point:
        return stakeholder
    bare = Contact(stakeholder.contact.role)
    return replace(stakeholder, version=stakeholder.version + 1, contact=bare)


def engage(
    stakeholder: Stakeholder, engagement: Engagement, next_step: NextStep | None, today: date
) -> Stakeholder:
    """Record a meeting; its stance is the newest unless a later one is known.

    Refused: ``invalid_input`` for a date to come, ``contact_by_role`` for a summary that names a person.
    """
    if engagement.on.surely_after(today):
        raise Refusal("invalid_input", fields={"on": ["This date is still to come."]})
    _refuse_person("summary", engagement.summary)
    # The order is that of the meetings, not of their entry: a late note does not undo a newer stance.
    several = sorted((*stakeholder.engagements, engagement), key=lambda each: each.on.last)
    return replace(
        stakeholder,
        version=stakeholder.version + 1,
        engagements=tuple(several),
        next_step=next_step or stakeholder.next_step,
    )


def finish_step(stakeholder: Stakeholder) -> Stakeholder:
    """The next step is done; twice is once."""
    if stakeholder.next_step is None:
        return stakeholder
    return replace(stakeholder, version=stakeholder.version + 1, next_step=None)


def counts(stakeholders: Iterable[Stakeholder]) -> dict[str, dict[str, int]]:
    """Topic -> stance -> how many bodies; the concordat's exceptions are the declined (row 29)."""
    told = Counter((topic, stance) for each in stakeholders for topic, stance in each.stances.items())
    return {topic: {stance: told[topic, stance] for stance in STANCES} for topic in TOPICS}


def leaning(stakeholders: Iterable[Stakeholder]) -> tuple[str, int, int] | None:
    """(kind, how many, of how many) when one kind of body is more than half: no one agenda (row 29)."""
    kinds = Counter(each.kind for each in stakeholders)
    if kinds.total() < ENOUGH_TO_LEAN:
        return None
    kind, most = kinds.most_common(1)[0]
    return (kind, most, kinds.total()) if 2 * most > kinds.total() else None


def _refuse_contact(contact: Contact, today: date) -> None:
    _refuse_person("contact_role", contact.role)
    if contact.point and contact.consent_on is None:
        said = "Say since when its holder agrees to be reached this way, or leave it blank."
        raise Refusal("contact_consent_needed", fields={"consent_on": [said]})
    if contact.consent_on is not None and contact.consent_on > today:
        raise Refusal("invalid_input", fields={"consent_on": ["This date is still to come."]})


def _refuse_person(field: str, text: str) -> None:
    found = person_in(text)
    if found:
        raise Refusal("contact_by_role", fields={field: [f"Say the role, not who: leave out “{found}”."]})


# Programmes of others


@dataclass(frozen=True)
class Link:
    """A region that works with a programme, and how."""

    region: str
    how: str


@dataclass(frozen=True)
class Initiative:
    """An improvement programme of others, listed once for all regions."""

    id: str
    version: int
    name: str
    about: str
    address: str = ""
    links: tuple[Link, ...] = ()


def link(initiative: Initiative, region: str, how: str) -> Initiative:
    """A region works with it; other words replace the earlier ones."""
    made = Link(region, how)
    if made in initiative.links:
        return initiative
    others = tuple(each for each in initiative.links if each.region != region)
    several = tuple(sorted((*others, made), key=lambda each: each.region))
    return replace(initiative, version=initiative.version + 1, links=several)


def unlink(initiative: Initiative, region: str) -> Initiative:
    """The region no longer works with it; twice is once."""
    kept = tuple(each for each in initiative.links if each.region != region)
    if kept == initiative.links:
        return initiative
    return replace(initiative, version=initiative.version + 1, links=kept)


def key_of(name: str) -> str:
    """What makes two names the same: "NHS LEAN" and "NHS  Lean" are one."""
    return " ".join(name.casefold().split())


def stances_in_words(told: Mapping[str, int]) -> str:
    """``6 support, 1 exception``; "" while nobody said anything."""
    parts = [
        f"{told[SUPPORTS]} support{'s' if told[SUPPORTS] == 1 else ''}" if told[SUPPORTS] else "",
        f"{told[NEUTRAL]} neutral" if told[NEUTRAL] else "",
        f"{told[DECLINED]} exception{'' if told[DECLINED] == 1 else 's'}" if told[DECLINED] else "",
    ]
    return ", ".join(part for part in parts if part)
