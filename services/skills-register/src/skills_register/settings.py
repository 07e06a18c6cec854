"""What may vary from one deployment of the skills register to another."""

from dataclasses import dataclass

from chassis.settings import SettingsError, setting
from contracts.region_settings import TimeAccount
from skills_register.buddies.domain import orders_of
from skills_register.exchanges.domain import SILENCE
from skills_register.ledger.domain import Limits
from skills_register.vocabulary.settings import RegisterSettings


@dataclass(frozen=True, kw_only=True)
class Settings(RegisterSettings):
    """Read once from the environment, each under its upper-case name."""

    offer_days: int = setting(
        "how long an offer or a request stays open unless its owner says (row 59)", default=90, unit="days"
    )
    offer_longest_days: int = setting("how long it may stay open at most", default=366, unit="days")
    offer_notice_days: int = setting("how long before its end its owner is told", default=7, unit="days")
    offer_keep_days: int = setting(
        "how long what ended of them is kept before it is deleted", default=365, unit="days"
    )
    offer_most_open: int = setting("how many offers and requests one account has open at most", default=30)
    offer_matches_told: int = setting(
        "to how many owners a new one is told at most", default=5, unit="members"
    )
    campaign_longest_days: int = setting("how long a campaign lasts at most", default=366, unit="days")
    exchange_lapse_days: int = setting(
        "how long after its day an exchange that nobody says is done lapses (row 59)", default=28, unit="days"
    )
    exchange_answer_days: int = setting(
        "how long the other side has to confirm, and a keeper to decide", default=14, unit="days"
    )
    exchange_words_days: int = setting(
        "how long after an exchange ended the words of both sides are kept", default=365, unit="days"
    )
    exchange_silence: str = setting(
        "what silence on what was said to be done means: settle, or flag for a keeper", default="settle"
    )

    line_manager_link_days: int = setting(
        "how long the link to a line manager works (row 61)", default=14, unit="days"
    )
    line_manager_kept_days: int = setting(
        "how long a line manager's address is kept after the answer, or after the link ran out",
        default=7,
        unit="days",
    )
    release_words_days: int = setting(
        "how long after the end of a request or a placement what was written in it is kept",
        default=365,
        unit="days",
    )
    concordat_grace_days: int = setting(
        "how long who signed an earlier text of a concordat may rely on it", default=60, unit="days"
    )

    buddy_limit: int = setting("how many pairs a buddy has at most (row 64)", default=3, unit="pairs")
    buddy_first: str = setting(
        "which background comes first among buddies, REGION=background with commas", default="SW=clinician"
    )
    buddy_answer_days: int = setting(
        "how long a proposed pair waits for both answers", default=14, unit="days"
    )
    buddy_check_days: int = setting(
        "after how long a pair is reminded to look at how it goes", default=42, unit="days"
    )
    buddy_forget_days: int = setting("how long an ended pair is kept", default=30, unit="days")

    coffee_day: int = setting("on which day of a month coffees are dealt, 1 to 28", default=1)
    coffee_days: int = setting(
        "how long after that a round is open; then its groups are forgotten", default=27, unit="days"
    )
    coffee_history_days: int = setting("how long two who met are not dealt again", default=1095, unit="days")

    coaching_answer_days: int = setting(
        "how long a contact has to answer before a question goes on (row 65)", default=2, unit="days"
    )
    coaching_keep_days: int = setting(
        "how long after its last step a question is forgotten", default=90, unit="days"
    )
    coaching_large_members: int = setting("from more members than this a region is large", default=200)
    coaching_large_contacts: int = setting("how many contacts a large region needs", default=2)

    peer_needs_days: int = setting(
        "how long what a learner needs to take part is kept (row 89)", default=180, unit="days"
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.exchange_silence not in SILENCE:
            raise SettingsError(f"EXCHANGE_SILENCE: {self.exchange_silence} is neither settle nor flag")
        try:
            orders_of(self.buddy_first)
        except ValueError as wrong:
            raise SettingsError(f"BUDDY_FIRST: {wrong} is not REGION=background") from None
        if not 1 <= self.coffee_day <= 28:
            raise SettingsError(f"COFFEE_DAY: {self.coffee_day} is no day that every month has")

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
