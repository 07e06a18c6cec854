"""What meetings knows of members: a copy without names, kept by events."""
