"""Throttles that hold across workers: so many in five minutes, counted in the database."""

import ipaddress
from datetime import datetime, timedelta
from typing import Any

from chassis.mongo.unit_of_work import DuplicateKeyError

WINDOW = timedelta(minutes=5)
MOST = 10


class Throttle:
    """Sliding windows by key. Only what was let through counts, so refused tries prolong nothing."""

    def __init__(self, database: Any) -> None:
        self._throttles = database["throttles"]

    def lets_through(self, key: str, now: datetime, most: int = MOST, window: timedelta = WINDOW) -> bool:
        """Whether one more fits, which then counts. One write decides, so workers cannot race."""
        room = {
            "_id": {"$eq": key},
            "$or": [{f"at.{most - 1}": {"$exists": False}}, {"at.0": {"$lte": now - window}}],
        }
        count = {
            "$push": {"at": {"$each": [now], "$slice": -most}},
            "$set": {"purge_at": now + window},
        }
        if self._throttles.update_one(room, count).matched_count:
            return True
        try:
            self._throttles.insert_one({"_id": key, "at": [now], "purge_at": now + window})
        except DuplicateKeyError:
            # Either the window is full, or another worker opened it a moment ago.
            return bool(self._throttles.update_one(room, count).matched_count)
        return True


def network_of(address: str | None) -> str:
    """The network an address belongs to: /24 for IPv4, /56 (one household) for IPv6."""
    try:
        known = ipaddress.ip_address(address or "")
    except ValueError:
        return "unknown"
    if isinstance(known, ipaddress.IPv6Address) and known.ipv4_mapped is not None:
        known = known.ipv4_mapped
    prefix = 24 if known.version == 4 else 56
    return str(ipaddress.ip_network(f"{known}/{prefix}", strict=False))
