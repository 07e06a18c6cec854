"""What the gateway may ask of meetings: one module for each of its capabilities."""
