"""Proposals: ideas, drafts in versions, who applies together, what was submitted, merging (row 56)."""
