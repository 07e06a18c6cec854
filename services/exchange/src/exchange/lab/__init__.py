"""Q Lab: high-priority challenges that members work on together."""
