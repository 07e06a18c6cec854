"""An organisation's signature under a concordat: given, renewed, withdrawn; nothing of it is ever lost.

Only signatories ask and lend. How a signature stands follows from the texts and the day, so that no clock has
to run for a grace that passes (row 60).
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from commons.london import day_of
from skills_register.concordats.domain import ENDED, LONGEST_TERM, Concordat, refuse_ended, refuse_unagreed
from skills_register.organisations.domain import Organisation
from skills_register.refusal import Refusal

SIGNING_ROLES = ("chief_executive", "chair", "accountable_officer", "director", "system_leader")
"""As what somebody signs: who may bind an organisation."""

MOST_PLEDGED = 2 * 260 * 10
"""Half days a year: ten people's whole year. More than that was typed by mistake."""

SIGNED, TO_RENEW, LEAVING, LAPSED, WITHDRAWN, CLOSED, ELSEWHERE, OVER = (
    "signed",
    "to_renew",
    "leaving",
    "lapsed",
    "withdrawn",
    "closed",
    "elsewhere",
    "over",
)
STANDINGS = (SIGNED, TO_RENEW, LEAVING, LAPSED, WITHDRAWN, CLOSED, ELSEWHERE, OVER)
IN_FORCE = frozenset({SIGNED, TO_RENEW, LEAVING})


@dataclass(frozen=True)
class Signing:
    """Who signed which text, as what, when (UTC), and with which reservations, "" for none.

    ``pledged`` is how many half days a year the organisation means to lend, 0 for no number: a wish, no duty.
    """

    text: int
    by: str
    signed_as: str
    at: datetime
    reservations: str
    pledged: int = 0


@dataclass(frozen=True)
class Withdrawal:
    """From ``from_day`` on nothing new is asked or lent; what was agreed before runs to its end."""

    at: datetime
    by: str
    why: str
    from_day: date


@dataclass(frozen=True)
class Signature:
    """One organisation under one concordat; ``withdrawal`` is the one that holds, if any."""

    concordat_id: str
    organisation_id: str
    version: int
    signings: tuple[Signing, ...]
    withdrawal: Withdrawal | None = None
    past_withdrawals: tuple[Withdrawal, ...] = ()

    @property
    def id(self) -> str:
        return signature_id(self.concordat_id, self.organisation_id)

    @property
    def latest(self) -> Signing:
        return self.signings[-1]


def signature_id(concordat_id: str, organisation_id: str) -> str:
    """There is one for each organisation and concordat."""
    return f"{concordat_id}:{organisation_id}"


def sign(concordat: Concordat, before: Signature | None, organisation_id: str, signing: Signing) -> Signature:
    """Signed for the first time, for a newer text, or again after a withdrawal.

    Refused: ``concordat_not_agreed``, ``concordat_ended``, ``text_not_current``, ``signed_already``,
    ``signing_role_unknown``, ``pledge_wrong``.
    """
    refuse_unagreed(concordat)
    current = concordat.current
    if current is None or signing.text != current.number:
        raise Refusal("text_not_current")
    if signing.signed_as not in SIGNING_ROLES:
        raise Refusal("signing_role_unknown", fields={"signed_as": ["Choose from the list."]})
    if not 0 <= signing.pledged <= MOST_PLEDGED:
        said = "Enter how many days a year you mean to lend, at most 2,600, or nothing."
        raise Refusal("pledge_wrong", fields={"pledged_half_days": [said]})
    if before is None:
        return Signature(concordat.id, organisation_id, 1, (signing,))
    if before.withdrawal is None and before.latest.text == signing.text:
        raise Refusal("signed_already")
    past = before.past_withdrawals + ((before.withdrawal,) if before.withdrawal else ())
    return replace(
        before,
        version=before.version + 1,
        signings=(*before.signings, signing),
        withdrawal=None,
        past_withdrawals=past,
    )


def withdraw(concordat: Concordat, signature: Signature, withdrawal: Withdrawal) -> Signature:
    """Refused: ``concordat_ended``, ``withdrawn_already``, ``reason_required``, ``withdrawal_day_wrong``
    (in the past, or beyond any review)."""
    refuse_ended(concordat)
    if signature.withdrawal is not None:
        raise Refusal("withdrawn_already")
    if not withdrawal.why:
        raise Refusal("reason_required", fields={"reason": ["Say why you withdraw."]})
    today = day_of(withdrawal.at)
    if not today <= withdrawal.from_day <= today + LONGEST_TERM:
        said = "Give today or a day to come, within five years."
        raise Refusal("withdrawal_day_wrong", fields={"from_day": [said]})
    return replace(signature, version=signature.version + 1, withdrawal=withdrawal)


def sign_by(signature: Signature, concordat: Concordat) -> date | None:
    """Until when it holds without being renewed; None when it is under the newest text."""
    newer = [each for each in concordat.texts if each.number > signature.latest.text]
    return newer[0].sign_by if newer else None


def standing(
    signature: Signature, concordat: Concordat, organisation: Organisation | None, today: date
) -> str:
    """How it stands on a day: one of ``STANDINGS``.

    An organisation that was closed, or that belongs to another place now, asks and lends no more.
    """
    written = _as_written(signature, concordat, today)
    if written not in IN_FORCE:
        return written
    if organisation is None or not organisation.is_open:
        return CLOSED
    return written if concordat.covers(organisation.region, organisation.system) else ELSEWHERE


def _as_written(signature: Signature, concordat: Concordat, today: date) -> str:
    if concordat.state == ENDED:
        return OVER
    if signature.withdrawal is not None and today >= signature.withdrawal.from_day:
        return WITHDRAWN
    until = sign_by(signature, concordat)
    if until is not None and today > until:
        return LAPSED
    if signature.withdrawal is not None:
        return LEAVING
    return TO_RENEW if until is not None else SIGNED


def is_in_force(
    signature: Signature, concordat: Concordat, organisation: Organisation | None, today: date
) -> bool:
    """Whether the organisation asks and lends under it on that day."""
    return standing(signature, concordat, organisation, today) in IN_FORCE


def is_to_sign(signature: Signature | None, concordat: Concordat) -> bool:
    """Whether an organisation never signed, or signed an earlier text and did not withdraw."""
    if signature is None:
        return True
    return signature.withdrawal is None and sign_by(signature, concordat) is not None
