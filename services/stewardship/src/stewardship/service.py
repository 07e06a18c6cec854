"""The context's services: one for each capability, all in one process or each in its own."""

from stewardship.network.service import Network
from stewardship.people.service import People

SERVICES: tuple[type, ...] = (People, Network)
