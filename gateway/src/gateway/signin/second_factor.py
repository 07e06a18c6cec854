"""The second factor: a code from an authenticator app (TOTP, RFC 6238), or a recovery code."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pyotp

from contracts.refusals import Refused
from gateway.signin.secrecy import Secrecy
from gateway.signin.throttle import Throttle

PURPOSE = "second factor"
ENROLMENT = "second factor enrolment"
RECOVERY = "recovery code"
ISSUER = "Q Commons"

STEP_SECONDS = 30
STEPS_AROUND = (0, -1, 1)  # clocks of phones are half a minute off now and then
CODE_DIGITS = 6
RECOVERY_CODES = 10
RECOVERY_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look alike
RECOVERY_LENGTH = 10  # of 31 letters: about 50 bits
ENROLMENT_LASTS = timedelta(minutes=15)

FREE_FAILURES = 3
LONGEST_DELAY = timedelta(minutes=5)


@dataclass(frozen=True)
class Enrolment:
    """What the person puts into their app. ``sealed`` comes back with the first code."""

    secret: str
    sealed: str
    uri: str

    @property
    def spaced(self) -> str:
        """The secret in groups of four, for typing it in."""
        return " ".join(self.secret[at : at + 4] for at in range(0, len(self.secret), 4))


class SecondFactor:
    """Who has one, and whether a code is theirs and new."""

    def __init__(self, database: Any, secrecy: Secrecy, throttle: Throttle) -> None:
        self._factors = database["second_factors"]
        self._tries = database["second_factor_tries"]
        self._secrecy = secrecy
        self._throttle = throttle

    def is_enrolled(self, member: str) -> bool:
        return self._factors.find_one({"_id": {"$eq": member}}, {"_id": 1}) is not None

    def codes_left(self, member: str) -> int:
        row = self._factors.find_one({"_id": {"$eq": member}}, {"recovery": 1})
        return len(row["recovery"]) if row else 0

    def begin(self, member: str, account: str, session: str, now: datetime) -> Enrolment:
        """A new secret for the app. Nothing is kept here: the page carries it, sealed for this session."""
        return self._enrolment(pyotp.random_base32(), member, account, session, now)

    def again(self, sealed: str, member: str, account: str, session: str, now: datetime) -> Enrolment:
        """The same secret once more, after a wrong first code. Refused: ``second_factor_wrong``."""
        return self._enrolment(self._unseal(sealed, member, session, now), member, account, session, now)

    def enrol(
        self, sealed: str, code: str, member: str, session: str, device: str, now: datetime
    ) -> list[str]:
        """Keep the secret once a code proves that the app has it; answers the recovery codes, once.

        Refused: ``second_factor_wrong``, ``too_many_attempts``.
        """
        secret = self._unseal(sealed, member, session, now)
        self._may_try(member, device, now)
        step = _step_of(secret, _digits(code), now)
        if step is None:
            self._failed(member, device, now)
            raise _wrong()
        codes = [_recovery_code() for _ in range(RECOVERY_CODES)]
        kept = {
            "secret": self._secrecy.seal(PURPOSE, secret, member),
            "last_step": step,
            "recovery": [self._hashed(member, each) for each in codes],
            "enrolled_at": now,
        }
        self._factors.update_one({"_id": {"$eq": member}}, {"$set": kept}, upsert=True)
        self._succeeded(member, device)
        return codes

    def verify(self, member: str, code: str, device: str, now: datetime) -> None:
        """Take a code of the app, or a recovery code, which is then used up.

        ``device`` names a browser known to be the member's, or is empty: strangers' failures do not
        slow the member's own browser. Refused: ``second_factor_wrong``, ``too_many_attempts``.
        """
        self._may_try(member, device, now)
        if not (self._takes_app_code(member, _digits(code), now) or self._takes_recovery(member, code)):
            self._failed(member, device, now)
            raise _wrong()
        self._succeeded(member, device)

    def new_recovery_codes(self, member: str) -> list[str]:
        """Ten new ones; the old are void."""
        codes = [_recovery_code() for _ in range(RECOVERY_CODES)]
        hashed = [self._hashed(member, each) for each in codes]
        self._factors.update_one({"_id": {"$eq": member}}, {"$set": {"recovery": hashed}})
        return codes

    def _takes_app_code(self, member: str, code: str, now: datetime) -> bool:
        row = self._factors.find_one({"_id": {"$eq": member}})
        secret = self._secrecy.open(PURPOSE, row["secret"], member) if row else None
        step = _step_of(secret, code, now) if secret else None
        if step is None:
            return False
        # A code counts once: the step must be newer than the last one taken, and one write decides.
        newer = {"_id": {"$eq": member}, "last_step": {"$lt": step}}
        return bool(self._factors.update_one(newer, {"$set": {"last_step": step}}).matched_count)

    def _takes_recovery(self, member: str, code: str) -> bool:
        hashed = self._hashed(member, code)
        holds = {"_id": {"$eq": member}, "recovery": {"$eq": hashed}}
        return bool(self._factors.update_one(holds, {"$pull": {"recovery": hashed}}).matched_count)

    def _may_try(self, member: str, device: str, now: datetime) -> None:
        row = self._tries.find_one({"_id": {"$eq": f"{member}|{device}"}})
        if row is not None and now < row["again_at"]:
            seconds = int((row["again_at"] - now).total_seconds()) + 1
            raise _too_many(f"Wait {seconds} seconds, then try again.")
        if not self._throttle.lets_through(f"second factor|{member}|{device}", now):
            raise _too_many("Wait a few minutes, then try again.")

    def _failed(self, member: str, device: str, now: datetime) -> None:
        """The wait doubles with every failure in a row, up to five minutes; it never locks for good."""
        key = {"_id": {"$eq": f"{member}|{device}"}}
        row = self._tries.find_one_and_update(
            key,
            {"$inc": {"failures": 1}, "$set": {"again_at": now, "purge_at": now + timedelta(days=1)}},
            upsert=True,
            return_document=True,
        )
        over = row["failures"] - FREE_FAILURES
        if over > 0:
            delay = min(timedelta(seconds=2 ** min(over, 10)), LONGEST_DELAY)
            self._tries.update_one(key, {"$set": {"again_at": now + delay}})

    def _succeeded(self, member: str, device: str) -> None:
        self._tries.delete_one({"_id": {"$eq": f"{member}|{device}"}})

    def _enrolment(self, secret: str, member: str, account: str, session: str, now: datetime) -> Enrolment:
        until = int((now + ENROLMENT_LASTS).timestamp())
        sealed = self._secrecy.seal(ENROLMENT, f"{until}|{secret}", f"{member}|{session}")
        return Enrolment(
            secret, sealed, pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name=ISSUER)
        )

    def _unseal(self, sealed: str, member: str, session: str, now: datetime) -> str:
        opened = self._secrecy.open(ENROLMENT, sealed, f"{member}|{session}")
        until, _, secret = (opened or "0|").partition("|")
        if now.timestamp() >= int(until):
            raise Refused("second_factor_wrong", "This page was open for too long. Start again.")
        return secret

    def _hashed(self, member: str, code: str) -> str:
        plain = "".join(letter for letter in code.lower() if letter.isalnum())
        return self._secrecy.fingerprint(RECOVERY, f"{member}|{plain}")


def forget(database: Any, member: str) -> bool:
    """Take a member's factor away, so that they enrol anew; False when there was none."""
    return bool(database["second_factors"].delete_one({"_id": {"$eq": member}}).deleted_count)


def _step_of(secret: str, code: str, now: datetime) -> int | None:
    """The time step whose code this is, near now; every candidate is compared in constant time."""
    app = pyotp.TOTP(secret)
    current = int(now.timestamp()) // STEP_SECONDS
    found = None
    for around in STEPS_AROUND:
        step = current + around
        if hmac.compare_digest(app.generate_otp(step).encode(), code.encode()) and found is None:
            found = step
    return found


def _digits(code: str) -> str:
    """People type codes with blanks; anything but six ASCII digits becomes a code that never fits."""
    plain = "".join(code.split())
    return plain if len(plain) == CODE_DIGITS and plain.isascii() and plain.isdigit() else ""


def _recovery_code() -> str:
    letters = "".join(secrets.choice(RECOVERY_LETTERS) for _ in range(RECOVERY_LENGTH))
    return f"{letters[:5]}-{letters[5:]}"


def _wrong() -> Refused:
    return Refused("second_factor_wrong", fields={"code": ["Enter the newest code your app shows."]})


def _too_many(when: str) -> Refused:
    return Refused("too_many_attempts", f"There were too many wrong codes. {when}")
