"""Buddies: somebody experienced beside somebody who learns, as long as both want it."""
