"""Whom to tell what: the one way in which this context asks notifications for a mail."""

from collections.abc import Iterable, Mapping

from contracts.events import Fact
from contracts.stewardship import MOST_TOLD, NOTICE_RAISED, NOTICES


def notices(
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

    ``kind`` is one of ``contracts.stewardship.NOTICES``; ``about`` fills the gaps of the mail of that
    name, all of them; ``path`` is the portal page with the next step; ``concerning`` is the aggregate's id
    and version.
    """
    if kind not in NOTICES:
        raise ValueError(f"{kind} is no notice of stewardship's")
    if set(about) != set(NOTICES[kind]):
        raise ValueError(f"{kind} fills {sorted(NOTICES[kind])}, not {sorted(about)}")
    everybody = sorted(set(members))
    return [
        NOTICE_RAISED.of(
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
