"""What meetings knows of groups and their seats: a copy, kept by events."""
