"""Answers to a survey, kept apart from who gave them, and what may be shown of them."""
