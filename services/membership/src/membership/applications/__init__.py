"""The pipeline: people who would like to belong, and what was decided."""
