"""A region's settings and the UK's, as the code uses them: frozen values read from the files."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Host:
    """The body that hosts Q in a region."""

    name: str
    kind: str


@dataclass(frozen=True)
class Group:
    """The rule set of a region's stewardship group (row 12). ``term_months`` in calendar months."""

    size_min: int | None
    target: int | None
    size_max: int | None
    includes_convenor: bool
    per_system_min: int | None
    patient_min: int
    sectors_wanted: tuple[str, ...]
    area_coverage: bool
    term_months: int


@dataclass(frozen=True)
class Meetings:
    """How a region's group meets (C13, C14). ``max_minutes`` in minutes; ``count_most`` is "up to 4"."""

    count: int | None
    max_minutes: int
    mode: str
    cadence: str | None
    public: str | None
    count_most: int | None = None
    pdsa: bool = False


@dataclass(frozen=True)
class TimeAccount:
    """Limits of a timebank account, in minutes; who was given more than they gave stands below nought."""

    soft_limit_minutes: int
    hard_floor_minutes: int
    opening_minutes: int


@dataclass(frozen=True)
class Snapshot:
    """A date on which members are counted from records, and who published that date."""

    date: date
    date_precision: str
    label: str
    source: str


@dataclass(frozen=True)
class Growth:
    """From when to when a region's growth is shown (row 5), and its founding date (row 4)."""

    founding: Snapshot
    baseline: Snapshot
    latest: Snapshot


@dataclass(frozen=True)
class Target:
    """A region's own goal (row 6); it may have a baseline of its own or only a text (C16, C17)."""

    text: str
    due: date
    due_precision: str
    baseline_members: int | None
    baseline_source: str | None
    target_percent: int | None
    source: str


@dataclass(frozen=True)
class Features:
    """What a region's group may do beyond the rest; ``local_finance``: give money (C28)."""

    local_finance: bool = False


@dataclass(frozen=True)
class Region:
    """One region or nation, wholly as its file says."""

    code: str
    name: str
    nation: str
    host: Host | None
    systems: tuple[str, ...]
    areas: tuple[str, ...]
    pilot: bool
    aliases: tuple[str, ...]
    group: Group
    meetings: Meetings
    minutes_days: int | None
    selection_mode: str
    convenor_paid: bool | None
    newsletters: int | None
    time_account: TimeAccount
    languages: tuple[str, ...]
    growth: Growth | None
    targets: tuple[Target, ...]
    features: Features


@dataclass(frozen=True)
class NationalAverage:
    """A published percentage that no records of ours can recompute (C20)."""

    percent: int
    label: str
    source: str


@dataclass(frozen=True)
class CommunitySize:
    """A published size of the whole community, with how exact it is (C25, C26)."""

    date: date | None
    date_precision: str | None
    members: int
    comparator: str
    what: str
    source: str


@dataclass(frozen=True)
class UkPolicy:
    """What holds for the whole UK: the UK-wide group's sizes, voices, terms and published figures."""

    name: str
    aliases: tuple[str, ...]
    recommended: tuple[int, int]
    hard_max: int
    representation: str
    term_months: int
    pilot_sites_max: int
    founding: Snapshot
    national_average: NationalAverage
    community: tuple[CommunitySize, ...]

    def verdict_on(self, size: int) -> str:
        """``ok`` within the recommended sizes, ``warn`` beside them, ``reject`` over the maximum."""
        if size > self.hard_max:
            return "reject"
        low, high = self.recommended
        return "ok" if low <= size <= high else "warn"
