"""The panel of a round: its criteria, who volunteers, who has a conflict, who reads what."""
