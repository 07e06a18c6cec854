"""Development: where members can learn something new, and what they completed."""
