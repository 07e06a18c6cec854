"""Which parts keep data, and in which databases each does so alone."""

from contracts.services import BESIDE, CONTEXTS

PARTS = (*CONTEXTS, "gateway")
"""Each part that keeps data; also the name of its user at the database server."""


def databases(prefix: str) -> dict[str, list[str]]:
    """Each part that keeps data, and the databases that it alone may use."""
    names = {part: (part, *(f"{part}_{beside}" for beside in BESIDE.get(part, ()))) for part in PARTS}
    return {part: [f"{prefix}{name}" for name in held] for part, held in names.items()}
