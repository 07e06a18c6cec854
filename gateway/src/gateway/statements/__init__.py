"""Statements of time: read whole, in words, as CSV and as PDF; for the portal and the API."""
