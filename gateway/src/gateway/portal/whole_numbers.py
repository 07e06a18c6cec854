"""Whole numbers as people type them: the one place that reads them.

Python reads a number of more than 4,300 digits not at all, and MongoDB keeps none beyond 64 bits.
"""

MOST_DIGITS = 9
YEAR_DIGITS = 4


def whole(typed: str, most_digits: int = MOST_DIGITS) -> int | None:
    """The number that was typed; None for what is none, or is too long to be meant.

    >>> [whole(each) for each in ("20", "007", "-1", "2.5", "", "9999999999")]
    [20, 7, None, None, None, None]
    """
    return int(typed) if typed.isdecimal() and len(typed) <= most_digits else None
