"""Time that people give, in words: the one place for it (row 59)."""

HOUR = 60


def in_hours(minutes: int) -> str:
    """``3 hours``, ``1 hour 30 minutes``, ``45 minutes``; how long, whichever way it went."""
    hours, rest = divmod(abs(minutes), HOUR)
    if not hours:
        return _counted(rest, "minute")
    return f"{_counted(hours, 'hour')} {_counted(rest, 'minute')}" if rest else _counted(hours, "hour")


def _counted(number: int, one: str) -> str:
    return f"{number:,} {one}" if number == 1 else f"{number:,} {one}s"
