"""People who work a few days next door: asked for, released by their employer, placed, confirmed."""
