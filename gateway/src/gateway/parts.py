"""The parts an app is made of, found again from anywhere in a request."""

from dataclasses import dataclass
from typing import Any

from flask import current_app

from gateway.settings import Settings

EXTENSION = "qcommons"


@dataclass(frozen=True)
class Parts:
    """What one worker process holds: its settings, its bus and its own database."""

    settings: Settings
    bus: Any
    database: Any


def parts() -> Parts:
    """The parts of the current app."""
    held: Parts = current_app.extensions[EXTENSION]
    return held
