"""Rehearsals: an election that is to be looked at today need not wait for a fortnight of deadlines."""
