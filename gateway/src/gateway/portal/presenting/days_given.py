"""Days that organisations lend each other, in words: counted in half days (row 61)."""


def in_days(half_days: int) -> str:
    """``half a day``, ``1 day``, ``2 and a half days``; how many, whichever way they went."""
    whole, rest = divmod(abs(half_days), 2)
    if not rest:
        return f"{whole:,} day{'' if whole == 1 else 's'}"
    return f"{whole:,} and a half days" if whole else "half a day"


def as_typed(half_days: int) -> str:
    """How people type it: ``2`` or ``2.5``."""
    whole, rest = divmod(half_days, 2)
    return f"{whole}.5" if rest else str(whole)
