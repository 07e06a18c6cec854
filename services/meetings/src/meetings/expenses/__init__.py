"""Who pays for the journey to a meeting, and how a claim is decided by two people (row 51)."""
