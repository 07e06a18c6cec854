"""The doors of spreadsheets: look first, then bring the projects in; the same file again changes nothing."""

from collections import Counter
from typing import Any

from chassis.call import Call
from chassis.doors import command, query
from commons.places import KEEPERS, keeps
from exchange.projects import schemas as projects
from exchange.projects.joining.lapsing import lapse
from exchange.projects.keeping import plan
from exchange.projects.searches.schemas import COLUMNS, row_view
from exchange.projects.sheets import schemas
from exchange.projects.sheets.applying import CHANGED, NEW, VERDICTS, WRONG, Applying, Outcome
from exchange.projects.sheets.reading import Sheet, read
from exchange.projects.store import ProjectStore
from exchange.refusal import Refusal
from exchange.settings import Settings


class ProjectSheets:
    """For those who keep a region, or all of them; projects from a sheet have no lead at first."""

    name = "exchange_project_sheets"
    context = "exchange"
    refusals = (Refusal,)
    store_class = ProjectStore
    settings_class = Settings
    store: ProjectStore
    settings: Settings

    @query(schemas.ReadSheet, by=KEEPERS)
    def preview_sheet(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """What each line would do, what is wrong with it, and which projects look like a new one.

        Refused: ``sheet_unreadable``, ``sheet_columns_wrong``, ``sheet_too_long``.
        """
        sheet = read(asked["text"])
        outcomes = self._outcomes(call, sheet)
        return {
            "columns": list(sheet.columns),
            "ignored_columns": list(sheet.ignored),
            **_counts(outcomes),
            "items": [
                {
                    "line": each.line,
                    "title": each.title,
                    "verdict": each.verdict,
                    "changes": _changes(each),
                    "alike": self._alike(each) if each.verdict == NEW else [],
                }
                for each in outcomes
            ],
            "errors": _errors(outcomes),
        }

    @command(schemas.ImportSheet, by=KEEPERS)
    def import_sheet(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """All lines at once, or none. What a sheet brought before is found by region and reference.

        Refused: ``sheet_has_errors`` unless ``skip_wrong``, and as ``preview_sheet``.
        """
        outcomes = self._outcomes(call, read(asked["text"]))
        errors = _errors(outcomes)
        if errors and not asked["skip_wrong"]:
            told = [f"Line {each['line']}, {each['column']}: {each['message']}" for each in errors]
            raise Refusal("sheet_has_errors", "", {"text": told})
        changed = [
            (each.before, each.after)
            for each in outcomes
            if each.after is not None and each.after is not each.before
        ]
        self.store.save_all(changed)
        for before, after in changed:
            plan(self.store.work, self.settings, after)
            if before is not None:
                lapse(self.store.work, after, call.now)
        return {**_counts(outcomes), "ids": [after.id for _, after in changed], "errors": errors}

    def _outcomes(self, call: Call, sheet: Sheet) -> list[Outcome]:
        def may_write(region: str) -> bool:
            return keeps(call.caller, region)

        return Applying(self.store, self.settings.regions, may_write, call.now).outcomes(
            sheet.rows, call.new_id
        )

    def _alike(self, outcome: Outcome) -> list[dict[str, Any]]:
        return projects.alike_view(self.store.alike(outcome.title))


def _changes(outcome: Outcome) -> list[str]:
    """The columns that say something else from now on."""
    if outcome.verdict != CHANGED or outcome.before is None or outcome.after is None:
        return []
    before, after = row_view(outcome.before), row_view(outcome.after)
    return [name for name in COLUMNS if before[name] != after[name]]


def _counts(outcomes: list[Outcome]) -> dict[str, Any]:
    counted = Counter(each.verdict for each in outcomes)
    return {"rows": len(outcomes), "counts": {verdict: counted[verdict] for verdict in VERDICTS}}


def _errors(outcomes: list[Outcome]) -> list[dict[str, Any]]:
    return [
        {"line": each.line, "column": column, "message": message}
        for each in outcomes
        if each.verdict == WRONG
        for column, message in each.errors
    ]
