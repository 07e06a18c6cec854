"""Files that show what was paid: private as the claim they belong to (row 51)."""
