"""Nominations: who stands, with whose backing, and in which words of their own."""
