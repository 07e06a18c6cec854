"""What may vary from one deployment of meetings to another."""

from dataclasses import dataclass

from chassis.settings import setting
from commons.regional import RegionalSettings


@dataclass(frozen=True, kw_only=True)
class Settings(RegionalSettings):
    """Read once from the environment, each under its upper-case name."""

    agenda_lead_days: int = setting(
        "how long before a meeting its agenda goes out (row 42)", default=7, unit="days"
    )
