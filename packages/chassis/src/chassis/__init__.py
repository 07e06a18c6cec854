"""The machinery every context stands on: doors, bus, store, scheduler. No business word in it."""
