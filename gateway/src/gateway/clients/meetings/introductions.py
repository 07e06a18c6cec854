"""How members let themselves be called in their groups' papers (row 81)."""

from gateway.clients.doors import Payload, command, given, query

INTRODUCTIONS = "meetings_introductions"


@query(INTRODUCTIONS)
def get_introduction() -> Payload:
    """The caller's own; all null while there is none."""
    return {}


@command(INTRODUCTIONS)
def introduce_myself(name: str, is_public: bool, *, version: int | None = None) -> Payload:
    """``is_public``: papers for everybody may use the name, too."""
    return given(name=name, is_public=is_public, version=version)


@command(INTRODUCTIONS)
def take_back_introduction() -> Payload:
    return {}
