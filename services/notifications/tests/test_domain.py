"""The life of one mail, by example and by property."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from notifications import domain
from notifications.domain import Contact, Mail, Outcome
from notifications.kinds import KINDS, Kind
from notifications.refusal import Refusal

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
LATER = Outcome("deferred", "to_450")
NEVER = Outcome("refused", "to_550")
LOST = Outcome("lost", "connection_lost")
DONE = Outcome("accepted")


def queued(template: str = "compact_prompt") -> Mail:
    return domain.queue("mail-1", NOW, "m-1", template, "cause", {"fact": "x"})


def sending(template: str = "compact_prompt", now: datetime = NOW) -> Mail:
    return domain.claim(queued(template), now)


def test_a_new_mail_is_to_be_sent_at_once() -> None:
    mail = queued()
    assert (mail.state, mail.next_at, mail.attempts) == ("queued", NOW, 0)


def test_a_mail_without_a_template_cannot_be_queued() -> None:
    with pytest.raises(ValueError, match="no template"):
        domain.queue("mail-1", NOW, "m-1", "chain_letter", "cause")


def test_an_accepted_mail_forgets_what_it_said() -> None:
    settled, replacement = domain.settle(sending(), DONE, NOW, "mail-2")
    assert (settled.state, settled.sent_at, settled.about, settled.next_at) == ("accepted", NOW, {}, None)
    assert replacement is None


@pytest.mark.parametrize(
    ("attempts", "minutes"), [(1, 1), (2, 2), (3, 4), (9, 256), (10, 360), (11, 360), (10_000, 360)]
)
def test_the_wait_doubles_from_a_minute_to_six_hours(attempts: int, minutes: int) -> None:
    assert domain.delay_after(attempts) == timedelta(minutes=minutes)


@examples(deadline=None)
@given(st.integers(min_value=0, max_value=10**9))
def test_the_wait_is_never_shorter_than_a_minute_nor_longer_than_six_hours(attempts: int) -> None:
    assert timedelta(minutes=1) <= domain.delay_after(attempts) <= timedelta(hours=6)
    assert domain.delay_after(attempts) <= domain.delay_after(attempts + 1)


def test_a_server_that_keeps_saying_later_is_given_up_after_48_hours() -> None:
    mail, now, tries = queued(), NOW, 0
    while mail.next_at is not None:
        now = mail.next_at
        mail, _ = domain.settle(domain.claim(mail, now), LATER, now, "mail-2")
        tries += 1
    assert (mail.state, mail.problem) == ("bounced", "to_450")
    assert now == NOW + timedelta(hours=48)
    assert tries == 17


def test_a_server_that_says_never_is_asked_once() -> None:
    settled, _ = domain.settle(sending(), NEVER, NOW, "mail-2")
    assert (settled.state, settled.problem, settled.next_at) == ("bounced", "to_550", None)


def test_an_ordinary_mail_in_doubt_is_sent_once_more_and_no_more() -> None:
    first, none = domain.settle(sending(), LOST, NOW, "mail-2")
    assert (first.state, first.next_at, none) == ("ambiguous", NOW + timedelta(minutes=1), None)
    second, none = domain.settle(domain.claim(first, NOW), LOST, NOW, "mail-2")
    assert (second.id, second.state, second.next_at, none) == ("mail-1", "ambiguous", None, None)


def test_a_secret_link_in_doubt_is_replaced_once_by_a_new_mail() -> None:
    first, replacement = domain.settle(sending("welcome"), LOST, NOW, "mail-2")
    assert (first.state, first.next_at, first.replaced_by) == ("ambiguous", None, "mail-2")
    assert replacement is not None
    assert (replacement.id, replacement.replaces, replacement.state) == ("mail-2", "mail-1", "queued")
    assert replacement.cause != first.cause
    second, none = domain.settle(domain.claim(replacement, NOW), LOST, NOW, "mail-3")
    assert (second.state, second.next_at, none) == ("ambiguous", None, None)


def test_a_send_under_way_counts_as_abandoned_after_a_minute() -> None:
    mail = sending()
    assert not domain.is_abandoned(mail, NOW + timedelta(seconds=59))
    assert domain.is_abandoned(mail, NOW + timedelta(seconds=60))


def test_a_mail_without_an_address_is_looked_at_sooner_at_first_and_given_up_after_48_hours() -> None:
    mail, now, looks = queued(), NOW, 0
    while mail.next_at is not None:
        now = mail.next_at
        mail = domain.look_again(mail, now, "no_address")
        looks += 1
    assert (mail.state, mail.problem, mail.attempts) == ("bounced", "no_address", 0)
    assert looks < 30
    assert now == NOW + timedelta(hours=48)


def test_what_waits_for_somebody_who_leaves_is_cancelled_and_emptied() -> None:
    parted = domain.part_from(queued(), Contact("m-1", 2, "Ada", "ada@example.org"))
    assert (parted.state, parted.about, parted.next_at) == ("cancelled", {}, None)


def test_a_legal_mail_keeps_the_address_of_somebody_who_leaves_until_it_is_sent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(KINDS, "compact_prompt", Kind(legal=True))
    parted = domain.part_from(queued(), Contact("m-1", 2, "Ada", "ada@example.org"))
    assert (parted.state, parted.address) == ("queued", "ada@example.org")
    settled, _ = domain.settle(domain.claim(parted, NOW), DONE, NOW, "mail-2")
    assert settled.address == ""


def test_a_mail_is_not_for_somebody_who_left_after_its_cause_but_for_one_who_came_back() -> None:
    gone = Contact("m-1", 9, gone=True)
    assert domain.is_gone(domain.queue("a", NOW, "m-1", "welcome", "c", as_of=3), gone)
    assert not domain.is_gone(domain.queue("a", NOW, "m-1", "welcome", "c", as_of=10), gone)


@pytest.mark.parametrize("outcome", [DONE, LATER])
def test_only_a_bounced_or_doubtful_mail_can_be_sent_again(outcome: Outcome) -> None:
    settled, _ = domain.settle(sending(), outcome, NOW, "mail-2")
    with pytest.raises(Refusal) as no:
        domain.send_again(settled, NOW)
    assert no.value.code == "mail_not_sendable"


def test_a_bounced_mail_sent_again_has_48_hours_anew() -> None:
    bounced, _ = domain.settle(sending(), NEVER, NOW, "mail-2")
    later = NOW + timedelta(days=5)
    again = domain.send_again(bounced, later)
    assert (again.state, again.next_at, again.trying_since) == ("queued", later, later)


def test_a_mail_that_was_replaced_is_not_sent_again() -> None:
    first, _ = domain.settle(sending("sign_in_link"), LOST, NOW, "mail-2")
    with pytest.raises(Refusal):
        domain.send_again(first, NOW)


def test_a_settled_mail_cannot_be_claimed_and_an_unclaimed_one_not_settled() -> None:
    settled, _ = domain.settle(sending(), DONE, NOW, "mail-2")
    with pytest.raises(ValueError, match="not waiting"):
        domain.claim(settled, NOW)
    with pytest.raises(ValueError, match="not being sent"):
        domain.settle(queued(), DONE, NOW, "mail-2")


@examples(deadline=None)
@given(
    st.sampled_from(sorted(KINDS)),
    st.lists(st.sampled_from([DONE, LATER, NEVER, LOST]), max_size=60),
)
def test_every_mail_comes_to_an_end_with_at_most_one_doubtful_copy(
    template: str, outcomes: list[Outcome]
) -> None:
    """I2 of RELIABILITY: whatever the server does, one effect, or one more after a doubt."""
    row, now = queued(template), NOW
    came_to_an_end, possible_copies, version = [], 0, row.version
    for turn, outcome in enumerate(outcomes):
        if row.next_at is None:
            break
        assert row.next_at >= now
        now = row.next_at
        row, replacement = domain.settle(domain.claim(row, now), outcome, now, f"mail-{turn + 2}")
        possible_copies += outcome in (DONE, LOST)
        assert row.version > version
        if replacement is not None:
            came_to_an_end.append(row)
            row = replacement
        version = row.version
        assert row.state in domain.STATES
    came_to_an_end.append(row)
    assert possible_copies <= 2
    assert len(came_to_an_end) <= 2
    assert sum(each.state == "accepted" for each in came_to_an_end) <= 1
    assert all(not each.about for each in came_to_an_end if each.state == "accepted")
    assert now <= NOW + timedelta(hours=97)
