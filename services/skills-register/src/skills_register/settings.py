"""What may vary from one deployment of the skills register to another."""

from dataclasses import dataclass

from commons.regional import RegionalSettings
from contracts.region_settings import TimeAccount
from skills_register.ledger.domain import Limits


@dataclass(frozen=True, kw_only=True)
class Settings(RegionalSettings):
    """Read once from the environment, each under its upper-case name."""

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
