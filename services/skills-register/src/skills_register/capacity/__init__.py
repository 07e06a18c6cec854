"""QI capacity: how many people of a body are trained in improving quality, as it reports itself."""
