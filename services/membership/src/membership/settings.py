"""What may vary from one deployment of membership to another."""

from dataclasses import dataclass

from chassis.settings import SettingsError, setting
from commons.regional import RegionalSettings


@dataclass(frozen=True, kw_only=True)
class Settings(RegionalSettings):
    """Read once from the environment, each under its upper-case name."""

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
        super().__post_init__()
