"""A question to those affected, what they said, and how it was used."""
