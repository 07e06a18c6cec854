"""Who looks after the commons, by which rules, and how is it doing?"""
