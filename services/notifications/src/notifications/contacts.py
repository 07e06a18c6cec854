"""How to reach somebody, and who that is: a member, an applicant, an address that is to change (pure)."""

from dataclasses import dataclass
from datetime import datetime

APPLICANT = "applicant:"
"""Before the id of an application."""

NEW_ADDRESS = "new-address:"
"""Before the id of a change of address: the address that is still to confirm itself."""

OLD_ADDRESS = "old-address:"
"""Before the same id: the address as it was then, whatever the member's is by now."""

LINE_MANAGER = "line-manager:"
"""Before the id of an ask: somebody's line manager, who is to say whether they are released."""


@dataclass(frozen=True)
class Contact:
    """Our copy of how to reach somebody. ``subject`` is a member id, or an id behind one of the words above.

    ``version`` is that of the member, application or change it was copied from. ``gone``: the person
    left or was decided on; name and address are empty then, and the version stays, so that a
    late event cannot bring them back. ``forget_at``: when even this row is deleted (UTC).
    """

    subject: str
    version: int
    name: str = ""
    email: str = ""
    region: str | None = None
    gone: bool = False
    forget_at: datetime | None = None

    @property
    def is_member(self) -> bool:
        return not self.subject.startswith((APPLICANT, NEW_ADDRESS, OLD_ADDRESS, LINE_MANAGER))

    @property
    def is_applicant(self) -> bool:
        return self.subject.startswith(APPLICANT)
