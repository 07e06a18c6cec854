"""The places of an event, one document each."""
