"""Who can help whom, for how many hours?"""
