"""Improvement projects that anybody can find, ask about and join (row 70)."""
