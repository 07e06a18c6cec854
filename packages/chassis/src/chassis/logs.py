"""Structured logs: one JSON object a line, with the trace and the call it belongs to.

No bodies, no exception messages (they quote what people typed): a problem is logged as its
type and the places it passed through.
"""

import logging
import sys
import traceback
from contextvars import ContextVar
from typing import Any

import structlog

_call: ContextVar[tuple[str, str]] = ContextVar("call", default=("", ""))


def within(call_id: str, trace_id: str) -> None:
    """Let every log line of this greenthread carry its call and trace."""
    _call.set((call_id, trace_id))


def configure(service: str, level: str = "INFO") -> None:
    """Send this process's logs, and those of its libraries from warning up, to stdout."""
    logging.basicConfig(format="%(message)s", stream=sys.stdout, level=logging.WARNING, force=True)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            _named(service),
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stdout),
        cache_logger_on_first_use=True,
    )


def _named(service: str) -> Any:
    """Name the process and the call in every line."""

    def add(_logger: Any, _method: str, line: Any) -> Any:
        line.setdefault("service", service)
        call_id, trace_id = _call.get()
        if call_id:
            line.setdefault("call_id", call_id)
            line.setdefault("trace_id", trace_id)
        return line

    return add


def get_logger() -> Any:
    """The logger of this process; bind nothing personal to it."""
    return structlog.get_logger()


def places(problem: BaseException) -> dict[str, Any]:
    """A problem without its words: type, code, and file:line of the frames it passed."""
    frames = traceback.extract_tb(problem.__traceback__)[-8:]
    return {
        "problem": type(problem).__name__,
        "problem_code": getattr(problem, "code", None),
        "at": [f"{_short(frame.filename)}:{frame.lineno}" for frame in frames],
    }


def _short(filename: str) -> str:
    return (
        filename.rpartition("/src/")[2] if "/src/" in filename else filename.rpartition("/site-packages/")[2]
    )
