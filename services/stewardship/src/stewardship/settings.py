"""What may vary from one deployment of stewardship to another."""

from dataclasses import dataclass

from chassis.settings import setting
from commons.regional import RegionalSettings


@dataclass(frozen=True, kw_only=True)
class Settings(RegionalSettings):
    """Read once from the environment, each under its upper-case name."""

    local_finance: bool = setting("whether groups allocate money locally (C28)", default=False)
    ground_rule_days: int = setting(
        "how long a proposed ground rule is open for comments", default=14, unit="days"
    )
    term_warning_days: int = setting(
        "how long before a term ends its holder is told", default=60, unit="days"
    )

    matter_days: int = setting("until when a matter is to be acknowledged (row 24)", default=14, unit="days")
    matter_reminder_days: int = setting(
        "how long before that deadline those asked are reminded", default=3, unit="days"
    )

    appointment_open_days: int = setting(
        "the longest that a call for a seat is open (row 13)", default=28, unit="days"
    )
    appointment_declare_days: int = setting(
        "how long a panel may take to declare its interests", default=7, unit="days"
    )
    appointment_decide_days: int = setting("how long a panel may take to decide", default=14, unit="days")
    appointment_offer_days: int = setting(
        "how long an offered seat waits for its answer", default=7, unit="days"
    )
    appointment_erase_days: int = setting(
        "how long after its call a withdrawn expression of interest keeps its text", default=30, unit="days"
    )
    appointment_keep_days: int = setting(
        "how long after a call anything that applicants and panel wrote is kept", default=365, unit="days"
    )

    consultation_first_days: int = setting(
        "how long those affected are asked before everybody is (row 86)", default=7, unit="days"
    )
    group_dormant_months: int = setting(
        "after which time without activity a self-organised group sleeps (row 87)", default=6, unit="months"
    )
