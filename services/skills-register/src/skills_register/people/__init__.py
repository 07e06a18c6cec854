"""What the skills register knows of members: a copy without names, kept by events."""
