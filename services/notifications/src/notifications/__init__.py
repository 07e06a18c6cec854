"""Who is told what, when, how?"""
