"""Seats: who holds which place in a stewardship group, until when, and by which rules."""
