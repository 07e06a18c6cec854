"""Events that are over: one still asks, one shows its counts, one is known from a report alone."""

from datetime import UTC, datetime, timedelta

from chassis.call import Call
from chassis.identity import Caller
from chassis.testkit.local_bus import LocalBus
from meetings.certificates.domain import Certificate
from meetings.certificates.store import CertificateStore
from meetings.feedback.domain import Answer, Summary
from meetings.feedback.store import FeedbackStore

from ..past_event import held_event  # noqa: TID252 - tests are no installed package

NATIONAL = Caller("the-national-team", frozenset({"member", "national_team"}), "WOE")
CODE = "ABCDEFGHJKMNPQRS"
WORDS = (
    "Draw the system before changing it.",
    "Ask patients first, and second, and third. https://example.org/"
    "a-very-long-address-without-any-break-that-a-phone-has-to-wrap-somewhere",
)


def populate_feedback(bus: LocalBus, ids: dict[str, str], people: dict[str, Caller]) -> None:
    """The world's member came to the first two."""
    member = people["member"].subject
    asking = held_event(bus, [member], [people["convenor"].subject], title="QBrings2: flow and coaching")
    long_ago = datetime.now(UTC).replace(microsecond=0) - timedelta(days=40)
    counted = held_event(bus, [member], starts_at=long_ago)
    reported = held_event(bus, [], starts_at=long_ago - timedelta(days=300), title="QBrings2")
    ids |= {"asking_event": asking.id, "counted_event": counted.id, "reported_event": reported.id}
    work = bus.databases["meetings"]

    def kept() -> None:
        store = FeedbackStore(work)
        for number in range(7):
            words = WORDS[number] if number < len(WORDS) else ""
            said = ("yes", "yes", "partly", "no")[number % 4]
            store.add(Answer(f"{number:032x}", counted.id, said, number % 5 + 1, number % 3 > 0, words))
        store.save_summary(Summary(reported.id, 1, "Positive", None, "Report on the pilot, November 2018"))
        CertificateStore(work).add(Certificate(CODE, counted.id, member))

    work.in_transaction(Call(), kept)
    for text in ("Send the data a week before the day.", "Two rooms need two people who keep the time."):
        lesson = {"event_id": counted.id, "text": text}
        bus.call("meetings_feedback", "note_lesson", lesson, caller=NATIONAL)
    ids["certificate"] = CODE
