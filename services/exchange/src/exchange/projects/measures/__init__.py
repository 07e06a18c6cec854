"""What a project measures over time, if it does: points, charts, limits (row 70)."""
