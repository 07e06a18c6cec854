"""Browsers that signed in before: a lane of their own, so that no stranger can keep the owner out.

Limits count strangers' tries and the owner's apart (a delay, never a lock-out). The mark is a
cookie that only we can write; it opens nothing by itself.
"""

import hmac
import secrets
from dataclasses import dataclass

from gateway.signin.people import Person
from gateway.signin.secrecy import Secrecy

PURPOSE = "known browser"
STRANGER = ""


@dataclass(frozen=True)
class Device:
    """A browser's mark: whose it was last, and whether it got as far as the second factor."""

    id: str
    member: str
    address: str
    second_factor: bool

    def lane_for_address(self, address: str) -> str:
        """The lane for asking for links to this address; ``STRANGER`` if it was never theirs."""
        return self.id if hmac.compare_digest(self.address, address) else STRANGER

    def lane_for_codes(self, member: str) -> str:
        """The lane for second-factor codes: only for a browser that once had a right one.

        Whoever can read the mailbox could collect marks; so a mark from a link alone is not enough.
        """
        return self.id if self.member == member and self.second_factor else STRANGER


NO_DEVICE = Device(STRANGER, "", "", False)


class Devices:
    """Writes and reads the marks."""

    def __init__(self, secrecy: Secrecy) -> None:
        self._secrecy = secrecy

    def mark(self, person: Person, before: Device, second_factor: bool) -> str:
        """The cookie for a browser that just signed in as ``person``."""
        same = before.member == person.id
        name = before.id if same else secrets.token_urlsafe(12)
        passed = second_factor or (same and before.second_factor)
        said = f"{name}|{person.id}|{person.address}|{int(passed)}"
        return f"{said}|{self._secrecy.fingerprint(PURPOSE, said)}"

    def read(self, cookie: str | None) -> Device:
        """The mark, or ``NO_DEVICE`` when there is none or it is not ours."""
        said, _, proof = (cookie or "").rpartition("|")
        parts = said.split("|")
        if len(parts) != 4 or not said.isascii() or not proof.isascii():
            return NO_DEVICE
        if not hmac.compare_digest(self._secrecy.fingerprint(PURPOSE, said), proof):
            return NO_DEVICE
        return Device(parts[0], parts[1], parts[2], parts[3] == "1")
