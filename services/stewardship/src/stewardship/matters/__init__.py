"""What a region asks the centre, or the centre the regions, and what became of it."""
