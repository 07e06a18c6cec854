"""When the ledger is audited: each night, from the day of its first account on."""

from datetime import datetime, time, timedelta

from commons.london import LONDON, day_of

AUDIT_LEDGER = "audit_ledger"
AT_NIGHT = time(3, 0)


def next_night(now: datetime) -> datetime:
    """03:00 in London of the day after this instant, in UTC."""
    day = day_of(now) + timedelta(days=1)
    return datetime.combine(day, AT_NIGHT, LONDON).astimezone(now.tzinfo)
