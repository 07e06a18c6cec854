"""The electoral roll: who may vote, and whether they have; nothing of how or when."""
