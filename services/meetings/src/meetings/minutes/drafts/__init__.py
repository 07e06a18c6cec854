"""The draft of minutes: its sections, who wrote what in them, and what everybody must not read."""
