"""Offers and requests of time, matched both ways, and the campaigns that ask for them."""
