"""That a door or a rule says no, with exactly this code."""

from typing import Any

import pytest


def refused(code: str) -> Any:
    """``with refused("not_found") as no: ...``; ``no.value`` is the refusal, with ``message`` and ``fields``.

    Both ``contracts.refusals.Refused`` and a context's own ``Refusal`` carry ``code``.
    """
    return pytest.raises(Exception, check=lambda no: getattr(no, "code", None) == code)
