"""The electoral roll of a round: who may vote, and whether they have; nothing of how or when."""
