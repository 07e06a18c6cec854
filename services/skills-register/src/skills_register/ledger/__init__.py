"""The time ledger: accounts in minutes, and transfers between them that are only ever appended."""
