"""Which ideas do we fund, and what became of them?"""
