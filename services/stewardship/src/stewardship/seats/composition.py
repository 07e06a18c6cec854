"""Is a group composed as its rules ask? A breach warns in the rule's own words (rows 12 and 23).

Pure: rules come from the region's file, places from the seats in force or from a proposal.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from stewardship.seats.domain import LEADERS, Description, Seat, Term

NOTE, WARNING, REFUSAL = "note", "warning", "refusal"
OK, WARN, REJECT = "ok", "warn", "reject"

PATIENT_SECTORS = frozenset({"patient_or_carer", "patient_or_service_user"})
"""Sectors that a patient or service-user seat shows by itself."""


@dataclass(frozen=True)
class Rules:
    """A group's rule set. Sizes in people; ``counts_leader`` says whether they count its convenor (C7).

    ``recommended`` is the UK-wide group's, smallest and largest. ``voices`` are the (code, name) of the
    regional groups that it should hear, ``one_voice_each`` whether no two seats may speak for one.
    ``selection`` is how seats are filled (C31), ``leader_paid`` None where nobody settled it (C5).
    """

    region: str
    name: str
    leader: str
    term_months: int
    size_min: int | None = None
    target: int | None = None
    size_max: int | None = None
    recommended: tuple[int, int] | None = None
    counts_leader: bool = True
    per_system_min: int | None = None
    systems: tuple[str, ...] = ()
    patient_min: int = 0
    sectors_wanted: tuple[str, ...] = ()
    area_coverage: bool = False
    areas: tuple[str, ...] = ()
    voices: tuple[tuple[str, str], ...] = ()
    one_voice_each: bool = False
    selection: str = "appointment"
    leader_paid: bool | None = None


@dataclass(frozen=True)
class Place:
    """A seat as composition sees it: what it is and what is shown of its holder."""

    kind: str
    description: Description


@dataclass(frozen=True)
class Finding:
    """One rule's word on a roster; ``code`` is stable, ``words`` are for people."""

    code: str
    level: str
    words: str


@dataclass(frozen=True)
class Shown:
    """How many seats show something that the rules look for; none is "not shown", never "missing" (C10)."""

    what: str
    label: str
    seats: int


@dataclass(frozen=True)
class Share:
    """How many seats of the group one label has, for its balance."""

    label: str
    seats: int


def check(rules: Rules, places: Iterable[Place]) -> list[Finding]:
    """What the rules say of these places, refusals first, then warnings, then notes."""
    known = list(places)
    found = [
        *_leader(rules, known),
        *_size(rules, known),
        *_patients(rules, known),
        *_systems(rules, known),
        *_areas(rules, known),
        *_voices(rules, known),
    ]
    order = (REFUSAL, WARNING, NOTE)
    return sorted(found, key=lambda finding: order.index(finding.level))


def verdict(findings: Iterable[Finding]) -> str:
    """``reject`` over a hard maximum, ``warn`` at a breach, else ``ok``; a note blocks nothing."""
    levels = {finding.level for finding in findings}
    if REFUSAL in levels:
        return REJECT
    return WARN if WARNING in levels else OK


def counted(rules: Rules, places: Iterable[Place]) -> int:
    """The size that the rules speak of, with or without the leader (C7)."""
    return sum(1 for place in places if rules.counts_leader or place.kind not in LEADERS)


def coverage(rules: Rules, places: Iterable[Place]) -> list[Shown]:
    """How often each wanted sector, system and area is shown on the roster (C8, C10)."""
    known = list(places)
    sectors = [
        Shown("sector", name, sum(_shows(place, name) for place in known)) for name in rules.sectors_wanted
    ]
    systems = [Shown("system", name, _with(known, "systems", name)) for name in rules.systems]
    areas = [Shown("area", name, _with(known, "locations", name)) for name in rules.areas]
    return [*sectors, *(systems if rules.per_system_min else []), *(areas if rules.area_coverage else [])]


def balance(places: Iterable[Place]) -> dict[str, list[Share]]:
    """Seats by place, sector and perspective, most first; a seat of two places counts once, as both (C11)."""
    known = [place.description for place in places]
    return {
        "place": _shares("/".join(each.locations) for each in known if each.locations),
        "sector": _shares(sector for each in known for sector in sectors_of(each)),
        "perspective": _shares("patient" if each.patient else "professional" for each in known),
    }


def sectors_of(description: Description) -> tuple[str, ...]:
    return tuple(dict.fromkeys(description.sectors))


def outside(rules: Rules, description: Description) -> tuple[str, ...]:
    """The seat's locations that lie in another region: a flag, no refusal (C11).

    Nothing is flagged while the region's file names none of its places.
    """
    if not rules.areas:
        return ()
    own = {_plain(area) for area in rules.areas}
    return tuple(location for location in description.locations if _plain(location) not in own)


def most_at_once(seats: Iterable[Seat], rules: Rules, added: Term, kind: str) -> int:
    """The largest counted size, with the added term, on any day of that term."""
    if not rules.counts_leader and kind in LEADERS:
        return 0
    beside = [
        term
        for seat in seats
        if rules.counts_leader or seat.kind not in LEADERS
        for term in seat.terms
        if term.overlaps(added.start, added.until)
    ]
    # A size only grows where a term begins, so these are the only days to look at.
    days = {added.start, *(term.start for term in beside if term.start > added.start)}
    return max(1 + sum(term.in_force(day) for term in beside) for day in days)


def _leader(rules: Rules, places: list[Place]) -> list[Finding]:
    leaders = sum(place.kind in LEADERS for place in places)
    if leaders > 1:
        return [Finding("one_leader", REFUSAL, f"a group has one {rules.leader}; here are {leaders}")]
    return [] if leaders else [Finding("leader_wanted", WARNING, f"needs a {rules.leader}")]


def _size(rules: Rules, places: list[Place]) -> list[Finding]:
    size, beside = counted(rules, places), "" if rules.counts_leader else f" beside its {rules.leader}"
    if rules.size_max is not None and size > rules.size_max:
        return [
            Finding(
                "size_max",
                REFUSAL,
                f"has room for at most {_people(rules.size_max)}{beside}; here are {size}",
            )
        ]
    found = []
    if rules.size_min is not None and size < rules.size_min:
        found.append(
            Finding("size_min", WARNING, f"needs at least {_people(rules.size_min)}{beside}; here are {size}")
        )
    if rules.recommended is not None and not rules.recommended[0] <= size <= rules.recommended[1]:
        low, high = rules.recommended
        found.append(
            Finding("size_recommended", WARNING, f"{low} to {high} people are recommended; here are {size}")
        )
    if rules.target is not None and size != rules.target:
        found.append(Finding("target", NOTE, f"{_seats(size)} against a target of {rules.target}"))
    return found


def _patients(rules: Rules, places: list[Place]) -> list[Finding]:
    if sum(place.description.patient for place in places) >= rules.patient_min:
        return []
    seats = "seat" if rules.patient_min == 1 else "seats"
    words = f"needs at least {rules.patient_min} patient or service-user {seats}"
    return [Finding("patient_min", WARNING, words)]


def _systems(rules: Rules, places: list[Place]) -> list[Finding]:
    if rules.per_system_min is None:
        return []
    rule = f"needs at least {_people(rules.per_system_min)} from each system"
    if not rules.systems:
        return [
            Finding(
                "systems_unknown", NOTE, f"{rule}; the region's systems are not listed, so this is not shown"
            )
        ]
    short = {name: _with(places, "systems", name) for name in rules.systems}
    thin = [f"{name} shows {number}" for name, number in short.items() if number < rules.per_system_min]
    return [Finding("per_system_min", WARNING, f"{rule}: {', '.join(thin)}")] if thin else []


def _areas(rules: Rules, places: list[Place]) -> list[Finding]:
    if not rules.area_coverage:
        return []
    rule = "needs somebody from every geographic area"
    if not rules.areas:
        return [
            Finding("areas_unknown", NOTE, f"{rule}; the region's areas are not listed, so this is not shown")
        ]
    empty = [area for area in rules.areas if not _with(places, "locations", area)]
    return [Finding("area_coverage", WARNING, f"{rule}; not shown: {', '.join(empty)}")] if empty else []


def _voices(rules: Rules, places: list[Place]) -> list[Finding]:
    spoken = Counter(
        code
        for place in places
        if place.description.basis == "region"
        for code in place.description.represents
    )
    names = dict(rules.voices)
    found = []
    twice = [names.get(code, code) for code, number in sorted(spoken.items()) if number > 1]
    if rules.one_voice_each and twice:
        found.append(
            Finding("one_voice", REFUSAL, f"gives each regional group one voice; twice: {', '.join(twice)}")
        )
    silent = [name for code, name in rules.voices if not spoken[code]]
    if silent:
        found.append(
            Finding(
                "voice_wanted",
                WARNING,
                f"needs a seat for every regional group; not yet: {', '.join(silent)}",
            )
        )
    return found


def _shows(place: Place, sector: str) -> bool:
    if sector in PATIENT_SECTORS and place.description.patient:
        return True
    return _plain(sector) in {_plain(each) for each in place.description.sectors}


def _with(places: Iterable[Place], field: str, label: str) -> int:
    wanted = _plain(label)
    return sum(wanted in {_plain(each) for each in getattr(place.description, field)} for place in places)


def _plain(words: str) -> str:
    return " ".join(words.replace("_", " ").casefold().split())


def _shares(labels: Iterable[str]) -> list[Share]:
    numbers = Counter(labels)
    return [
        Share(label, numbers[label]) for label in sorted(numbers, key=lambda name: (-numbers[name], name))
    ]


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"


def _seats(number: int) -> str:
    return "1 seat" if number == 1 else f"{number} seats"
