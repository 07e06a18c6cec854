"""What people need to take part, apart from everything else of a meeting."""
