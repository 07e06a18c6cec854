"""The indexes of signing in: unique rules, finders, and the dates after which rows go away."""

from datetime import timedelta
from typing import Any

from chassis.mongo.indexes import Index

AT_ITS_DATE = timedelta(0)

INDEXES = (
    Index("sessions", ("member", "-started_at")),
    Index("sessions", ("ends_at",), expires_after=AT_ITS_DATE),
    Index("redeemed", ("purge_at",), expires_after=AT_ITS_DATE),
    Index("throttles", ("purge_at",), expires_after=AT_ITS_DATE),
    Index("people", ("read_at",), expires_after=timedelta(days=1)),
    Index("tokens", ("hash",), unique=True),
    Index("tokens", ("subject", "-created_at")),
    Index("tokens", ("purge_at",), expires_after=AT_ITS_DATE),
    Index("second_factor_tries", ("purge_at",), expires_after=AT_ITS_DATE),
    Index("kept_forms", ("purge_at",), expires_after=AT_ITS_DATE),
)


def ensure(database: Any) -> None:
    """Make them; those that exist are left alone."""
    for index in INDEXES:
        database[index.collection].create_indexes([index.model()])
