"""Rounds that were held or begun elsewhere, and the proposals brought in from them (row 56)."""
