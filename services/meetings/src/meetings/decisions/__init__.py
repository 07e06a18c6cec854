"""What a group decided, by which method, and when it is looked at again (row 45)."""
