"""Ideas without an award: what else there is for them, who helps, and what became of them (row 58)."""
