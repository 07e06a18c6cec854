"""Whom do we know? The members' copy, without names."""
