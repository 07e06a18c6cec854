"""Pulses: whether everybody at a meeting could contribute, and what people need to take part."""
