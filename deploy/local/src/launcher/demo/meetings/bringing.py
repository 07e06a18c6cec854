"""The whole of the demo's meetings, brought into a platform that has the demo's stewardship.

A capability's module has ``bring(desk)``: it asks what is there, and adds what is not, so that a second
run adds nothing. It stands in ``STEPS``: what is in one step is brought side by side, and each step
may use what the steps before it brought. ``desk.py`` says what a module gets.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from launcher.demo.meetings import (
    actions,
    agendas,
    attendance,
    calendar,
    events,
    expenses,
    feedback,
    minutes,
    reviews,
    surveys,
)
from launcher.demo.meetings.desk import Desk

STEPS: tuple[tuple[Callable[[Desk], None], ...], ...] = (
    # first: what the others hang on (meetings and events)
    (calendar.bring, events.bring),
    # then: what belongs to a meeting or an event (agenda, minutes, attendance, feedback), claims, surveys
    (agendas.bring, attendance.bring, expenses.bring, reviews.bring, feedback.bring, surveys.bring),
    # then: what needs those (actions carried over, decisions)
    (actions.bring,),
    # last: minutes, which are published with the actions and decisions of their meeting
    (minutes.bring,),
)


def bring(desk: Desk) -> None:
    """Everything that is not there yet; a second time nothing. Raises ``NotDone``."""
    with ThreadPoolExecutor() as side_by_side:
        for step in STEPS:
            begun = [side_by_side.submit(each, desk) for each in step]
            for running in begun:
                running.result()
