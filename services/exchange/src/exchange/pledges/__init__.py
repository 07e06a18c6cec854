"""What members pool: money, hours and rooms, pledged, claimed, used, left (row 62)."""
