"""How much a request may be: bytes, depth, keys, and how often an address may write unknown.

A body is read once, here, and is a plain JSON object afterwards (RELIABILITY 2.6).
"""

import json
import math
from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from contracts.refusals import Refused
from gateway.store import COUNTS_PREFIX

View = TypeVar("View", bound=Callable[..., Any])

BODY_BYTES = 256 * 1024
UPLOAD_BYTES = 20 * 1024 * 1024
MULTIPART_BYTES = 64 * 1024
"""What the wrapping of an uploaded file may add to its size."""
DEPTH = 8
KEYS = 200
ROWS_KEYS = 2_500
"""Of a body that is a list of rows: two hundred of them with a dozen keys each."""
INT_BITS = 63

limiter = Limiter(get_remote_address, in_memory_fallback_enabled=True)
"""Only for sign-in, applications and other writes of strangers: a count costs 5 to 10 ms."""


def install(app: Flask, mongo_uri: str | None, database: str) -> None:
    """Body limits on every request; the counts are kept in MongoDB so that all workers share them."""
    # One more than allowed: a body that does not say its length is otherwise cut off without a word.
    app.config["MAX_CONTENT_LENGTH"] = BODY_BYTES + 1
    app.config["MAX_FORM_MEMORY_SIZE"] = BODY_BYTES
    app.config["MAX_FORM_PARTS"] = KEYS
    app.before_request(_bound)
    if mongo_uri:
        app.config["RATELIMIT_STORAGE_URI"] = COUNTS_PREFIX + mongo_uri
        app.config["RATELIMIT_STORAGE_OPTIONS"] = {"database_name": database}
    else:
        app.config["RATELIMIT_STORAGE_URI"] = "memory://"
    _limit_only_what_is_marked(app)


def _limit_only_what_is_marked(app: Flask) -> None:
    # Flask-Limiter's hooks look at every request, which took a sixth of the time of a short answer.
    # A view that carries a limit checks it by itself when it is called.
    hooks: tuple[Any, ...] = (app.before_request_funcs, app.after_request_funcs, app.teardown_request_funcs)
    before = [list(each.get(None, ())) for each in hooks]
    limiter.init_app(app)
    for each, kept in zip(hooks, before, strict=True):
        each[None] = kept


def takes_upload(view: View) -> View:
    """Let this view take a file of ``UPLOAD_BYTES``."""
    view.body_limit = UPLOAD_BYTES + MULTIPART_BYTES  # type: ignore[attr-defined]
    return view


def takes_rows(view: View) -> View:
    """Let this view take a body of ``ROWS_KEYS`` keys: many rows of the same few."""
    view.most_keys = ROWS_KEYS  # type: ignore[attr-defined]
    return view


def json_object() -> dict[str, Any]:
    """The body of this request, which must be one JSON object.

    Refused: ``unsupported_media_type``, ``body_too_large``, ``malformed_json``.
    """
    if not request.is_json:
        raise Refused("unsupported_media_type")
    raw = request.get_data(cache=False)
    if len(raw) > BODY_BYTES:
        raise Refused("body_too_large")
    view = current_app.view_functions.get(request.endpoint or "")
    return read_json_object(raw, getattr(view, "most_keys", KEYS))


def read_json_object(raw: bytes, most_keys: int = KEYS) -> dict[str, Any]:
    """Bytes as a JSON object within our bounds, or ``malformed_json`` with what is wrong."""
    try:
        read = json.loads(
            raw.decode("utf-8"),
            object_pairs_hook=_without_duplicates(most_keys),
            parse_constant=_not_a_number,
        )
    except UnicodeDecodeError:
        raise malformed("The body is not UTF-8.") from None
    except RecursionError:
        raise malformed(f"The body is nested deeper than {DEPTH} levels.") from None
    except json.JSONDecodeError as problem:
        place = f"line {problem.lineno}, column {problem.colno}"
        raise malformed(f"The body is not JSON ({place}).") from None
    except ValueError:
        raise malformed("The body holds a number that is too long.") from None
    if not isinstance(read, dict):
        raise malformed("The body must be one JSON object.")
    _walk(read, 1)
    return read


def malformed(what: str) -> Refused:
    return Refused("malformed_json", what)


def _bound() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    limit = getattr(view, "body_limit", BODY_BYTES)
    if limit != BODY_BYTES:
        request.max_content_length = limit
    if (request.content_length or 0) > limit:
        raise Refused("body_too_large", f"A request here may hold at most {_shown(limit)}.")
    if "%00" in request.environ.get("QUERY_STRING", "") or "\0" in request.path:
        raise Refused("bad_request", "An address may not contain NUL characters.")


def _shown(limit: int) -> str:
    return "256 KiB" if limit == BODY_BYTES else "20 MB"


def _without_duplicates(most_keys: int) -> Callable[[list[tuple[str, Any]]], dict[str, Any]]:
    count = 0

    def build(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal count
        count += len(pairs)
        if count > most_keys:
            raise malformed(f"The body has more than {most_keys} keys.")
        built = dict(pairs)
        if len(built) != len(pairs):
            raise malformed("The body says the same key twice.")
        return built

    return build


def _not_a_number(name: str) -> Any:
    raise malformed(f"{name} is not a JSON number.")


def _walk(value: Any, depth: int) -> None:
    if depth > DEPTH:
        raise malformed(f"The body is nested deeper than {DEPTH} levels.")
    if isinstance(value, dict):
        for key, inner in value.items():
            _check_text(key)
            _walk(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            _walk(inner, depth + 1)
    elif isinstance(value, str):
        _check_text(value)
    elif _too_large(value):
        raise malformed("The body holds a number that is too large.")


def _too_large(value: Any) -> bool:
    # MongoDB keeps whole numbers of 64 bits; 1e999 is read as infinity.
    if isinstance(value, float):
        return not math.isfinite(value)
    return isinstance(value, int) and value.bit_length() > INT_BITS


def _check_text(text: str) -> None:
    if "\0" in text:
        raise malformed("Text may not contain NUL characters.")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise malformed("Text may not contain half of a surrogate pair.") from None
