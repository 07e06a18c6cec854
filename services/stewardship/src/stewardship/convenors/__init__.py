"""Where convenors and the centre learn from each other."""
