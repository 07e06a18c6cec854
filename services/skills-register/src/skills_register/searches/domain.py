"""What a search asks for, and in which order its matches come (row 63).

An answer's order is one sum of points, and each of them is shown. A match's points are its standing, which no
question changes and the store keeps in order, and a bonus for its word and its distance. Everything with the
same bonus is a *ring*: the answer is the rings' best, merged, so that a page costs the same however many
members there are.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from commons.london import MONTHS
from skills_register.refusal import Refusal
from skills_register.skills.domain import MEMBERS, WEEKDAYS
from skills_register.skills.facts import Facts
from skills_register.skills.places import Spot, distance_in_words
from skills_register.skills.standing import (
    LEVEL_WORDS,
    LEVELS,
    MOST_STANDING,
    Reason,
    distance_points,
    least_standing,
)

MOST_RUNS = 180
"""Runs of an index (skill, audience, spot) in one ring: the store walks them side by side, up to 200."""
MOST_NEWS = 50
MOST_SAVED = 20


@dataclass(frozen=True)
class Wanted:
    """A skill that is looked for, and what its word is worth; ``word`` "" if it was chosen from the list."""

    skill: str
    word: str = ""
    points: int = 0


@dataclass(frozen=True)
class Circle:
    """So many miles around a spot; ``spots``: code -> miles of every spot inside."""

    centre: Spot
    miles: float
    spots: Mapping[str, float]


@dataclass(frozen=True)
class Audience:
    """Whose skills the asker may see: of these visibilities, and where they keep the register only there."""

    visibilities: tuple[str, ...]
    regions: tuple[str, ...] | None = None

    def may_see(self, facts: Facts) -> bool:
        return facts.audience in self.visibilities and (self.regions is None or facts.region in self.regions)


@dataclass(frozen=True)
class Criteria:
    """All that a search asks for; empty is not asked. ``asker`` does not find themselves.

    ``region_name`` and ``system`` are for people to read; the store compares ``region`` and ``system``.
    """

    asker: str
    audiences: tuple[Audience, ...]
    skills: tuple[Wanted, ...] = ()
    level: str = ""
    region: str = ""
    region_name: str = ""
    system: str = ""
    circle: Circle | None = None
    month: int | None = None
    weekdays: tuple[int, ...] = ()
    hours: int = 0
    is_fresh: bool = False

    @property
    def asks_as_one_of_us(self) -> bool:
        """Whether the asker sees what members see; who only holds a link of ours reads as a visitor does."""
        return any(MEMBERS in each.visibilities for each in self.audiences)

    @property
    def least_standing(self) -> int:
        return least_standing(self.level) if self.level else 0

    def matches(self, facts: Facts, now: datetime) -> bool:
        """The same that the store asks of its rows."""
        return (
            facts.member_id != self.asker
            and any(audience.may_see(facts) for audience in self.audiences)
            and (not self.skills or facts.skill in {each.skill for each in self.skills})
            and facts.standing >= self.least_standing
            and self.region in ("", facts.region)
            and self.system in ("", facts.system)
            and (self.circle is None or facts.place in self.circle.spots)
            and (self.month is None or self.month in facts.months)
            and (not self.weekdays or bool(set(self.weekdays) & set(facts.weekdays)))
            and facts.hours >= self.hours
            and (not self.is_fresh or facts.stale_from > now)
        )


@dataclass(frozen=True)
class Ring:
    """Rows of one bonus: skills (None: any), one audience, spots of one distance (None: anywhere)."""

    skills: tuple[str, ...] | None
    audience: Audience
    codes: tuple[str, ...] | None
    bonus: int


@dataclass(frozen=True)
class Found:
    """A row of the store with its place in the order."""

    points: int
    id: str
    row: Mapping[str, object]

    @property
    def place(self) -> tuple[int, str]:
        return self.points, self.id


Fetch = Callable[[Ring, tuple[int, str] | None, int], Sequence[Mapping[str, object]]]
"""(ring, the place of the last row that was shown or None, how many) -> rows, the best first."""


def refuse_too_wide(criteria: Criteria) -> None:
    """A search says at least a skill, a region or a distance. Refused: ``search_too_wide``."""
    if not (criteria.skills or criteria.region or criteria.circle):
        raise Refusal("search_too_wide")


def rings(criteria: Criteria) -> list[Ring]:
    """Every ring of a search, those that may hold the best match first."""
    found = [
        Ring(skills, audience, codes, worth + points)
        for skills, worth in _by_worth(criteria.skills)
        for audience in criteria.audiences
        for codes, points in _bands(criteria.circle, len(skills or ("any",)) * len(audience.visibilities))
    ]
    return sorted(found, key=lambda ring: -ring.bonus)


def best(criteria: Criteria, fetch: Fetch, after: tuple[int, str] | None, most: int) -> list[Found]:
    """The ``most`` best matches behind ``after``, in order; rings that cannot reach them are not asked."""
    found: list[Found] = []
    for ring in rings(criteria):
        if len(found) == most and found[-1].points > ring.bonus + MOST_STANDING:
            break
        rows = fetch(ring, _within(ring, after), most)
        found += [Found(ring.bonus + _standing(row), str(row["_id"]), row) for row in rows]
        found = sorted(found, key=lambda each: each.place, reverse=True)[:most]
    return found


def reasons(criteria: Criteria, facts: Facts, name: str, spots: Mapping[str, Spot]) -> list[Reason]:
    """Why it matches, beside its standing; the points are those of its ring."""
    wanted = next((each for each in criteria.skills if each.skill == facts.skill), None)
    said: list[Reason] = []
    if wanted is not None and wanted.word:
        said.append(Reason("text", f"“{wanted.word}” means {name}", wanted.points))
    elif wanted is not None:
        said.append(Reason("skill", name, 0))
    if criteria.circle is not None:
        miles = criteria.circle.spots[facts.place]
        said.append(Reason("distance", distance_in_words(miles, spots[facts.place]), distance_points(miles)))
    if criteria.region:
        said.append(Reason("region", f"is in the region {criteria.region_name or criteria.region}", 0))
    if criteria.system:
        said.append(Reason("system", "is in the system you asked for", 0))
    if criteria.month is not None:
        said.append(Reason("month", f"has time in {MONTHS[criteria.month - 1]}", 0))
    if criteria.weekdays:
        days = [WEEKDAYS[day] for day in criteria.weekdays if day in facts.weekdays]
        said.append(Reason("weekday", f"has time on {' and '.join(days)}", 0))
    if criteria.hours:
        said.append(Reason("hours", f"has {criteria.hours} hours or more a month", 0))
    return said


def in_words(criteria: Criteria, names: Mapping[str, str]) -> str:
    """How the question was understood, as one line."""
    skills = " or ".join(names.get(each.skill, each.skill) for each in criteria.skills) or "any skill"
    said = [skills]
    if criteria.level:
        enough = LEVELS[LEVELS.index(criteria.level) :]
        said.append(f"who {' or '.join(LEVEL_WORDS[each] for each in enough)}")
    if criteria.circle:
        said.append(f"within {criteria.circle.miles:.0f} miles of {criteria.circle.centre.name}")
    if criteria.region:
        said.append(f"in the region {criteria.region_name or criteria.region}")
    if criteria.system:
        said.append(f"in {criteria.system}")
    if criteria.month is not None:
        said.append(f"with time in {MONTHS[criteria.month - 1]}")
    if criteria.weekdays:
        said.append(f"on {' or '.join(WEEKDAYS[day] for day in criteria.weekdays)}")
    if criteria.hours:
        said.append(f"for {criteria.hours} hours or more a month")
    if criteria.is_fresh:
        said.append("confirmed in the last months")
    return ", ".join(said)


@dataclass(frozen=True)
class SavedSearch:
    """A search that its member gave a name. ``asked`` is what they asked; ``keys`` the skills that it looks
    for (``*``: any); ``news`` the entries that matched anew and of which they were not told yet.
    """

    id: str
    version: int
    member_id: str
    name: str
    asked: Mapping[str, object]
    keys: tuple[str, ...]
    tells: bool
    saved_at: datetime
    told_at: datetime | None = None
    news: tuple[str, ...] = ()


def save(saved: SavedSearch, have: int) -> SavedSearch:
    """Refused: ``searches_too_many``."""
    if have >= MOST_SAVED:
        raise Refusal("searches_too_many", f"You can keep up to {MOST_SAVED} searches. Remove one first.")
    return saved


def tell_or_not(saved: SavedSearch, tells: bool) -> SavedSearch:
    """Whether its member is told of new matches; what waited is dropped when not."""
    if saved.tells == tells:
        return saved
    return replace(saved, version=saved.version + 1, tells=tells, news=())


def told(saved: SavedSearch, now: datetime) -> SavedSearch:
    """Its member was told of all that waited."""
    return replace(saved, version=saved.version + 1, told_at=now, news=())


def looked_through(saved: SavedSearch) -> SavedSearch:
    """Nothing of what waited matches any more, so there is nothing to tell."""
    return replace(saved, version=saved.version + 1, news=())


def _by_worth(skills: tuple[Wanted, ...]) -> list[tuple[tuple[str, ...] | None, int]]:
    """Skills whose words are worth the same, together; any skill where none is looked for."""
    by_points: dict[int, list[str]] = {}
    for wanted in skills:
        by_points.setdefault(wanted.points, []).append(wanted.skill)
    return [(tuple(keys), points) for points, keys in by_points.items()] or [(None, 0)]


def _bands(circle: Circle | None, runs: int) -> list[tuple[tuple[str, ...] | None, int]]:
    """Spots by the points of their distance; never too many in one, each of which is so many runs."""
    if circle is None:
        return [(None, 0)]
    by_points: dict[int, list[str]] = {}
    for code, miles in circle.spots.items():
        by_points.setdefault(distance_points(miles), []).append(code)
    most = max(1, MOST_RUNS // runs)
    return [
        (tuple(codes[first : first + most]), points)
        for points, codes in by_points.items()
        for first in range(0, len(codes), most)
    ]


def _within(ring: Ring, after: tuple[int, str] | None) -> tuple[int, str] | None:
    """The place of the last row shown, as a standing of this ring."""
    return None if after is None else (after[0] - ring.bonus, after[1])


def _standing(row: Mapping[str, object]) -> int:
    found = row["standing"]
    return found if isinstance(found, int) else 0
