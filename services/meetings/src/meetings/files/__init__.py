"""Papers and receipts: which files we take, how they arrive in parts, and what is never taken."""
