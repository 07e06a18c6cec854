"""Whether what was agreed is kept: states with evidence, and practices that show a principle."""
