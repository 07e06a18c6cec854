"""How each region and the whole community grew, counted from records (rows 5, 6 and 7)."""
