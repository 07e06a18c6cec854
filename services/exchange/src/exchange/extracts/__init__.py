"""Extracts for evaluators: counts that lead to nobody, asked for, approved, recorded, with an end."""
