"""Batches of approved claims for whoever pays, and what a region's journeys came to in a year."""
