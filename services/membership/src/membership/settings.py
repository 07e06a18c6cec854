"""What may vary from one deployment of membership to another."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from chassis.settings import SettingsError, setting
from contracts.regions import RegionFileError, Regions, load


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Read once from the environment, each under its upper-case name.

    An unusable region file stops the start (row 84).
    """

    regions_folder: Path = setting("the folder of the region files", default=Path("deploy/regions"))
    compact_grace_days: int = setting(
        "how long a member keeps access after being asked to accept a new Compact", default=30, unit="days"
    )
    compact_batch: int = setting(
        "how many members one transaction asks to accept, or pauses", default=100, unit="members"
    )

    def __post_init__(self) -> None:
        wrong = [
            f"{name.upper()} must be at least 1"
            for name in ("compact_grace_days", "compact_batch")
            if getattr(self, name) < 1
        ]
        if wrong:
            raise SettingsError("; ".join(wrong))
        try:
            _ = self.regions
        except RegionFileError as problem:
            raise SettingsError(f"REGIONS_FOLDER: {problem}") from None

    @property
    def regions(self) -> Regions:
        """The regions, read from the files once in a process's life."""
        return _regions(self.regions_folder)


@cache
def _regions(folder: Path) -> Regions:
    return load(folder)
