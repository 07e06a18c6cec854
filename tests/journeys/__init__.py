"""Journeys: what people do, through the doors of the whole running platform."""
