"""That a door or a rule says no, with exactly this code."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def refused(code: str) -> Iterator[pytest.ExceptionInfo[Exception]]:
    """``with refused("not_found") as no: ...``; ``no.value`` is the refusal, with ``message`` and ``fields``.

    Both ``contracts.refusals.Refused`` and a context's own ``Refusal`` carry ``code``; whatever carries none
    goes on as the error that it is.
    """
    with pytest.raises(Exception) as no:
        yield no
    if not hasattr(no.value, "code"):
        raise no.value
    assert no.value.code == code, f"it was refused as {no.value.code}, not as {code}"
