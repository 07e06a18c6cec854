"""Looking at, replaying and discarding what handlers could not handle."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from chassis.bus.connecting import discard, farewell, open_connection
from chassis.bus.headers import ATTEMPTS, INCIDENT, REASON, REPLAYED_BY
from chassis.bus.publishing import ConfirmedPublisher, Outgoing
from chassis.bus.topology import dead_queue

Wanted = Callable[[str], bool]
LOOK_AGAIN_SECONDS = 3.0
PAUSE_SECONDS = 0.2


@dataclass(frozen=True)
class DeadLetter:
    """A dead letter without its body: what it is, where it failed, why."""

    queue: str
    id: str
    type: str
    reason: str
    incident: str
    attempts: int


def listed(uri: str, queues: list[str], most: int = 1000) -> list[DeadLetter]:
    """The dead letters of these work queues, left where they are."""
    connection = open_connection(uri, "bus dead list")
    try:
        return [letter for queue in queues for letter, _, _ in _each(connection, queue, most)]
    finally:
        # Unacked, so each goes back to its place.
        farewell(connection)


def each_named(ids: Iterable[str], act: Callable[[Wanted], list[DeadLetter]]) -> list[DeadLetter]:
    """Replay or discard letters by their ids.

    One may be in the hands of somebody who lists them, until the broker has taken it back: what is missing
    is looked for again for ``LOOK_AGAIN_SECONDS``.
    """
    missing = set(ids)
    done = act(missing.__contains__)
    deadline = time.monotonic() + LOOK_AGAIN_SECONDS
    while (missing := missing - {letter.id for letter in done}) and time.monotonic() < deadline:
        time.sleep(PAUSE_SECONDS)
        done += act(missing.__contains__)
    return done


def each_of_all(act: Callable[[Wanted], list[DeadLetter]]) -> list[DeadLetter]:
    """The same with all of them, until nothing more is given back; what comes back dead is left.

    Where a handler is broken new ones keep coming: they are looked for no longer than those that are named.
    """
    done = act(lambda _id: True)
    deadline = time.monotonic() + LOOK_AGAIN_SECONDS
    while time.monotonic() < deadline:
        time.sleep(PAUSE_SECONDS)
        known = {letter.id for letter in done}
        more = act(lambda found, known=known: found not in known)  # type: ignore[misc]
        if not more:
            break
        done += more
    return done


def replay(uri: str, queue: str, wanted: Wanted, by: str, most: int = 1000) -> list[DeadLetter]:
    """Put dead letters back on their work queue, with their own id and the name of who did it."""
    connection = open_connection(uri, "bus dead replay")
    publisher = ConfirmedPublisher(uri, "bus dead replay")
    moved: list[DeadLetter] = []
    try:
        for letter, message, ack in _each(connection, queue, most):
            if not wanted(letter.id):
                continue
            kept = _kept(message.properties.get("application_headers") or {})
            headers = {**kept, REPLAYED_BY: by}
            outgoing = Outgoing(letter.id, "", queue, message.body, headers, letter.type)
            if publisher.send([outgoing]):
                ack()
                moved.append(letter)
    finally:
        publisher.close()
        farewell(connection)
    return moved


def throw_away(uri: str, queue: str, wanted: Wanted, most: int = 1000) -> list[DeadLetter]:
    """Discard dead letters for good; the caller writes down who and why."""
    connection = open_connection(uri, "bus dead discard")
    gone: list[DeadLetter] = []
    try:
        for letter, _, ack in _each(connection, queue, most):
            if wanted(letter.id):
                ack()
                gone.append(letter)
    except BaseException:
        discard(connection)
        raise
    farewell(connection)
    return gone


def _each(connection: Any, queue: str, most: int) -> Iterator[tuple[DeadLetter, Any, Callable[[], None]]]:
    """Those that are there now: what is replayed and fails at once comes back behind them, and is left."""
    channel = connection.channel()
    channel.auto_decode = False
    left: int | None = None
    while left is None or left:
        message = channel.basic_get(dead_queue(queue))
        if message is None:
            return
        behind = most if left is None else left
        left = min(message.delivery_info["message_count"], behind - 1)
        tag = message.delivery_info["delivery_tag"]
        yield _letter(queue, message), message, lambda tag=tag: channel.basic_ack(tag)  # type: ignore[misc]


def _letter(queue: str, message: Any) -> DeadLetter:
    headers = message.properties.get("application_headers") or {}
    # A message that killed its handler five times was buried by the broker, which gives its own reason.
    deaths = headers.get("x-death") or [{}]
    return DeadLetter(
        queue=queue,
        id=str(message.properties.get("message_id") or ""),
        type=str(message.properties.get("type") or ""),
        reason=str(headers.get(REASON) or deaths[0].get("reason") or "unknown"),
        incident=str(headers.get(INCIDENT) or ""),
        attempts=int(headers.get(ATTEMPTS) or 0),
    )


def _kept(headers: dict[str, Any]) -> dict[str, Any]:
    """The headers a replay keeps: not the counts, so that it has its full ladder again."""
    return {name: value for name, value in headers.items() if not name.startswith(("x-", "qc-"))}
