"""Minutes: typed together, approved, published in time, closed parts kept apart (row 44)."""
