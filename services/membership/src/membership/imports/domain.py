"""One import from its first byte to its last row: the steps it may take, and in which order.

receiving -> checking -> checked -> applying -> done; failed when the file cannot be used,
cancelled by people. Nothing of the register changes before ``applying``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from membership.refusal import Refusal

RECEIVING, CHECKING, CHECKED = "receiving", "checking", "checked"
APPLYING, DONE, FAILED, CANCELLED = "applying", "done", "failed", "cancelled"

NEW, CHANGED, UNCHANGED, WRONG = "new", "changed", "unchanged", "wrong"
VERDICTS = (NEW, CHANGED, UNCHANGED, WRONG)

MOST_BYTES = 20 * 1024 * 1024
MOST_CHUNK_BYTES = 256 * 1024
MOST_CHUNKS = 1_000
MOST_ROWS = 100_000
KEPT = timedelta(days=30)
"""How long after its beginning anything of an import is kept beside its counts."""
CHECK_SLICE = 500
"""Rows that one step looks at."""
APPLY_BATCH = 250
"""Rows that one transaction puts into the register."""
FORGET_SLICE = 2_000
"""Documents that one step deletes."""
MOST_ERRORS_KEPT = 10_000
"""All errors are counted; this many are kept to be read."""
APPLICABLE = timedelta(days=14)
"""How long a check may be applied: within the time that its rows are kept."""


@dataclass(frozen=True)
class Import:
    """One file on its way into the register.

    ``region`` is the one region whose rows may be in it, None for every region. ``rows`` is
    what the file's lines suggest until the check is over, then exact. ``counts`` are the
    verdicts of the check, and of the applied rows once it runs.
    """

    id: str
    version: int
    state: str
    file_name: str
    size: int
    region: str | None
    started_by: str
    started_at: datetime
    sha256: str = ""
    encoding: str = ""
    delimiter: str = ""
    columns: tuple[str, ...] = ()
    ignored_columns: tuple[str, ...] = ()
    rows: int = 0
    checked: int = 0
    applied: int = 0
    counts: Mapping[str, int] = field(default_factory=lambda: dict.fromkeys(VERDICTS, 0))
    errors_total: int = 0
    skip_wrong: bool = False
    checked_at: datetime | None = None
    finished_at: datetime | None = None

    @property
    def over(self) -> bool:
        """No step is left."""
        return self.state in (DONE, FAILED, CANCELLED)


def begin(
    import_id: str,
    *,
    file_name: str,
    size: int,
    region: str | None,
    by: str,
    now: datetime,
) -> Import:
    """A file is announced; ``size`` in bytes. Refused: ``file_too_large``, ``invalid_input`` when empty."""
    if size > MOST_BYTES:
        raise Refusal("file_too_large")
    if size < 1:
        raise Refusal("invalid_input", fields={"size": ["The file is empty."]})
    return Import(import_id, 1, RECEIVING, file_name, size, region, by, now)


def may_receive(job: Import, number: int, length: int, received: int) -> None:
    """Whether a chunk fits: refused are ``import_step_wrong``, ``file_too_large``, ``invalid_input``."""
    if job.state != RECEIVING:
        raise Refusal("import_step_wrong")
    if not 0 < length <= MOST_CHUNK_BYTES:
        raise Refusal("invalid_input", fields={"content": ["A chunk holds 1 to 262,144 bytes."]})
    if number >= MOST_CHUNKS or received + length > MOST_BYTES:
        raise Refusal("file_too_large")


def check(job: Import, sha256: str) -> Import:
    """All has been sent: look at it. The same again changes nothing. Refused: ``import_step_wrong``."""
    if job.state in (CHECKING, CHECKED, FAILED) and job.sha256 == sha256:
        return job
    if job.state != RECEIVING:
        raise Refusal("import_step_wrong")
    return _next(job, state=CHECKING, sha256=sha256)


def understood(job: Import, encoding: str, rows: int) -> Import:
    """The bytes are all there and are text."""
    return _next(job, encoding=encoding, rows=rows)


def headed(job: Import, delimiter: str, columns: tuple[str, ...], ignored: tuple[str, ...]) -> Import:
    """The header has been read."""
    return _next(job, delimiter=delimiter, columns=columns, ignored_columns=ignored)


def counted(job: Import, verdicts: Mapping[str, int], errors: int) -> Import:
    """Some more rows were looked at; refused is ``import_too_many_rows``."""
    checked = job.checked + sum(verdicts.values())
    if checked > MOST_ROWS:
        raise Refusal("import_too_many_rows")
    return _next(
        job,
        checked=checked,
        rows=max(job.rows, checked),
        counts=_added(job.counts, verdicts),
        errors_total=job.errors_total + errors,
    )


def checked(job: Import, now: datetime) -> Import:
    """The last row was looked at."""
    return _next(job, state=CHECKED, rows=job.checked, checked_at=now)


def failed(job: Import, errors: int, now: datetime) -> Import:
    """The file cannot be used at all; the errors say why."""
    return _next(job, state=FAILED, errors_total=job.errors_total + errors, finished_at=now)


def apply(job: Import, skip_wrong: bool, now: datetime) -> Import:
    """Begin to change the register. Asked again while it runs or is done: unchanged.

    Refused: ``import_has_errors`` unless wrong rows are to be skipped, ``import_expired``,
    ``import_step_wrong``.
    """
    if job.state in (APPLYING, DONE):
        return job
    if job.state != CHECKED or job.checked_at is None:
        raise Refusal("import_step_wrong")
    if job.counts[WRONG] and not skip_wrong:
        raise Refusal("import_has_errors")
    if now > job.checked_at + APPLICABLE:
        raise Refusal("import_expired")
    fresh = {**dict.fromkeys(VERDICTS, 0), WRONG: job.counts[WRONG]}
    return _next(job, state=APPLYING, skip_wrong=skip_wrong, counts=fresh, applied=job.counts[WRONG])


def applied(job: Import, verdicts: Mapping[str, int], errors: int) -> Import:
    """Some more rows are in the register; a row may have become wrong since it was checked."""
    return _next(
        job,
        applied=job.applied + sum(verdicts.values()),
        counts=_added(job.counts, verdicts),
        errors_total=job.errors_total + errors,
    )


def done(job: Import, now: datetime) -> Import:
    """The last row is in the register."""
    return _next(job, state=DONE, finished_at=now)


def cancel(job: Import, now: datetime) -> Import:
    """Give it up before it changes anything; twice is once. Refused: ``import_step_wrong``."""
    if job.state == CANCELLED:
        return job
    if job.state not in (RECEIVING, CHECKING, CHECKED):
        raise Refusal("import_step_wrong")
    return _next(job, state=CANCELLED, finished_at=now)


def as_one_step(before: Import, after: Import) -> Import:
    """``after`` as a single saved change of ``before``, however many verbs led there."""
    return replace(after, version=before.version + 1)


def _added(counts: Mapping[str, int], more: Mapping[str, int]) -> dict[str, int]:
    return {verdict: counts[verdict] + more.get(verdict, 0) for verdict in VERDICTS}


def _next(job: Import, **changes: object) -> Import:
    return replace(job, version=job.version + 1, **changes)  # type: ignore[arg-type]
