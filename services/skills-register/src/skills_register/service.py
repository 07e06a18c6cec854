"""The context's services, one for each capability, and its state told again."""

from typing import Any

from contracts.events import Fact
from skills_register.auditing.service import Auditing
from skills_register.buddies.service import Buddies
from skills_register.capacity.service import Capacity
from skills_register.coaching.service import Coaching
from skills_register.coffees.service import Coffees
from skills_register.concordats.service import Concordats
from skills_register.development.service import Development
from skills_register.exchanges.service import Exchanges
from skills_register.ledger.service import Ledger
from skills_register.offers.service import Offers
from skills_register.organisations.service import Organisations
from skills_register.peer_support.service import PeerSupport
from skills_register.people.service import People
from skills_register.placements.releasing.answering import LineManagers
from skills_register.placements.releasing.service import Releases
from skills_register.placements.service import Placements
from skills_register.searches.service import Searches
from skills_register.skills.service import Skills
from skills_register.vocabulary.service import WordsOfSkills

SERVICES: tuple[type, ...] = (
    People,
    WordsOfSkills,
    Skills,
    Searches,
    Ledger,
    Auditing,
    Offers,
    Exchanges,
    Organisations,
    Concordats,
    Releases,
    LineManagers,
    Placements,
    Buddies,
    Coffees,
    Coaching,
    Capacity,
    Development,
    PeerSupport,
)


def republish(_work: Any, _after: str | None, _limit: int) -> tuple[list[Fact], str | None]:
    """Nothing yet that another context keeps a copy of: nobody listens to our state."""
    return [], None
