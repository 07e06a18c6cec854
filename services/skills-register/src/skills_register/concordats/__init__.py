"""Concordats: what leaders of organisations agree on, in versions, and which organisations signed."""
