"""A member's own page: what they can do, how well, where, when, and who may see it (row 63)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from commons.london import LONDON, MONTHS, day_in_words, day_of
from commons.rough_dates import exactly
from skills_register.refusal import Refusal
from skills_register.skills import standing
from skills_register.skills.places import Place
from skills_register.skills.standing import Reason

EVERYONE, MEMBERS, KEEPERS, NOBODY = "everyone", "members", "keepers", "nobody"
VISIBILITIES = (EVERYONE, MEMBERS, KEEPERS, NOBODY)
"""Who may find a member's skills: everyone, members, those who keep the region's register, nobody."""
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MOST_SKILLS = 40
ALL_MONTHS = tuple(range(1, 13))
NOON = time(12)


@dataclass(frozen=True)
class Availability:
    """``hours`` a month; the months (1-12) and weekdays (0 is Monday) that suit, none named: all of them."""

    hours: int
    months: tuple[int, ...] = ()
    weekdays: tuple[int, ...] = ()

    @property
    def in_months(self) -> tuple[int, ...]:
        """Every month with time in it."""
        return (self.months or ALL_MONTHS) if self.hours else ()

    @property
    def on_weekdays(self) -> tuple[int, ...]:
        return (self.weekdays or tuple(range(len(WEEKDAYS)))) if self.hours else ()

    def in_words(self) -> str:
        """``up to 4 hours a month, in May and June, on Tuesday``."""
        if not self.hours:
            return ""
        said = [f"up to {self.hours} hour{'' if self.hours == 1 else 's'} a month"]
        if self.months:
            said.append(f"in {_and(MONTHS[month - 1] for month in sorted(self.months))}")
        if self.weekdays:
            said.append(f"on {_and(WEEKDAYS[day] for day in sorted(self.weekdays))}")
        return ", ".join(said)


@dataclass(frozen=True)
class Profile:
    """What holds for all skills of one member. ``availability`` None: nothing said.

    ``visibility`` is their consent, given at ``agreed_at``; without it nobody finds them.
    ``is_active``: somebody whose membership rests is not found meanwhile.
    """

    member_id: str
    version: int
    region: str
    visibility: str = NOBODY
    agreed_at: datetime | None = None
    shown_name: str = ""
    place: Place | None = None
    system: str = ""
    availability: Availability | None = None
    is_active: bool = True

    @property
    def audience(self) -> str:
        return self.visibility if self.is_active else NOBODY


@dataclass(frozen=True)
class Entry:
    """One skill of one member. ``stale_from`` is the instant at which its confirmation is too old;
    ``is_prompted`` that its owner was told so, once. ``link`` is a page of ours.
    """

    id: str
    version: int
    member_id: str
    skill: str
    level: str
    evidence: str
    link: str
    added_at: datetime
    confirmed_at: datetime
    stale_from: datetime
    is_prompted: bool = False
    endorsements: int = 0

    def is_stale(self, now: datetime) -> bool:
        return self.stale_from <= now

    def standing(self, profile: Profile) -> int:
        """Its points that no question changes, as far as its owner has been prompted or not."""
        return standing.standing(
            level=self.level,
            is_fresh=not self.is_prompted,
            has_evidence=bool(self.evidence or self.link),
            says_availability=profile.availability is not None and profile.availability.hours > 0,
            endorsements=self.endorsements,
        )

    def reasons(self, profile: Profile) -> tuple[Reason, ...]:
        """The same, each for itself and in words."""
        return standing.reasons_of(
            level=self.level,
            is_fresh=not self.is_prompted,
            confirmed=day_in_words(day_of(self.confirmed_at)),
            has_evidence=bool(self.evidence or self.link),
            availability=profile.availability.in_words() if profile.availability else "",
            endorsements=self.endorsements,
        )


@dataclass(frozen=True)
class Endorsement:
    """A member vouches for a skill of another. ``giver_id`` is None when the giver has left Q: it stays."""

    id: str
    version: int
    entry_id: str
    member_id: str
    giver_id: str | None
    words: str
    at: datetime


def stale_on(confirmed: date, months: int) -> date:
    """The first day on which it is older than so many months: of 2018-01-10 and six, 2018-07-11."""
    return exactly(confirmed).plus_months(months).last + timedelta(days=1)


def stale_from(confirmed_at: datetime, months: int) -> datetime:
    """The beginning of that day in London, as an instant."""
    day = stale_on(day_of(confirmed_at), months)
    return datetime.combine(day, time(), LONDON).astimezone(UTC)


def add(
    entry_id: str,
    have: Iterable[Entry],
    *,
    member_id: str,
    skill: str,
    level: str,
    evidence: str,
    link: str,
    checked_on: date | None = None,
    now: datetime,
    months: int,
) -> Entry:
    """``checked_on``: the day on which they last knew it to be true, where that is not today.

    Refused: ``skill_listed_already``, ``skills_too_many``, ``day_ahead``.
    """
    listed = [each.skill for each in have]
    if skill in listed:
        raise Refusal("skill_listed_already", fields={"skill": ["This is among your skills already."]})
    if len(listed) >= MOST_SKILLS:
        raise Refusal("skills_too_many", f"You can list up to {MOST_SKILLS} skills. Remove one first.")
    confirmed_at = _checked_at(checked_on, now)
    old_from = stale_from(confirmed_at, months)
    # Who says themselves that it was long ago needs nobody to tell them so.
    return Entry(
        entry_id, 1, member_id, skill, level, evidence, link, now, confirmed_at, old_from, old_from <= now
    )


def _checked_at(day: date | None, now: datetime) -> datetime:
    if day is None or day == day_of(now):
        return now
    if day > day_of(now):
        raise Refusal("day_ahead", fields={"checked_on": ["Choose today or an earlier day."]})
    return datetime.combine(day, NOON, LONDON).astimezone(UTC)


def change(entry: Entry, level: str, evidence: str, link: str, now: datetime, months: int) -> Entry:
    """Saying it anew confirms it too."""
    changed = replace(entry, level=level, evidence=evidence, link=link)
    return confirm(changed, now, months)


def confirm(entry: Entry, now: datetime, months: int) -> Entry:
    """It is still true today."""
    return replace(
        entry,
        version=entry.version + 1,
        confirmed_at=now,
        stale_from=stale_from(now, months),
        is_prompted=False,
    )


def prompt(entry: Entry) -> Entry:
    """Its owner is told, once, that it is old."""
    return replace(entry, version=entry.version + 1, is_prompted=True)


def counted(entry: Entry, difference: int) -> Entry:
    """With one endorsement more or less."""
    return replace(entry, version=entry.version + 1, endorsements=entry.endorsements + difference)


def rearranged(before: Profile, after: Profile, now: datetime) -> Profile:
    """The profile as the next version; the day of consent is kept while the choice is the same."""
    same = before.visibility == after.visibility
    agreed_at = before.agreed_at if same else (None if after.visibility == NOBODY else now)
    return replace(after, version=before.version + 1, agreed_at=agreed_at)


def endorse(endorsement_id: str, entry: Entry, giver_id: str, words: str, now: datetime) -> Endorsement:
    """Refused: ``endorsement_of_oneself``."""
    if entry.member_id == giver_id:
        raise Refusal("endorsement_of_oneself")
    return Endorsement(endorsement_id, 1, entry.id, entry.member_id, giver_id, words, now)


def next_check(entries: Iterable[Entry]) -> datetime | None:
    """When the owner is to be prompted next; None while nothing grows old unprompted."""
    return min((each.stale_from for each in entries if not each.is_prompted), default=None)


def _and(words: Iterable[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
