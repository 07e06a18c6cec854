"""A small context for the chassis' own tests: it counts, and hears of its own counting."""
