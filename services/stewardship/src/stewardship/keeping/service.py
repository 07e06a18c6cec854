"""The door where a group says how it keeps what it agreed (rows 17, 18, 19, 20, 28)."""

from typing import Any

from chassis.call import Call
from chassis.doors import command
from chassis.versions import refuse_stale
from commons.london import day_of
from commons.places import kept_by
from commons.rough_dates import exactly
from stewardship.documents.domain import id_of, kind_for
from stewardship.documents.kinds import Kind
from stewardship.documents.showing import starting_clauses
from stewardship.documents.standing import role_in
from stewardship.documents.store import DocumentStore
from stewardship.keeping import domain, schemas
from stewardship.keeping.store import KeepingStore
from stewardship.refusal import Refusal
from stewardship.settings import Settings


class KeepingDoors:
    """States with evidence, and practices that show a principle."""

    name = "stewardship_keeping"
    context = "stewardship"
    refusals = (Refusal,)
    store_class = KeepingStore
    settings_class = Settings
    store: KeepingStore
    settings: Settings

    @command(schemas.MarkClause, by=("convenor", "coordinator", "national_team"))
    def mark_clause(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Say in which state a clause is, since when, and what shows it; the same again changes nothing.

        Refused: ``region_unknown``, ``not_your_region``, ``document_kind_unknown``, ``clause_unknown``,
        ``state_not_of_kind``, ``evidence_required``, ``practices_not_of_kind``, ``marked_out_of_order``,
        ``stale_version``.
        """
        region = asked["region"]
        self._allowed(call, region)
        kind = kind_for(region, asked["kind"])
        before = self.store.get(id_of(region, kind.code))
        refuse_stale(before.version, asked["version"])
        today = day_of(call.now)
        after = domain.mark(
            before,
            kind,
            asked["code"],
            self._codes(region, kind),
            role=role_in(call.caller, region),
            on=asked["on"] or exactly(today),
            today=today,
            state=asked["state"],
            note=asked["note"],
            evidence=schemas.links_from(asked["evidence"]),
            practices=schemas.links_from(asked["practices"]),
        )
        if after is not before:
            self.store.save(after)
        return schemas.mark_view(region, kind.code, after.version, after.mark(asked["code"]))

    def _codes(self, region: str, kind: Kind) -> set[str]:
        """What can be marked: the clauses in force, or the platform's before any were agreed."""
        documents = DocumentStore(self.store.work)
        document = documents.get(id_of(region, kind.code))
        current = documents.numbered(document.id, document.current) if document else None
        return {clause.code for clause in (current.clauses if current else starting_clauses(kind))}

    def _allowed(self, call: Call, region: str) -> None:
        kept_by(call.caller, self.settings.regions, region)
