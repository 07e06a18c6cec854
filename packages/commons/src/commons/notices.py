"""Whom to tell what: the one way in which a context asks notifications for mails."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from contracts.events import EventType, Fact
from contracts.notices import MOST_TOLD

PROGRAM = "service:"
"""How the ids of programs begin that act by a token: nobody reads their mails, which would wait for ever."""


@dataclass(frozen=True)
class Telling:
    """The notices of one context: the event that carries them, and its kinds with the gaps of their mails."""

    event: EventType
    kinds: Mapping[str, tuple[str, ...]]

    def __call__(
        self,
        kind: str,
        *,
        cause: str,
        members: Iterable[str],
        about: Mapping[str, str],
        path: str,
        concerning: tuple[str, int],
        region: str | None = None,
    ) -> list[Fact]:
        """The facts that tell these members once for this cause; as many as their number needs.

        ``kind`` is one of the context's ``NOTICES``; ``about`` fills the gaps of the mail of that
        name, all of them; ``path`` is the portal page with the next step; ``concerning`` is the
        aggregate's id and version.
        """
        if kind not in self.kinds:
            raise ValueError(f"{kind} is no notice of {self.event.publisher}'s")
        if set(about) != set(self.kinds[kind]):
            raise ValueError(f"{kind} fills {sorted(self.kinds[kind])}, not {sorted(about)}")
        everybody = sorted({each for each in members if each and not each.startswith(PROGRAM)})
        return [
            self.event.of(
                *concerning,
                {
                    "kind": kind,
                    "cause": cause,
                    "members": everybody[first : first + MOST_TOLD],
                    "about": [{"name": name, "words": words} for name, words in about.items()],
                    "path": path,
                },
                region,
            )
            for first in range(0, len(everybody), MOST_TOLD)
        ]
