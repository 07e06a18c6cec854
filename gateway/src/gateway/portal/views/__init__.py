"""The pages, a module per thing people do; importing this package places them all."""

from gateway.portal.pages import portal
from gateway.portal.views import (
    applying,
    compact,
    connections,
    connectors,
    directory,
    exports,
    growth,
    home,
    imports,
    joining,
    membership,
    pipeline,
    profile,
    recognition,
    regions,
    roles,
    site,
)

__all__ = [
    "applying",
    "compact",
    "connections",
    "connectors",
    "directory",
    "exports",
    "growth",
    "home",
    "imports",
    "joining",
    "membership",
    "pipeline",
    "portal",
    "profile",
    "recognition",
    "regions",
    "roles",
    "site",
]
