"""What members would like to learn about: asked for, supported, taken up (row 54)."""
