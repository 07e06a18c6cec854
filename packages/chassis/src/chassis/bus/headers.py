"""The names of our own headers on events."""

ATTEMPTS = "qc-attempts"
REASON = "qc-reason"
INCIDENT = "qc-incident"
REPLAYED_BY = "qc-replayed-by"
