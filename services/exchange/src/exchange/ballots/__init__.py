"""Who may vote on which projects, and their secret ballots (row 57)."""
