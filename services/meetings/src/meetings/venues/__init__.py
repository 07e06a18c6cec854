"""Rooms across a region's area: what they cost, who can get in, and when they are taken."""
