"""The due work of an import, one bounded step at a time.

Each step runs in one transaction with the job's own state: killed at any moment, it has
happened wholly or not at all, and the next replica goes on from the same place.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from chassis.call import Again, Call
from contracts.events import Fact
from contracts.refusals import CODES
from contracts.regions import Regions
from membership.imports import domain
from membership.imports.applying import Outcome, outcome
from membership.imports.domain import APPLY_BATCH, CHANGED, CHECK_SLICE, KEPT, NEW, WRONG, Import
from membership.imports.reading import (
    OLD_LINE_ENDS,
    Encoding,
    Place,
    Record,
    Slice,
    Unreadable,
    beginning,
    delimiter_of,
    first_line,
)
from membership.imports.rows import Checked, Problem, Rules, check_row, header_of
from membership.imports.store import ImportStore
from membership.members.domain import today
from membership.members.store import changed_facts, compact_accepted_fact, joined_facts, state_facts
from membership.refusal import Refusal

NOT_TEXT = "This is not a text file in UTF-8 or Windows-1252. Save it as CSV (UTF-8) and send it again."
INCOMPLETE = "What arrived is not what was announced. Send the file again."


class Checking:
    """From bytes to verdicts: the encoding and the header first, then slice after slice of rows."""

    def __init__(self, store: ImportStore, regions: Regions, call: Call) -> None:
        self._store, self._regions, self._call = store, regions, call

    def step(self, job: Import, data: dict[str, Any]) -> Again | None:
        """The next step of a job in state checking; ``data`` is the place that the last one left."""
        try:
            if "place" not in data:
                return self._understand(job)
            return self._look_at_rows(job, Place(**data["place"]))
        except Unreadable as no:
            return self._give_up(job, [_error(no.line, Problem("", no.code, no.message))])
        except Refusal as no:
            return self._give_up(job, [_error(1, Problem("", no.code, CODES[no.code].sentence))])

    def _understand(self, job: Import) -> Again | None:
        """Read all bytes once: whether all are there, and how they are written; then the header."""
        encoding, digest, size = Encoding(), hashlib.sha256(), 0
        for _, content in self._store.chunks(job.id, 0):
            encoding.feed(content)
            digest.update(content)
            size += len(content)
        if (size, digest.hexdigest()) != (job.size, job.sha256):
            return self._give_up(job, [_error(1, Problem("", "file_incomplete", INCOMPLETE))])
        name = encoding.found()
        if name is None:
            return self._give_up(job, [_error(1, Problem("", "encoding_unknown", NOT_TEXT))])
        if encoding.is_one_line:
            raise Unreadable(1, "csv_unreadable", OLD_LINE_ENDS)
        return self._read_header(job, domain.understood(job, name, max(0, encoding.lines - 1)))

    def _read_header(self, before: Import, job: Import) -> Again | None:
        start = beginning(job.encoding)
        delimiter = delimiter_of(first_line(self._store.chunks(job.id, 0), start, job.encoding))
        records = Slice(self._store.chunks(job.id, 0), start, job.encoding, delimiter)
        header = next(records, Record(1, ()))
        columns, ignored, problems = header_of(header.cells)
        if problems:
            return self._give_up(before, [_error(header.line, problem) for problem in problems])
        self._store.save(domain.as_one_step(before, domain.headed(job, delimiter, columns, ignored)))
        return self._go_on(records.place)

    def _look_at_rows(self, job: Import, place: Place) -> Again | None:
        chunks = self._store.chunks(job.id, place.chunk)
        records = Slice(chunks, place, job.encoding, job.delimiter)
        checked = list(self._checked(job, islice(records, CHECK_SLICE)))
        judged = self._judged(job, [row for row in checked if row is not None])
        errors = [_error(row.line, problem) for row, _, problems in judged for problem in problems]
        after = domain.counted(job, Counter(verdict for _, verdict, _ in judged), len(errors))
        self._store.put_rows(job.id, [_kept(row, verdict) for row, verdict, _ in judged])
        self._store.put_errors(job, errors)
        if len(checked) == CHECK_SLICE:
            self._store.save(after)
            return self._go_on(records.place)
        self._store.save(domain.as_one_step(job, domain.checked(after, self._call.now)))
        return None

    def _checked(self, job: Import, records: Iterator[Record]) -> Iterator[Checked | None]:
        """Each record's check; None for a blank line."""
        rules = Rules(self._regions, job.region, self._store.known_compacts(), today(self._call.now))
        for record in records:
            blank = not any(cell.strip() for cell in record.cells)
            yield None if blank else check_row(record.line, job.columns, record.cells, rules)

    def _judged(self, job: Import, rows: list[Checked]) -> list[tuple[Checked, str, list[Problem]]]:
        """Each row with its verdict and all its problems, beside the register and the rest of the file."""
        keys = {row.key for row in rows if row.key}
        seen, members = self._store.lines_of(job.id, keys), self._store.members_by_key(keys)
        judged = []
        for row in rows:
            problems = list(row.problems)
            if row.key and seen.setdefault(row.key, row.line) != row.line:
                told = f"This address stands on line {seen[row.key]} already."
                problems.append(Problem("email", "duplicate_in_file", told))
            verdict = WRONG
            if not problems:
                found = outcome(
                    members.get(row.key), row.values, only=job.region, new_id=_no_id, now=self._call.now
                )
                verdict = found.verdict
                problems += [found.problem] if found.problem else []
            judged.append((row, verdict, problems))
        return judged

    def _give_up(self, job: Import, errors: list[dict[str, Any]]) -> Again | None:
        self._store.put_errors(job, errors)
        self._store.save(domain.failed(job, len(errors), self._call.now))
        plan_forgetting(self._store, job.id, self._call.now)
        return None

    def _go_on(self, place: Place) -> Again:
        return Again(self._call.now, {"place": asdict(place)})


class Applying:
    """From verdicts to members: batch after batch, each judged again by what the register says now."""

    def __init__(self, store: ImportStore, call: Call) -> None:
        self._store, self._call = store, call

    def step(self, job: Import, data: dict[str, Any]) -> Again | None:
        """The next batch of a job in state applying; ``data`` holds the last line that was done."""
        rows = self._store.rows_after(job.id, data.get("line", 0), APPLY_BATCH)
        members = self._store.members_by_key({row["key"] for row in rows})
        outcomes = [
            outcome(
                members.get(row["key"]),
                row["values"],
                only=job.region,
                new_id=self._call.new_id,
                now=self._call.now,
            )
            for row in rows
        ]
        self._put(outcomes)
        pairs = zip(rows, outcomes, strict=True)
        errors = [_error(row["line"], found.problem) for row, found in pairs if found.problem]
        self._store.put_errors(job, errors)
        after = domain.applied(job, Counter(found.verdict for found in outcomes), len(errors))
        if len(rows) == APPLY_BATCH:
            self._store.save(after)
            return Again(self._call.now, {"line": rows[-1]["line"]})
        self._store.save(domain.as_one_step(job, domain.done(after, self._call.now)))
        plan_forgetting(self._store, job.id, self._call.now)
        return None

    def _put(self, outcomes: list[Outcome]) -> None:
        made = [found for found in outcomes if found.verdict in (NEW, CHANGED)]
        self._store.put_members(
            [found.after for found in made if found.after and found.verdict == NEW],
            [found.after for found in made if found.after and found.verdict == CHANGED],
            [fact for found in made for fact in facts_of(found)],
        )


class Forgetting:
    """Chunks and rows hold personal data: they go when the import is over, its errors a month later."""

    def __init__(self, store: ImportStore, call: Call) -> None:
        self._store, self._call = store, call

    def step(self, job: Import) -> Again | None:
        """Delete some more; a file that nobody applied within the month is cancelled first."""
        now, last = self._call.now, job.started_at + KEPT
        if job.state == domain.APPLYING:
            return Again(now + timedelta(days=1), {})
        if not job.over:
            if now < last:
                return Again(last, {})
            self._store.save(domain.cancel(job, now))
        if self._store.forget(job.id, errors=now >= last):
            return Again(now, {})
        return Again(last, {}) if now < last else None


def plan_forgetting(store: ImportStore, import_id: str, at: datetime) -> None:
    """Look at that instant for what may be forgotten."""
    store.work.schedule("forget_import", import_id, at)


def facts_of(found: Outcome) -> list[Fact]:
    """What a row's effect tells the others; who is imported as having left is told as having left."""
    before, after = found.before, found.after
    if after is None:
        return []
    if before is not None and not (after.belongs and not before.belongs):
        facts = changed_facts(before, after)
    elif after.belongs:
        facts = joined_facts(after, "import")
    else:
        facts = state_facts(after)
    accepted_before = before.compact.version if before is not None else None
    if after.belongs and after.compact.version not in (None, accepted_before):
        facts.append(compact_accepted_fact(after))
    return facts


def _kept(row: Checked, verdict: str) -> dict[str, Any]:
    values = {} if verdict == WRONG else dict(row.values)
    return {"line": row.line, "key": row.key, "verdict": verdict, "values": values}


def _error(line: int, problem: Problem) -> dict[str, Any]:
    return {"line": line, **asdict(problem)}


def _no_id() -> str:
    return "preview"
