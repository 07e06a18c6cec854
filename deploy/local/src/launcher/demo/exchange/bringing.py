"""The whole of the demo's Q Exchange, brought into a platform that has the demo's members.

A capability's module has ``bring(desk)``: it asks what is there, and adds what is not, so that a second
run adds nothing. It stands in ``STEPS``: what is in one step is brought side by side, and each step
may use what the steps before it brought.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from launcher.demo.exchange import (
    extracts,
    lab,
    learning,
    led_projects,
    pledges,
    projects,
    proposing,
    rounds,
    stories,
    voting,
)
from launcher.demo.exchange.desk import Desk

STEPS: tuple[tuple[Callable[[Desk], None], ...], ...] = (
    # first: the rounds, with what was brought in from elsewhere; voting opens by itself meanwhile
    (rounds.bring, projects.bring, led_projects.bring, stories.bring, pledges.bring, extracts.bring),
    # then: what members do in the rounds, and what names something of the first step
    (proposing.bring, learning.bring, lab.bring, voting.bring),
)


def bring(desk: Desk) -> None:
    """Everything that is not there yet; a second time nothing. Raises ``NotDone``."""
    with ThreadPoolExecutor() as side_by_side:
        for step in STEPS:
            begun = [side_by_side.submit(each, desk) for each in step]
            for running in begun:
                running.result()
