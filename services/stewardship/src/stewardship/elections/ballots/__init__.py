"""Ballots: cast once, kept apart from the roll, published with their receipts."""
