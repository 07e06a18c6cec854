"""The REST API under /api/v1: resources, their shapes, and the document that describes them."""

from flask import Flask

from gateway.api.document import Api
from gateway.api.resource import Resource, answer, command_id, page

__all__ = ["Resource", "answer", "command_id", "install", "of", "page"]

EXTENSION = "qcommons_api"


def install(app: Flask) -> None:
    """Register every resource; the sign-in adds its own through ``of(app).add(resource)``."""
    from gateway.api import catalogue, document

    api = app.extensions[EXTENSION] = Api(app)
    for resource in catalogue.RESOURCES:
        api.add(resource)
    document.install(app, api)


def of(app: Flask) -> Api:
    """The API of this app, to add resources to."""
    api: Api = app.extensions[EXTENSION]
    return api
