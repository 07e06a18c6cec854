"""The context's services, one for each capability, and its state told again."""

from typing import Any

from contracts.events import Fact
from stewardship.alliances.service import Alliances
from stewardship.appointments.panel_service import Panels
from stewardship.appointments.service import Appointments
from stewardship.barriers.service import Barriers
from stewardship.comments.service import Comments
from stewardship.consultations.service import Consultations
from stewardship.convenors.service import Convenors
from stewardship.costs.service import Costs
from stewardship.documents.service import Documents
from stewardship.elections.ballots.service import Ballots
from stewardship.elections.nominations.service import Nominations
from stewardship.elections.results.service import Results
from stewardship.elections.service import Elections
from stewardship.elections.vacancies.service import Vacancies
from stewardship.ground_rules.service import GroundRules
from stewardship.keeping.service import KeepingDoors
from stewardship.matters.service import Matters
from stewardship.network.service import Network
from stewardship.network.store import NetworkStore
from stewardship.people.service import People
from stewardship.seats.service import Seats
from stewardship.seats.store import SeatStore
from stewardship.self_organised.service import SelfOrganised
from stewardship.support.service import OperationalSupport

SERVICES: tuple[type, ...] = (
    People,
    Documents,
    KeepingDoors,
    Comments,
    GroundRules,
    Network,
    Costs,
    OperationalSupport,
    Barriers,
    Alliances,
    Convenors,
    Matters,
    Seats,
    Elections,
    Nominations,
    Ballots,
    Results,
    Vacancies,
    SelfOrganised,
    Consultations,
    Appointments,
    Panels,
)


def republish(work: Any, after: str | None, limit: int) -> tuple[list[Fact], str | None]:
    """The present state of every group, then of up to ``limit`` seats at a time with all their terms.

    Answers the facts and where to go on (None: all told). Notices and declarations happened once
    and are not told again.
    """
    groups = NetworkStore(work).current_facts() if after is None else []
    seats, onward = SeatStore(work).current_facts(after, limit)
    return [*groups, *seats], onward
