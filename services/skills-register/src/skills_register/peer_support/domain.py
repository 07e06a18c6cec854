"""The rules of user-led support: a service user leads, and nobody is asked about their health (row 89)."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from skills_register.refusal import Refusal

SERVICE_USER = "service user"
OPEN, ENDED = "open", "ended"
MOST_LEARNERS = 200
FEWEST_SHOWN = 5

DIGITS = re.compile(r"(?<!\d)(?:\d[ -]?){9}\d(?!\d)", re.ASCII)
GROUPED = re.compile(r"\d{3}[ -]\d{3}[ -]\d{4}\Z", re.ASCII)
WEIGHTS = range(10, 1, -1)


@dataclass(frozen=True)
class Learner:
    """A member who takes part; how they are called is for the lead."""

    member_id: str
    shown_name: str
    since: datetime


@dataclass(frozen=True)
class PeerGroup:
    """A group of users who train and back each other. ``next_lead`` is a learner asked to take it over.

    ``expenses`` is the path of our page that takes claims ("" where there is none).
    """

    id: str
    version: int
    region: str
    title: str
    about: str
    offers: tuple[str, ...]
    funded_by: str
    expenses: str
    lead_id: str
    lead_name: str
    started_at: datetime
    learners: tuple[Learner, ...] = ()
    next_lead: str = ""
    ended_at: datetime | None = None

    @property
    def state(self) -> str:
        return OPEN if self.ended_at is None else ENDED

    @property
    def leader_kind(self) -> str:
        """There is no other: nobody else may lead it."""
        return SERVICE_USER

    def has(self, member_id: str) -> bool:
        """Whether this member learns here."""
        return any(each.member_id == member_id for each in self.learners)


@dataclass(frozen=True)
class Need:
    """What a learner needs so that they can take part: between them and the lead, with an end."""

    group_id: str
    member_id: str
    words: str
    said_at: datetime
    ends_at: datetime


def refuse_other_leads(is_service_user: bool) -> None:
    """Refused: ``lead_is_service_user``."""
    if not is_service_user:
        said = "A group of peers is led by somebody who uses services themselves."
        raise Refusal("lead_is_service_user", fields={"leads_as_service_user": [said]})


def refuse_nhs_numbers(**texts: str) -> None:
    """Health records have no place here. Refused: ``nhs_number_in_text``, with the field."""
    found = [name for name, text in texts.items() if holds_nhs_number(text)]
    if found:
        said = "This looks like an NHS number. Take it out: nobody needs it here."
        raise Refusal("nhs_number_in_text", fields={name: [said] for name in found})


def holds_nhs_number(text: str) -> bool:
    """Ten digits written 3-3-4 as an NHS number is, or any ten whose last one checks the others."""
    return any(_is_nhs_number(match.group()) for match in DIGITS.finditer(text))


def join(group: PeerGroup, learner: Learner) -> PeerGroup:
    """Joined already: with the name as it is said now.

    Refused: ``peer_group_ended``, ``peer_group_led_by_you``, ``peer_group_full``.
    """
    _refuse_ended(group)
    if learner.member_id == group.lead_id:
        raise Refusal("peer_group_led_by_you")
    others = tuple(each for each in group.learners if each.member_id != learner.member_id)
    if len(others) >= MOST_LEARNERS:
        raise Refusal("peer_group_full")
    return _changed(group, learners=(*others, learner))


def leave(group: PeerGroup, member_id: str) -> PeerGroup:
    """A learner goes, and is asked to lead it no more. Not there: unchanged."""
    if not group.has(member_id):
        return group
    left = tuple(each for each in group.learners if each.member_id != member_id)
    asked = "" if group.next_lead == member_id else group.next_lead
    return _changed(group, learners=left, next_lead=asked)


def describe(group: PeerGroup, **said: object) -> PeerGroup:
    """The lead says anew what it is. Refused: ``peer_group_ended``."""
    _refuse_ended(group)
    return _changed(group, **said)


def hand_over(group: PeerGroup, to: str) -> PeerGroup:
    """The lead asks a learner to take it over; "" takes that back.

    Refused: ``peer_group_ended``, ``peer_not_in_group``.
    """
    _refuse_ended(group)
    if to and not group.has(to):
        said = "Choose somebody who learns in this group."
        raise Refusal("peer_not_in_group", fields={"member_id": [said]})
    return _changed(group, next_lead=to)


def take_over(group: PeerGroup, member_id: str, is_service_user: bool, now: datetime) -> PeerGroup:
    """The learner who was asked leads it, and who led it learns on.

    Refused: ``peer_group_ended``, ``peer_lead_not_offered``, ``lead_is_service_user``.
    """
    _refuse_ended(group)
    if group.next_lead != member_id:
        raise Refusal("peer_lead_not_offered")
    refuse_other_leads(is_service_user)
    name = next(each.shown_name for each in group.learners if each.member_id == member_id)
    before = Learner(group.lead_id, group.lead_name, now)
    others = tuple(each for each in group.learners if each.member_id != member_id)
    return _changed(group, lead_id=member_id, lead_name=name, learners=(*others, before), next_lead="")


def end(group: PeerGroup, now: datetime) -> PeerGroup:
    """Who was in it is forgotten; what it was stays to be read. Ended already: unchanged."""
    if group.state == ENDED:
        return group
    return _changed(group, ended_at=now, learners=(), next_lead="")


def nameless(group: PeerGroup) -> PeerGroup:
    """Whoever led it left Q: how they are called is kept no more. Nameless already: unchanged."""
    return _changed(group, lead_name="") if group.lead_name else group


def counted(learners: int) -> str:
    """As everybody sees it: 1 to 4 is "<5"."""
    return f"<{FEWEST_SHOWN}" if 0 < learners < FEWEST_SHOWN else str(learners)


def _changed(group: PeerGroup, **said: object) -> PeerGroup:
    return replace(group, version=group.version + 1, **said)  # type: ignore[arg-type]


def _refuse_ended(group: PeerGroup) -> None:
    if group.state == ENDED:
        raise Refusal("peer_group_ended")


def _is_nhs_number(written: str) -> bool:
    if GROUPED.match(written):
        return True
    digits = [int(each) for each in written if each.isdigit()]
    check = 11 - sum(digit * weight for digit, weight in zip(digits, WEIGHTS, strict=False)) % 11
    return (0 if check == 11 else check) == digits[-1]
