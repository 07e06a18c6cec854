"""Two who exchange help for time: agreed, done, confirmed by both, and settled in the ledger."""
