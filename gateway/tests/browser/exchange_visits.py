"""With which addresses and people the pages of Q Exchange, and of projects and learning, are looked at."""

EXCHANGE_VISITS: dict[str, list[tuple[str, str]]] = {
    # rounds
}
"""Endpoint -> addresses and people; ``{names}`` come from the worlds of the capabilities."""

EXCHANGE_FILES: dict[str, str] = {
    # rounds
}
"""Endpoints that are no pages, and what they are."""
