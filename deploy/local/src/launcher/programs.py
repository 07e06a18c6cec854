"""What is to run: one program each, with how it is known to be ready and how it may be stopped."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

READY = ""
"""What a probe answers when there is nothing left to wait for."""

Probe = Callable[[], str]
"""Answers READY, or in a few words what is missing; quick (about a second), raises nothing."""


def at_once() -> str:
    """The probe of a program that is ready as soon as it runs."""
    return READY


@dataclass(frozen=True)
class Program:
    """One process to keep running.

    ``patience``: seconds it may take to be ready. ``grace``: seconds between SIGTERM and SIGKILL.
    ``tries``: how often in a row it may die before it counts as lost; None: it is restarted for ever
    once it has been ready.
    """

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    probe: Probe = at_once
    patience: float = 90.0
    grace: float = 10.0
    tries: int | None = None
    folder: str = "."


@dataclass(frozen=True)
class Job:
    """One process that runs to its end: exit code 0 or the start has failed. ``limit``: seconds."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    limit: float = 120.0
    folder: str = "."


class NotPossible(Exception):
    """The platform cannot start or go on; the text is one plain sentence for a person."""
