"""A claim as it stands: what it is for, its lines, receipts and history, and who pays (row 51)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from commons.london import day_of
from meetings.expenses import rules
from meetings.expenses.costs import ASSISTANT, Cost, total
from meetings.expenses.rules import Verdict, who_pays

MEETING, EVENT, OTHER_WORK = "meeting", "event", "other"
OCCASIONS = (MEETING, EVENT, OTHER_WORK)

DRAFT, SUBMITTED, ONCE, APPROVED = "draft", "submitted", "approved_once", "approved"
SENT, PAID, RETURNED, REFUSED, WITHDRAWN = "sent", "paid", "returned", "refused", "withdrawn"
STATES = (DRAFT, SUBMITTED, ONCE, APPROVED, SENT, PAID, RETURNED, REFUSED, WITHDRAWN)
OPEN = (DRAFT, RETURNED)
"""While its claimant may change it."""
WAITING = (SUBMITTED, ONCE)
"""While somebody is to decide."""
ENDED = (PAID, REFUSED, WITHDRAWN)

BEGIN, SUBMIT, APPROVE, RETURN, REFUSE, WITHDRAW = (
    "began", "submitted", "approved", "returned", "refused", "withdrew",
)  # fmt: skip
SEND, PAY = "sent", "paid"
MOST_RECEIPTS = 20


@dataclass(frozen=True)
class Occasion:
    """What the journey was for; ``region`` is whose group decides, ``on`` its day where one is known."""

    kind: str
    id: str
    region: str
    title: str
    on: date | None


@dataclass(frozen=True)
class Receipt:
    """A file that shows what was paid; its bytes are kept beside."""

    id: str
    name: str
    media_type: str
    size: int


@dataclass(frozen=True)
class Step:
    """One thing that happened; ``words`` are a question, a reason or an answer."""

    kind: str
    at: datetime
    by: str
    words: str = ""


@dataclass(frozen=True)
class Claim:
    """One person's claim, with their assistant's share on it.

    ``answers`` are those to the table's questions; ``named_by`` are the members of Q who named a
    carer, as of the submission. ``assistant_id`` is the assistant's where they are a member of Q.
    ``payee`` is the name for whoever pays; bank details are never kept here.
    """

    id: str
    version: int
    claimant_id: str
    occasion: Occasion
    payee: str
    answers: Mapping[str, str | bool | None]
    costs: tuple[Cost, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    assistant_id: str = ""
    assistant_required: bool = False
    named_by: tuple[str, ...] = ()
    state: str = DRAFT
    submitted_at: datetime | None = None
    approvals: tuple[Step, ...] = ()
    history: tuple[Step, ...] = field(default=())
    batch_id: str = ""

    @property
    def total(self) -> int:
        return total(self.costs)

    @property
    def verdict(self) -> Verdict:
        """Who pays for the claimant, as the table has it."""
        return who_pays(self.answers)

    @property
    def assistants_verdict(self) -> Verdict | None:
        """Who pays for the assistant's share; None without one."""
        if not total(self.costs, ASSISTANT):
            return None
        helped = self.answers.get(rules.STATUS) in (rules.PATIENT, rules.CARER)
        whom = rules.PATIENT_OR_CARER if helped else rules.SOMEBODY_ELSE
        needed = self.assistant_required
        return who_pays({rules.STATUS: rules.ASSISTANT, "accompanies": whom, "required": needed})

    @property
    def is_manual(self) -> bool:
        """Whether the table leaves a share of it to a person (C41)."""
        shares = (self.verdict, self.assistants_verdict)
        return any(each.payer == rules.MANUAL for each in shares if each is not None)

    @property
    def everybody_involved(self) -> frozenset[str]:
        """Those who never decide it: claimant, assistant, and who named the carer."""
        return frozenset({self.claimant_id, *self.named_by, *filter(None, [self.assistant_id])})

    @property
    def last_day(self) -> date | None:
        """The last day of its lines."""
        return max((cost.on for cost in self.costs), default=None)

    def late_by(self, days: int) -> int:
        """How many days after the limit it was submitted; 0 when in time."""
        if self.submitted_at is None or self.last_day is None:
            return 0
        return max((day_of(self.submitted_at) - self.last_day).days - days, 0)


@dataclass(frozen=True)
class Times:
    """How many days a claim is kept: while nobody hands it in, and after its end."""

    draft: int
    ended: int
