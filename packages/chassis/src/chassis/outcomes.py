"""How a knock at a door ended: nothing a door raises goes further, so nothing people typed reaches a log."""

from typing import Any

from pymongo.errors import ConnectionFailure, ExecutionTimeout, WTimeoutError

from chassis.bus.replies import Outcome, new_incident
from chassis.call import Call
from chassis.logs import get_logger, places, within
from chassis.mongo.unit_of_work import ClaimLost
from contracts.refusals import Refused

STORE_AWAY = (ConnectionFailure, ExecutionTimeout, WTimeoutError)
"""The database does not answer in time: nobody's mistake, and worth trying again."""
log = get_logger()


def outcome_of(door: Any, service: Any, call: Call, sent: Any) -> Outcome:
    """The door's answer, its refusal, or an incident that is logged under its code."""
    within(call.call_id, call.trace_id)
    try:
        return Outcome(answer=door(service, call, sent))
    except Refused as no:
        return Outcome(refusal=no)
    except STORE_AWAY as problem:
        log.warning("store_away", door=door.__name__, **places(problem))
        return Outcome(refusal=Refused("temporarily_unavailable"))
    except ClaimLost:
        # Taken over by another replica, or taken back meanwhile: what was done here is undone.
        log.info("claim_lost", door=door.__name__)
        return Outcome(refusal=Refused("temporarily_unavailable"))
    except Exception as problem:
        incident = new_incident()
        log.error("incident", incident=incident, door=door.__name__, **places(problem))
        return Outcome(incident=incident)
