"""Who was named a carer, and by which member of Q: the first half of the carer test (row 51)."""
