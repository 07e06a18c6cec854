"""What may vary from one deployment of exchange to another."""

from dataclasses import dataclass

from commons.regional import RegionalSettings


@dataclass(frozen=True, kw_only=True)
class Settings(RegionalSettings):
    """Read once from the environment, each under its upper-case name."""
