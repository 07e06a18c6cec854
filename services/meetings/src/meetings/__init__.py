"""Who meets when, what was said, decided and promised?"""
