"""What members say in surveys, and how many of those asked said it (row 74)."""
