"""Who can help: the search of the register with its reasons, and searches that tell of new matches."""
