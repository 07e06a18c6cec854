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
    most_file_megabytes: int = setting(
        "how large a paper or a receipt may be (rows 42 and 51)", default=20, unit="MB"
    )
    action_reminder_days: int = setting(
        "how long before its day an action's owner is reminded of it (row 45)", default=3, unit="days"
    )
