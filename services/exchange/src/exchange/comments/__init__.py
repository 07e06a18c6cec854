"""Comments: questions answered or not, what a comment changed, moderation, who supports (row 56)."""
