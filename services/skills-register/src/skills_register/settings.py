"""What may vary from one deployment of the skills register to another."""

from dataclasses import dataclass

from chassis.settings import SettingsError, setting
from commons.regional import RegionalSettings
from contracts.region_settings import TimeAccount
from skills_register.buddies.domain import orders_of
from skills_register.ledger.domain import Limits


@dataclass(frozen=True, kw_only=True)
class Settings(RegionalSettings):
    """Read once from the environment, each under its upper-case name."""

    buddy_limit: int = setting("how many pairs a buddy has at most (row 64)", default=3, unit="pairs")
    buddy_first: str = setting(
        "which background comes first among buddies, REGION=background with commas", default="SW=clinician"
    )
    buddy_answer_days: int = setting("how long a proposed pair waits for both answers", default=14, unit="days")
    buddy_check_days: int = setting(
        "after how long a pair is reminded to look at how it goes", default=42, unit="days"
    )
    buddy_forget_days: int = setting("how long an ended pair is kept", default=30, unit="days")

    def __post_init__(self) -> None:
        super().__post_init__()
        try:
            orders_of(self.buddy_first)
        except ValueError as wrong:
            raise SettingsError(f"BUDDY_FIRST: {wrong} is not REGION=background") from None

    def buddy_first_in(self, region: str) -> str | None:
        """The background that comes first there among wishes and offers; None where none does (row 64)."""
        return orders_of(self.buddy_first).get(region)

    def limits_in(self, region: str) -> Limits:
        """How far down an account of this region may go, as its file says (row 59)."""
        account = self._account_rules(region)
        return Limits(account.soft_limit_minutes, account.hard_floor_minutes)

    def opening_in(self, region: str) -> int:
        """With how many minutes an account of this region begins."""
        return self._account_rules(region).opening_minutes

    def _account_rules(self, region: str) -> TimeAccount:
        found = self.regions.get(region)
        if found is None:
            raise LookupError(f"{region} has no file of settings")
        return found.time_account
