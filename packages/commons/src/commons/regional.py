"""Settings of a context that goes by the regions' files: read once, and an unusable file stops the start."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from chassis.settings import SettingsError, setting
from contracts.regions import RegionFileError, Regions, load


@dataclass(frozen=True, kw_only=True)
class RegionalSettings:
    """Read once from the environment, each under its upper-case name.

    An unusable region file stops the start (row 84).
    """

    regions_folder: Path = setting("the folder of the region files", default=Path("deploy/regions"))

    def __post_init__(self) -> None:
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
