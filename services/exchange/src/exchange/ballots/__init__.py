"""What a ballot may hold, and who voted (row 57)."""
