"""The resources of the API, in the order in which the document shows them."""

from gateway.api.problems import problems

RESOURCES = (problems,)
