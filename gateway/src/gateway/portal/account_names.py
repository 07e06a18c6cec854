"""How pages call accounts of time and members whom this part of Q knows by id alone (row 59)."""

from collections.abc import Mapping

from gateway.account_names import MEMBER, SOMEBODY, names_of
from gateway.guards import caller
from gateway.portal.places import region_names
from gateway.portal.presenting.exchange_steps import YOU


def account_names(accounts: Mapping[str, str], regions: Mapping[str, str]) -> dict[str, str]:
    """Account id -> its name for this reader, "You" for their own; ``accounts`` are account id -> region."""
    named = names_of(caller(), accounts, regions)
    for account, region in accounts.items():
        if named[account] == SOMEBODY and region in regions:
            named[account] = f"{SOMEBODY} in {regions[region]}"
    own = f"{MEMBER}:{caller().subject}"
    return {account: YOU if account == own else name for account, name in named.items()}


def member_names(members: Mapping[str, str]) -> dict[str, str]:
    """Member id -> name for this reader; ``members`` are member id -> region."""
    accounts = {f"{MEMBER}:{member_id}": region for member_id, region in members.items()}
    named = account_names(accounts, region_names(caller()))
    return {account.partition(":")[2]: name for account, name in named.items()}
