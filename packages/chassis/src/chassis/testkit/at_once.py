"""Several at the same time, each over a client of its own, as processes have."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from chassis.mongo import UnitOfWork
from chassis.mongo.connecting import connect, database_of
from contracts.refusals import Refused

DONE = "done"


def answers_at_once(acts: Sequence[Callable[[], Any]]) -> list[Any]:
    """What each answered, or the code of its refusal, in the order of ``acts``; any other error is raised."""
    ready = threading.Barrier(len(acts))
    ends: list[Any] = [None] * len(acts)
    broken: list[BaseException] = []

    def run(number: int, act: Callable[[], Any]) -> None:
        ready.wait()
        try:
            ends[number] = act()
        except Refused as no:
            ends[number] = no.code
        except BaseException as problem:
            broken.append(problem)

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if broken:
        raise broken[0]
    return ends


def all_at_once(acts: Sequence[Callable[[], Any]]) -> Counter[str]:
    """How they ended: "done", or the code of a refusal, and how often."""
    return Counter(answers_at_once([_done(act) for act in acts]))


def _done(act: Callable[[], Any]) -> Callable[[], str]:
    def run() -> str:
        act()
        return DONE

    return run


@contextmanager
def several_works(uri: str, work: UnitOfWork, number: int) -> Iterator[list[UnitOfWork]]:
    """So many units of work over the database of ``work``, each with a client of its own."""
    clients = [connect(uri, "one-of-several") for _ in range(number)]
    try:
        yield [UnitOfWork(database_of(client, "", work.database.name)) for client in clients]
    finally:
        for client in clients:
            client.close()
