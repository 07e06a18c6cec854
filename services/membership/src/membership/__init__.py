"""Who belongs?"""
