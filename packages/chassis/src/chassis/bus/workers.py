"""nameko's container, its worker run without the debug lines it prepares and nobody reads."""

from typing import Any

from nameko.containers import ServiceContainer


class Container(ServiceContainer):
    """One service class. Doors never raise (see ``chassis.process``), so no error is handled here."""

    def _run_worker(self, worker_ctx: Any, handle_result: Any) -> None:
        self._inject_dependencies(worker_ctx)
        self._worker_setup(worker_ctx)
        method = getattr(worker_ctx.service, worker_ctx.entrypoint.method_name)
        outcome = method(*worker_ctx.args, **worker_ctx.kwargs)
        result, problem = handle_result(worker_ctx, outcome, None)
        self._worker_result(worker_ctx, result, problem)
        self._worker_teardown(worker_ctx)
