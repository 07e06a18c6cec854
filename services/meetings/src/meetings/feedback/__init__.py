"""What those who came to an event say of it, by nobody's name, and what its organisers learnt (row 53)."""
