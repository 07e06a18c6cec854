"""What a refusal code is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Code:
    """A refusal that callers may rely on: its HTTP status and a plain sentence."""

    status: int
    sentence: str
