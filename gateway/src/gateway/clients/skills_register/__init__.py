"""What the gateway may ask of the skills register: one module for each of its capabilities."""
