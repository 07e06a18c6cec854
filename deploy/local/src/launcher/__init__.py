"""Starts, watches and stops everything that `make run` needs on one machine."""
