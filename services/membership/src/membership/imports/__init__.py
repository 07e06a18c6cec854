"""Members from a CSV file: previewed, told row by row, applied in steps that survive anything (row 1)."""
