"""Release requests: an organisation asks, members consent, their line managers answer by a link."""
