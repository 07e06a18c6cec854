"""How proposals are assessed: volunteers without a conflict, scores with reasons, a shortlist (row 56)."""
