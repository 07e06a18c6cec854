"""One start of the platform, from the first folder to the last child's end."""

from collections.abc import Callable
from pathlib import Path

from launcher import keys, ports, servers
from launcher.databases import databases
from launcher.plan import Plan
from launcher.programs import NotPossible
from launcher.settings import Settings
from launcher.supervising import Stopped, Supervisor


def run(settings: Settings, say: Callable[[str], None], lock: int, unblock: Callable[[], None]) -> int:
    """Start everything, keep it running, stop it in order; the exit code.

    ``lock`` is the descriptor that every child inherits; ``unblock`` lets signals in once they are heeded.
    """
    supervisor = Supervisor(settings.var, say, keep=(lock,))
    supervisor.heed_signals()
    unblock()
    code = 0
    try:
        _start(settings, supervisor, say)
        supervisor.watch()
    except Stopped:
        say("Stopping Q Commons")
    except NotPossible as why:
        say(str(why))
        code = 1
    finally:
        started = bool(supervisor.stages)
        supervisor.stop_all()
    if started:
        say("Q Commons has stopped")
    return code


def _start(settings: Settings, supervisor: Supervisor, say: Callable[[str], None]) -> None:
    data = settings.var / "data"
    chosen = ports.choose(settings.port)
    made = keys.make(settings.var / "keys")
    broker = servers.find_rabbitmq(
        settings.amqp_uri, data / "rabbitmq", chosen["amqp"], chosen["amqp_distribution"], say
    )
    store = servers.find_mongodb(
        settings.mongo_uri, data / "mongodb", chosen["mongo"], databases(settings.database_prefix), say
    )
    say(f"RabbitMQ: {broker.source}; MongoDB: {store.source}; everything is kept in {_short(settings)}")
    plan = Plan(settings, chosen, made, broker, store)
    for found in (broker, store):
        if found.program is None:
            servers.wait_for(found, supervisor.pause)
    own = [found.program for found in (broker, store) if found.program is not None]
    supervisor.start([*own, plan.mailbox()])
    supervisor.run(plan.declare())
    supervisor.start(plan.services(), [plan.gateway()])
    if settings.demo:
        say("Loading the demo data (DEMO=0 leaves them out)")
        try:
            supervisor.run(plan.demo())
        except NotPossible as why:
            say(f"{why} The platform runs without them.")
    say(f"The mailbox is at {plan.mailbox_url}; Ctrl-C stops everything")
    say(f"Q Commons is ready at {plan.portal_url}")


def _short(settings: Settings) -> str:
    here = Path.cwd()
    return str(settings.var.relative_to(here) if settings.var.is_relative_to(here) else settings.var)
