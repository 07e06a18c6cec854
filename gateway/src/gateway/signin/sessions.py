"""Sessions: kept by us, known to the browser only by a random id of which we hold the hash."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from chassis.ids import new_id
from contracts.refusals import Refused
from gateway.signin.secrecy import digest, new_secret
from gateway.signin.short_memory import ShortMemory

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
TOUCH = timedelta(seconds=60)  # use is written down this often, not with every page


@dataclass(frozen=True)
class Session:
    """One signed-in browser. ``key`` is the hash of the cookie, ``handle`` the name we may show."""

    key: str
    handle: str
    member: str
    started_at: datetime
    seen_at: datetime
    second_factor_at: datetime | None
    browser: str
    opened_by: str

    @property
    def ends_at(self) -> datetime:
        """30 minutes after the last use, and never later than 12 hours after signing in."""
        return min(self.seen_at + IDLE, self.started_at + LONGEST)


class Sessions:
    """All sessions of the platform, in the gateway's database."""

    def __init__(self, database: Any) -> None:
        self._sessions = database["sessions"]
        self._memory: ShortMemory[Session] = ShortMemory()

    def open(
        self, member: str, now: datetime, *, browser: str = "", opened_by: str = "link"
    ) -> tuple[str, Session]:
        """A new session: the secret for the cookie, and what we keep."""
        secret = new_secret()
        session = Session(digest(secret), new_id(), member, now, now, None, browser, opened_by)
        self._sessions.insert_one(_document(session))
        return secret, session

    def find(self, secret: str, now: datetime) -> Session | None:
        """The living session of this cookie; using it keeps it alive."""
        key = digest(secret)
        # Remembering does not prolong itself: after two seconds the database is asked again.
        session = self._memory.recall(key, now) or self._look_up(key, now)
        if session is None:
            return None
        if now >= session.ends_at:
            self.end(session)
            return None
        return self._touched(session, now) if now - session.seen_at >= TOUCH else session

    def pass_second_factor(self, session: Session, now: datetime) -> tuple[str, Session]:
        """The session goes on under a new id, now with its second factor.

        Refused: ``sign_in_required`` when it was ended meanwhile.
        """
        secret = new_secret()
        risen = replace(session, key=digest(secret), seen_at=now, second_factor_at=now)
        if self._sessions.delete_one({"_id": {"$eq": session.key}}).deleted_count == 0:
            raise Refused("sign_in_required")
        self._memory.forget(session.key)
        self._sessions.insert_one(_document(risen))
        return secret, risen

    def of(self, member: str, now: datetime) -> list[Session]:
        """The member's living sessions, the newest first."""
        rows = self._sessions.find({"member": {"$eq": member}, "ends_at": {"$gt": now}})
        return [_session(row) for row in rows.sort("started_at", -1)]

    def end(self, session: Session) -> None:
        self._sessions.delete_one({"_id": {"$eq": session.key}})
        self._memory.forget(session.key)

    def end_one(self, member: str, handle: str) -> None:
        """End one session of this member. Refused: ``not_found``."""
        ended = self._sessions.delete_one({"member": {"$eq": member}, "handle": {"$eq": handle}})
        if ended.deleted_count == 0:
            raise Refused("not_found")
        self._memory.forget_where(lambda session: session.handle == handle)

    def end_all(self, member: str) -> int:
        """Sign out everywhere; answers how many sessions ended."""
        ended = self._sessions.delete_many({"member": {"$eq": member}})
        self._memory.forget_where(lambda session: session.member == member)
        return int(ended.deleted_count)

    def _look_up(self, key: str, now: datetime) -> Session | None:
        row = self._sessions.find_one({"_id": {"$eq": key}})
        return self._memory.keep(key, _session(row), now) if row else None

    def _touched(self, session: Session, now: datetime) -> Session | None:
        """Written down as used; None when another worker ended it meanwhile."""
        touched = replace(session, seen_at=now)
        written = self._sessions.update_one(
            {"_id": {"$eq": session.key}}, {"$set": {"seen_at": now, "ends_at": touched.ends_at}}
        )
        if written.matched_count == 0:
            self._memory.forget(session.key)
            return None
        return self._memory.keep(session.key, touched, now)


def _document(session: Session) -> dict[str, Any]:
    return {
        "_id": session.key,
        "handle": session.handle,
        "member": session.member,
        "started_at": session.started_at,
        "seen_at": session.seen_at,
        "ends_at": session.ends_at,
        "second_factor_at": session.second_factor_at,
        "browser": session.browser,
        "opened_by": session.opened_by,
    }


def _session(row: Mapping[str, Any]) -> Session:
    return Session(
        row["_id"],
        row["handle"],
        row["member"],
        row["started_at"],
        row["seen_at"],
        row["second_factor_at"],
        row["browser"],
        row["opened_by"],
    )
