"""What the gateway may ask of exchange: one module for each of its capabilities."""
