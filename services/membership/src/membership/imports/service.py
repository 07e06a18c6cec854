"""Who may import members: coordinators for their region, the national team and operators for all."""

from typing import Any

from chassis.call import Again, Call, Job
from chassis.doors import command, due, query
from contracts.refusals import Refused
from membership.imports import domain, schemas
from membership.imports.domain import Import
from membership.imports.steps import Applying, Checking, Forgetting, plan_forgetting
from membership.imports.store import ImportStore
from membership.refusal import Refusal
from membership.settings import Settings

KEEPERS = ("coordinator", "national_team", "operator")
EVERYWHERE = ("national_team", "operator")
FIRST_ERRORS = 200


class Imports:
    """A file arrives in chunks, is checked, shown, and then applied (row 1)."""

    name = "membership_imports"
    context = "membership"
    refusals = (Refusal,)
    store_class = ImportStore
    settings_class = Settings
    store: ImportStore
    settings: Settings

    @command(schemas.BeginImport, by=KEEPERS)
    def begin_import(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Announce a file. Refused: ``file_too_large``, ``not_your_region``, ``region_unknown``."""
        job = domain.begin(
            call.new_id(),
            file_name=asked["file_name"],
            size=asked["size"],
            region=self._region(call, asked["region"]),
            by=call.caller.subject,
            now=call.now,
        )
        self.store.save(job)
        plan_forgetting(self.store, job.id, call.now + domain.KEPT)
        return self._told(job)

    @command(schemas.AddChunk, by=KEEPERS)
    def add_import_chunk(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Keep a part of the file; ``received`` in bytes.

        Refused: ``file_too_large``, ``import_step_wrong``.
        """
        job, number, content = self._job(call, asked["id"]), asked["number"], asked["content"]
        received = self.store.received(job.id, besides=number)
        domain.may_receive(job, number, len(content), received)
        self.store.put_chunk(job.id, number, content)
        return {"id": job.id, "received": received + len(content)}

    @command(schemas.CheckImport, by=KEEPERS)
    def check_import(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Have the file looked at. Refused: ``import_step_wrong``."""
        job = self._job(call, asked["id"])
        return self._planned(call, job, domain.check(job, asked["sha256"]), "check_import")

    @query(schemas.OneImport, by=KEEPERS)
    def get_import(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """How far it is, and the first errors. Refused: ``not_found``."""
        return self._told(self._job(call, asked["id"]))

    @query(schemas.ListImports, by=KEEPERS)
    def list_imports(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The imports that the caller may see, the newest first, without their errors."""
        regions = None if _acts_everywhere(call) else call.caller.regions_as("coordinator")
        page = self.store.page(regions, asked)
        return {**page, "items": [schemas.as_told(job, []) for job in page["items"]]}

    @query(schemas.ImportErrors, by=KEEPERS)
    def import_errors(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Every error that was kept, page by page."""
        return self.store.errors(self._job(call, asked["id"]).id, asked)

    @command(schemas.ApplyImport, by=KEEPERS)
    def apply_import(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Change the register. Refused: ``import_has_errors``, ``import_expired``, ``import_step_wrong``."""
        job = self._job(call, asked["id"])
        return self._planned(call, job, domain.apply(job, asked["skip_wrong"], call.now), "apply_import")

    @command(schemas.OneImport, by=KEEPERS)
    def cancel_import(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Give it up before anything changes. Refused: ``import_step_wrong``."""
        job = self._job(call, asked["id"])
        cancelled = domain.cancel(job, call.now)
        if cancelled is not job:
            self.store.save(cancelled)
            plan_forgetting(self.store, job.id, call.now)
        return self._told(cancelled)

    @due("check_import")
    def check_rows(self, call: Call, work: Job) -> Again | None:
        """One step of the check; a cancelled import has none left."""
        job = self.store.get(work.key)
        if job is None or job.state != domain.CHECKING:
            return None
        return Checking(self.store, self.settings.regions, call).step(job, work.data)

    @due("apply_import")
    def apply_rows(self, call: Call, work: Job) -> Again | None:
        """One batch into the register."""
        job = self.store.get(work.key)
        if job is None or job.state != domain.APPLYING:
            return None
        return Applying(self.store, call).step(job, work.data)

    @due("forget_import")
    def forget_import(self, call: Call, work: Job) -> Again | None:
        """Delete what is not needed any more, some at a time."""
        job = self.store.get(work.key)
        return Forgetting(self.store, call).step(job) if job is not None else None

    def _planned(self, call: Call, before: Import, after: Import, kind: str) -> dict[str, Any]:
        if after is not before:
            self.store.save(after)
            self.store.work.schedule(kind, after.id, call.now)
        return self._told(after)

    def _told(self, job: Import) -> dict[str, Any]:
        first = (
            self.store.errors(job.id, {"cursor": None, "limit": FIRST_ERRORS}) if job.errors_total else None
        )
        return schemas.as_told(job, first["items"] if first else [])

    def _job(self, call: Call, import_id: str) -> Import:
        """An import whose region the caller keeps; somebody else's is ``not_found``."""
        job = self.store.get(import_id)
        mine = call.caller.regions_as("coordinator")
        if job is None or not (_acts_everywhere(call) or job.region in mine):
            raise Refused("not_found")
        return job

    def _region(self, call: Call, named: str | None) -> str | None:
        """The one region that the file may change: a coordinator's own, or None for all."""
        if named is not None and named not in self.settings.regions:
            raise Refusal("region_unknown", fields={"region": ["There is no such region."]})
        if _acts_everywhere(call):
            return named
        mine = sorted(call.caller.regions_as("coordinator"))
        if named is None and len(mine) != 1:
            raise Refusal("invalid_input", fields={"region": [f"Say which region: {', '.join(mine)}."]})
        if named is not None and named not in mine:
            raise Refusal("not_your_region")
        return named or mine[0]


def _acts_everywhere(call: Call) -> bool:
    return any(call.caller.has(role) for role in EVERYWHERE)
