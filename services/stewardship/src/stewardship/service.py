"""The context's services: one for each capability, all in one process or each in its own."""

from stewardship.appointments.panel_service import Panels
from stewardship.appointments.service import Appointments
from stewardship.comments.service import Comments
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
from stewardship.people.service import People
from stewardship.seats.service import Seats
from stewardship.self_organised.service import SelfOrganised

SERVICES: tuple[type, ...] = (
    People,
    Documents,
    KeepingDoors,
    Comments,
    GroundRules,
    Network,
    Matters,
    Seats,
    Elections,
    Nominations,
    Ballots,
    Results,
    Vacancies,
    SelfOrganised,
    Appointments,
    Panels,
)
