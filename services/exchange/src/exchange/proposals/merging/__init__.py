"""Merging: of two proposals one, by the consent of both leads (row 56)."""
