"""Projects from a spreadsheet and back to one (row 70)."""
