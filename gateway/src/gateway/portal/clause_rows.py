"""The clauses of a document as rows of a form, and back."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from contracts.refusals import Refused
from gateway.portal.forms import Form
from gateway.portal.whole_numbers import whole

PARTS = ("code", "label", "text", "owner", "duty", "measure")
ROW_NAME = re.compile(rf"(?:{'|'.join(PARTS)})-(\d{{1,2}})\Z")
MOST_ROWS = 60
EMPTY_ROWS = 2
"""How many blank rows a form has for new clauses."""


@dataclass(frozen=True)
class Rows:
    """Which row each sent clause came from, so that what a door says lands beside its field."""

    numbers: tuple[int, ...]

    def refusing(self, knock: Callable[[], Any]) -> Any:
        """The door's answer; ``clauses.0.text`` of a refusal becomes the row's ``text-3``."""
        try:
            return knock()
        except Refused as no:
            fields = {self._name(name): said for name, said in no.fields.items()}
            raise Refused(no.code, no.message, fields) from None

    def _name(self, sent: str) -> str:
        first, _, rest = sent.partition(".")
        index, _, part = rest.partition(".")
        row = whole(index)
        if first != "clauses" or row is None or row >= len(self.numbers):
            return sent
        return f"{part if part in PARTS else 'text'}-{self.numbers[row]}"


def drafted(found: Mapping[str, Any]) -> Form:
    """The form to write a document in: its draft, else the text in force, else the usual clauses."""
    draft, kind = found["draft"], found["kind"]
    clauses = draft["clauses"] if draft else found["clauses"]
    if not clauses:
        clauses = [{"code": each["code"], "label": each["label"]} for each in kind["sections"]]
    answers: dict[str, Any] = {"summary": draft["summary"] if draft else ""}
    if draft:
        answers["version"] = str(draft["version"])
    rows = list(clauses) + _missing(found, clauses)
    blank = 0 if kind["is_fixed"] else EMPTY_ROWS
    for number, clause in enumerate([*rows, *({} for _ in range(blank))][:MOST_ROWS]):
        answers.update({f"{part}-{number}": clause.get(part, "") for part in PARTS})
    return Form(answers=answers)


def row_names(sent: Iterable[str]) -> list[str]:
    """The names of rows among those sent; anything else is not ours."""
    return sorted({name for name in sent if (found := ROW_NAME.match(name)) and int(found[1]) < MOST_ROWS})


def rows_of(form: Form) -> list[int]:
    """The numbers of the form's rows, in order."""
    return sorted({int(found[1]) for name in form.answers if (found := ROW_NAME.match(name))})


def written(form: Form, is_fixed: bool) -> tuple[Form, dict[str, Any], Rows]:
    """The form, the body for the door, and where its clauses came from. A row without text is left out."""
    clauses, numbers = [], []
    taken = {form.answers.get(f"code-{number}", "") for number in rows_of(form)}
    for number in rows_of(form):
        row = {part: form.answers.get(f"{part}-{number}", "") for part in PARTS}
        if not row["text"]:
            if not is_fixed and not row["code"] and row["label"]:
                form = form.wrong(f"text-{number}", "Write the text of this clause")
            continue
        if not row["label"]:
            form = form.wrong(f"label-{number}", "Give this clause a heading")
            continue
        row["code"] = row["code"] or _free_code(row["label"], taken)
        taken.add(row["code"])
        clauses.append({part: words for part, words in row.items() if words})
        numbers.append(number)
    if not clauses and not form.is_wrong:
        form = form.wrong(f"text-{next(iter(rows_of(form)), 0)}", "Write at least one clause")
    return form, {"summary": form.answers["summary"], "clauses": clauses}, Rows(tuple(numbers))


def _missing(found: Mapping[str, Any], clauses: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """The platform's lines that a group left out, to be taken in again; their text stays blank."""
    if not found["kind"]["is_fixed"] or not found["catalogue"]:
        return []
    held = {clause["code"] for clause in clauses}
    return [
        {"code": entry["code"], "label": entry["label"]}
        for entry in found["catalogue"]["entries"]
        if entry["code"] not in held
    ]


def _free_code(label: str, taken: set[str]) -> str:
    """A code made of a label: "What we do" becomes ``what-we-do``."""
    plain = re.sub(r"[^a-z0-9]+", "-", label.lower()).strip("-")[:36].strip("-") or "clause"
    number, code = 1, plain
    while code in taken:
        number += 1
        code = f"{plain}-{number}"
    return code
