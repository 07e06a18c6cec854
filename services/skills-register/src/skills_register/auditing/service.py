"""The nightly audit, and its results for who runs the platform."""

from typing import Any

from chassis.call import Again, Call, Job
from chassis.doors import due, query
from chassis.logs import get_logger
from commons.people.store import People
from contracts.events import Fact
from skills_register.auditing import schemas
from skills_register.auditing.domain import Audit
from skills_register.auditing.nightly import AUDIT_LEDGER, next_night
from skills_register.auditing.store import AuditStore, audit
from skills_register.notices import notices
from skills_register.refusal import Refusal
from skills_register.settings import Settings

DIFFERS = "ledger_differs"


class Auditing:
    """Is every balance what its entries say? (row 59)"""

    name = "skills_register_auditing"
    context = "skills_register"
    refusals = (Refusal,)
    store_class = AuditStore
    settings_class = Settings
    store: AuditStore
    settings: Settings

    @query(schemas.ListAudits, by=("operator", "national_team"))
    def list_audits(self, _call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """When the ledger was audited and what was found, the newest first."""
        return self.store.page(asked)

    @due(AUDIT_LEDGER, outside=True)
    def audit_the_ledger(self, call: Call, _job: Job) -> Again:
        """Rebuild every balance; a difference is logged, kept, told to national team and operators."""
        found = audit(self.store.work, call, self._told)
        if not found.is_whole:
            get_logger().error("ledger_differs", findings=found.number_of_findings)
        return Again(next_night(call.now), {})

    def _told(self, audit_id: str, found: Audit) -> list[Fact]:
        team = People(self.store.work).holding("national_team", "operator")
        if found.is_whole or not team:
            return []
        return notices(
            DIFFERS,
            cause=f"audit {audit_id}",
            members=team,
            about={"findings": f"{found.number_of_findings:,}"},
            path="/timebank",
            concerning=(audit_id, 1),
        )
