"""Impact stories: what changed, told without numbers if there are none."""
