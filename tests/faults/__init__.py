"""Faults: parts of the running platform are killed, and nobody's work is lost or done twice."""
