"""Rounds: their phases, pot, limits and form of ballot (row 56)."""
