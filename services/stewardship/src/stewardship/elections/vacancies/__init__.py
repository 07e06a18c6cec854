"""Casual vacancies: the same ballots, counted again, say who follows."""
