"""What an audit of the ledger finds; minutes throughout."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Difference:
    """An account whose kept balance is not the sum of its entries."""

    account_id: str
    kept: int
    rebuilt: int


@dataclass(frozen=True)
class Audit:
    """All of one moment. ``total`` is the sum of all balances, which is always 0.

    ``lopsided`` are transfers whose entries are not two that sum to zero.
    """

    accounts: int
    transfers: int
    total: int
    differences: tuple[Difference, ...]
    lopsided: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        return not self.differences and not self.lopsided and self.total == 0

    @property
    def number_of_findings(self) -> int:
        return len(self.differences) + len(self.lopsided)

    def in_words(self) -> str:
        """What an operator reads, a line for each finding."""
        lines = [
            f"{self.accounts:,} accounts, {self.transfers:,} transfers, "
            f"sum of all balances {self.total:,} minutes."
        ]
        lines += [
            f"{each.account_id}: {each.kept:,} minutes are kept, its entries give {each.rebuilt:,}."
            for each in self.differences
        ]
        lines += [f"{transfer}: its entries are not two that sum to zero." for transfer in self.lopsided]
        return "\n".join([*lines, "No difference." if self.is_whole else "The ledger is not whole."])


def compare(balances: dict[str, int], rebuilt: dict[str, int], transfers: int, lopsided: list[str]) -> Audit:
    """Balances as they are kept against what the entries give, both by account id."""
    accounts = sorted(balances.keys() | rebuilt.keys())
    differences = tuple(
        Difference(account, balances.get(account, 0), rebuilt.get(account, 0))
        for account in accounts
        if balances.get(account, 0) != rebuilt.get(account, 0)
    )
    return Audit(len(balances), transfers, sum(balances.values()), differences, tuple(lopsided))
