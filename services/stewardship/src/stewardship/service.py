"""The context's services: one for each capability, all in one process or each in its own."""

from stewardship.matters.service import Matters
from stewardship.network.service import Network
from stewardship.people.service import People
from stewardship.seats.service import Seats

SERVICES: tuple[type, ...] = (People, Network, Matters, Seats)
