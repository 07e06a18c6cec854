"""What is read before a meeting: files put to items of its agenda, and who may fetch them."""
