"""Supporters: members in their own name, and groups by those who keep them (row 56)."""
