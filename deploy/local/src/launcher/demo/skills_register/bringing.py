"""The whole of the demo's skills and hours, brought into a platform that has the demo's members.

A capability's module has ``bring(desk)``: it asks what is there, and adds what is not, so that a second
run adds nothing. It stands in ``STEPS``: what is in one step is brought side by side, and each step
may use what the steps before it brought. ``desk.py`` says what a module gets.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from launcher.demo.skills_register import (
    buddies,
    capacity,
    coaching,
    coffees,
    concordats,
    development,
    exchanges,
    giving,
    offers,
    organisations,
    peer_support,
    releases,
    searching,
    skills,
)
from launcher.demo.skills_register.desk import Desk

STEPS: tuple[tuple[Callable[[Desk], None], ...], ...] = (
    # first: what the others hang on (organisations and who acts for them)
    (organisations.bring,),
    # then: what members say and ask for (skills, offers, pairs, contacts), and what bodies sign and report
    (
        skills.bring,
        development.bring,
        offers.bring,
        peer_support.bring,
        searching.bring,
        buddies.bring,
        coffees.bring,
        coaching.bring,
        concordats.bring,
        capacity.bring,
    ),
    # then: what comes of it; placements first, while a line manager's mail does not wait behind many others
    (releases.bring,),
    (exchanges.bring,),
    # last: what needs hours that were given (donations, a pot)
    (giving.bring,),
)


def bring(desk: Desk) -> None:
    """Everything that is not there yet; a second time nothing. Raises ``NotDone``."""
    with ThreadPoolExecutor() as side_by_side:
        for step in STEPS:
            begun = [side_by_side.submit(each, desk) for each in step]
            for running in begun:
                running.result()
