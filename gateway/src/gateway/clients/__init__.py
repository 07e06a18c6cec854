"""What the gateway may ask of each context: one typed function per door, each with its limit of time.

Views call these and never see the bus. ``together`` asks several questions at once.
"""

from gateway.clients.doors import Command, Query, command, query, together

__all__ = ["Command", "Query", "command", "query", "together"]
