"""What the gateway may ask of stewardship: one module for each of its capabilities."""
