"""Calendar feeds: what a region's, a person's or one meeting's calendar file shows (rows 41 and 52)."""
