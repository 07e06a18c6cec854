"""Who supports a group with what, and who takes over in a gap."""
