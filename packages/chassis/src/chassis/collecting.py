"""How seldom Python looks for cycles of garbage in a process that serves.

A request leaves hardly any, and by default every 700 new objects start a search that again and
again walks through all loaded code: about a twentieth of a read's cost, measured here.
"""

import gc

YOUNG, MIDDLE, OLD = 50_000, 20, 100
"""New objects before a search of the young, searches before one of the middle-aged, then of all."""


def spare_collections() -> None:
    """Call once, when all is loaded: what is there now is never searched again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
