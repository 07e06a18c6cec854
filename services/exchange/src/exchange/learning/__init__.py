"""Learning: what was learnt, read by somebody else before everybody reads it."""
