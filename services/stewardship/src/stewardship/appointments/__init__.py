"""Who asked for a seat, and who decided?"""
