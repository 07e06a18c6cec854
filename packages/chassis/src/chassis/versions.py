"""Two people change one thing at the same time: who had read an older state is told so."""

from contracts.refusals import Refused


def refuse_stale(version: int, read: int | None) -> None:
    """Refused: ``stale_version`` when the caller had read another version; None means the newest."""
    if read not in (None, version):
        raise Refused("stale_version")
