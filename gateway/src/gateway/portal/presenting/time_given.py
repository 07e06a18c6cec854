"""Time that people give, in words (row 59); files say it with the same function."""

from gateway.time_words import HOUR, in_hours

__all__ = ["HOUR", "in_hours"]
