"""Coffees: rounds in which members who opted in meet somebody from elsewhere."""
