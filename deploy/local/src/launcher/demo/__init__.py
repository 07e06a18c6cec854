"""Demo data: invented members whose records add up to the published figures, loaded through REST."""
